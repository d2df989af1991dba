//! Which types' methods are known: those that are texts, slices or patterns, and those that are shown by
//! what they are.

use std::borrow::{Borrow, Cow};
use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::rc::Rc;
use std::sync::Arc;

use crate::collections::{ArenaText, ArenaVec, Block};

/// Std's types and ours whose `to_string` is their `Display`. Any other may have one of its own.
pub trait ShowsItself: Display {}

macro_rules! show_themselves {
    ($($ty:ty),*) => {$(
        impl ShowsItself for $ty {}
    )*};
}

show_themselves!(
    str, String, char, bool, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32,
    f64, IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr
);

impl<T: ShowsItself + ?Sized> ShowsItself for &T {}
impl<T: ShowsItself + ?Sized> ShowsItself for &mut T {}
impl<T: ShowsItself + ?Sized> ShowsItself for Box<T> {}
impl<T: ShowsItself + ?Sized> ShowsItself for Rc<T> {}
impl<T: ShowsItself + ?Sized> ShowsItself for Arc<T> {}
impl ShowsItself for Cow<'_, str> {}
impl<'a, B: Block<'a>> ShowsItself for ArenaText<'a, B> {}

/// Types whose text methods are those of `str`.
pub trait TextSource {
    /// The text.
    fn text(&self) -> &str;
}

impl TextSource for str {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

impl<'a, B: Block<'a>> TextSource for ArenaText<'a, B> {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

/// Types whose slice methods are those of `[T]`.
pub trait ItemsSource {
    /// What the slice is of.
    type Item;

    /// The slice.
    fn items(&self) -> &[Self::Item];
}

impl<T> ItemsSource for [T] {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> ItemsSource for [T; N] {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

impl<T> ItemsSource for Vec<T> {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

impl<T> ItemsSource for ArenaVec<'_, T> {
    type Item = T;

    #[inline]
    fn items(&self) -> &[T] {
        self
    }
}

/// What points at a source is one.
macro_rules! pointers {
    ($([$($generics:tt)*] $pointer:ty => $pointee:ty;)*) => {$(
        impl<$($generics)*> TextSource for $pointer
        where
            $pointee: TextSource,
        {
            #[inline]
            fn text(&self) -> &str {
                (**self).text()
            }
        }

        impl<$($generics)*> ItemsSource for $pointer
        where
            $pointee: ItemsSource,
        {
            type Item = <$pointee as ItemsSource>::Item;

            #[inline]
            fn items(&self) -> &[Self::Item] {
                (**self).items()
            }
        }
    )*};
}

pointers! {
    ['p, T: ?Sized] &'p T => T;
    ['p, T: ?Sized] &'p mut T => T;
    [T: ?Sized] Box<T> => T;
    [T: ?Sized] Rc<T> => T;
    [T: ?Sized] Arc<T> => T;
    ['p, T: ToOwned + ?Sized] Cow<'p, T> => T;
}

impl TextSource for String {
    #[inline]
    fn text(&self) -> &str {
        self
    }
}

/// Slices of texts.
pub trait PiecesSource {
    /// What one is.
    type Piece: Borrow<str>;

    /// The slice.
    fn pieces(&self) -> &[Self::Piece];
}

impl<T: ItemsSource<Item: Borrow<str>> + ?Sized> PiecesSource for T {
    type Piece = T::Item;

    #[inline]
    fn pieces(&self) -> &[T::Item] {
        self.items()
    }
}

/// What can be looked for in a text: std's patterns, whose trait has no stable name.
pub trait TextPattern {
    /// Calls `found` with the place of each match, and the match.
    fn each_match(self, text: &str, found: impl FnMut(usize, &str));
}

macro_rules! patterns {
    ($([$($generics:tt)*] $pattern:ty;)*) => {$(
        impl<$($generics)*> TextPattern for $pattern {
            #[inline]
            fn each_match(self, text: &str, mut found: impl FnMut(usize, &str)) {
                for (at, matched) in text.match_indices(self) {
                    found(at, matched);
                }
            }
        }
    )*};
}

patterns! {
    [] char;
    ['p] &'p str;
    ['p] &'p String;
    ['p, 'q] &'p &'q str;
    ['p] &'p [char];
    ['p, const N: usize] &'p [char; N];
    [const N: usize] [char; N];
    [F: FnMut(char) -> bool] F;
}
