//! `x.to_owned()`, `x.replace(a, b)`, `items.join(", ")` and other methods that make one text or vector of
//! another.
//!
//! Only of std's own types and ours: another type's method of the same name may do something else.

use std::borrow::{Borrow, Cow};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use super::OnHeap;
use crate::collections::{ArenaText, ArenaVec, Block, TempString};
use crate::context::RequestContext;

/// What is derived from, the method's arguments, and the user's own way to call it.
#[derive(Debug)]
pub struct Derived<'source, T: ?Sized, A, F, R> {
    source: &'source T,
    arguments: A,
    heap: F,
    made: PhantomData<fn() -> R>,
}

/// `source.method(arguments)`.
#[inline]
pub fn derived<'source, T: ?Sized, A, R, F>(
    source: &'source T,
    arguments: A,
    heap: F,
) -> Derived<'source, T, A, F, R>
where
    F: FnOnce(&'source T, A) -> R,
{
    Derived {
        source,
        arguments,
        heap,
        made: PhantomData,
    }
}

impl<'source, T: ?Sized, A, R, F> OnHeap for Derived<'source, T, A, F, R>
where
    F: FnOnce(&'source T, A) -> R,
{
    type Value = R;

    #[inline]
    fn on_heap(self) -> R {
        (self.heap)(self.source, self.arguments)
    }
}

impl<T: TextSource + ?Sized, F> Derived<'_, T, (), F, String> {
    /// In the arena.
    #[inline]
    pub fn to_owned_in(self, context: &RequestContext) -> TempString<'_> {
        TempString::from_str_in(self.source.text(), context.arena())
    }

    /// In the arena.
    #[inline]
    pub fn to_ascii_lowercase_in(self, context: &RequestContext) -> TempString<'_> {
        let mut text = self.to_owned_in(context);
        text.make_ascii_lowercase();
        text
    }

    /// In the arena.
    #[inline]
    pub fn to_ascii_uppercase_in(self, context: &RequestContext) -> TempString<'_> {
        let mut text = self.to_owned_in(context);
        text.make_ascii_uppercase();
        text
    }

    /// In the arena. What is beyond ASCII is left to std, whose tables these are.
    pub fn to_lowercase_in(self, context: &RequestContext) -> TempString<'_> {
        if self.source.text().is_ascii() {
            return self.to_ascii_lowercase_in(context);
        }
        TempString::from_str_in(&self.source.text().to_lowercase(), context.arena())
    }

    /// In the arena, likewise.
    pub fn to_uppercase_in(self, context: &RequestContext) -> TempString<'_> {
        if self.source.text().is_ascii() {
            return self.to_ascii_uppercase_in(context);
        }
        TempString::from_str_in(&self.source.text().to_uppercase(), context.arena())
    }
}

impl<T: TextSource + ?Sized, F> Derived<'_, T, (usize,), F, String> {
    /// In the arena.
    ///
    /// # Panics
    ///
    /// As `str::repeat` does, if there is no room for so much.
    pub fn repeat_in(self, context: &RequestContext) -> TempString<'_> {
        let (text, (times,)) = (self.source.text(), self.arguments);
        let length = text.len().checked_mul(times).expect("capacity overflow");
        let mut repeated = TempString::with_capacity_in(length, context.arena());
        for _ in 0..times {
            repeated.push_str(text);
        }
        repeated
    }
}

impl<T: TextSource + ?Sized, P: TextPattern, W: AsRef<str>, F> Derived<'_, T, (P, W), F, String> {
    /// In the arena.
    pub fn replace_in(self, context: &RequestContext) -> TempString<'_> {
        let (pattern, with) = self.arguments;
        replaced(
            self.source.text(),
            pattern,
            with.as_ref(),
            usize::MAX,
            context,
        )
    }
}

impl<T: TextSource + ?Sized, P: TextPattern, W: AsRef<str>, F>
    Derived<'_, T, (P, W, usize), F, String>
{
    /// In the arena.
    pub fn replacen_in(self, context: &RequestContext) -> TempString<'_> {
        let (pattern, with, times) = self.arguments;
        replaced(self.source.text(), pattern, with.as_ref(), times, context)
    }
}

fn replaced<'arena>(
    text: &str,
    pattern: impl TextPattern,
    with: &str,
    times: usize,
    context: &'arena RequestContext,
) -> TempString<'arena> {
    let mut replaced = TempString::with_capacity_in(text.len(), context.arena());
    let mut copied = 0;
    let mut left = times;
    pattern.each_match(text, |at, matched| {
        if left == 0 {
            return;
        }
        left -= 1;
        replaced.push_str(&text[copied..at]);
        replaced.push_str(with);
        copied = at + matched.len();
    });
    replaced.push_str(&text[copied..]);
    replaced
}

impl<T: PiecesSource + ?Sized, F> Derived<'_, T, (&str,), F, String> {
    /// In the arena.
    pub fn join_in(self, context: &RequestContext) -> TempString<'_> {
        joined(self.source.pieces(), self.arguments.0, context)
    }
}

impl<T: PiecesSource + ?Sized, F> Derived<'_, T, (), F, String> {
    /// In the arena.
    pub fn concat_in(self, context: &RequestContext) -> TempString<'_> {
        joined(self.source.pieces(), "", context)
    }
}

fn joined<'arena>(
    pieces: &[impl Borrow<str>],
    separator: &str,
    context: &'arena RequestContext,
) -> TempString<'arena> {
    let length = pieces
        .iter()
        .map(|piece| piece.borrow().len())
        .sum::<usize>()
        + separator.len() * pieces.len().saturating_sub(1);
    let mut joined = TempString::with_capacity_in(length, context.arena());
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(piece.borrow());
    }
    joined
}

impl<T: ItemsSource<Item: Clone> + ?Sized, F> Derived<'_, T, (), F, Vec<T::Item>> {
    /// In the arena.
    #[inline]
    pub fn to_vec_in(self, context: &RequestContext) -> ArenaVec<'_, T::Item> {
        ArenaVec::from_iter_in(self.source.items().iter().cloned(), context.arena())
    }
}

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
