//! Values on their way to the answer: made as what the answer has at their place, borrowed from the
//! arena or owned.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::collections::{ArenaString, ArenaVec, Buffer, TempString};
use crate::context::RequestContext;

/// `value` as what the answer has at its place.
#[inline]
pub fn answered<'arena, V, T>(context: &'arena RequestContext, value: V) -> T
where
    V: IntoAnswer<'arena, T>,
{
    value.into_answer(context)
}

/// Values that can be put into an answer as a `T`.
#[diagnostic::on_unimplemented(
    message = "this value cannot stand in the answer as a `{T}`",
    label = "goes to the answer here"
)]
pub trait IntoAnswer<'arena, T> {
    /// Converts, copying only where it must.
    fn into_answer(self, context: &'arena RequestContext) -> T;
}

impl<'arena, T: FromArenaText<'arena>> IntoAnswer<'arena, T> for TempString<'arena> {
    #[inline]
    fn into_answer(self, _: &'arena RequestContext) -> T {
        T::from_temporary(self)
    }
}

impl<'arena, T: FromArenaText<'arena>> IntoAnswer<'arena, T> for String {
    #[inline]
    fn into_answer(self, context: &'arena RequestContext) -> T {
        T::from_string(context, self)
    }
}

impl<'arena> IntoAnswer<'arena, Self> for Cow<'arena, str> {
    #[inline]
    fn into_answer(self, _: &'arena RequestContext) -> Self {
        self
    }
}

impl<'arena, Item, T: FromArenaItems<'arena, Item>> IntoAnswer<'arena, T>
    for ArenaVec<'arena, Item>
{
    #[inline]
    fn into_answer(self, _: &'arena RequestContext) -> T {
        T::from_arena_vec(self)
    }
}

impl<'arena, Item, T: FromArenaItems<'arena, Item>> IntoAnswer<'arena, T> for Vec<Item> {
    #[inline]
    fn into_answer(self, context: &'arena RequestContext) -> T {
        T::from_vec(context, self)
    }
}

/// Types that a formatted string can be in an answer that borrows from the arena.
#[diagnostic::on_unimplemented(
    message = "a string in an answer that borrows from the arena cannot be a `{Self}`",
    label = "this place holds a `{Self}`",
    note = "`&'_ str`, `ArenaString<'_>`, `Cow<'_, str>` and `String` can hold it; convert anything else \
            in a variable of its own first"
)]
pub trait FromArenaText<'arena>: Sized {
    /// What a text is written into that becomes this.
    type Buffer: Buffer<'arena>;

    /// From a text that was written for it.
    fn from_buffer(text: Self::Buffer) -> Self;

    /// From a string in the arena.
    fn from_temporary(text: TempString<'arena>) -> Self;

    /// From a string on the heap.
    #[inline]
    fn from_string(context: &'arena RequestContext, text: String) -> Self {
        Self::from_temporary(TempString::from_str_in(&text, context.arena()))
    }
}

impl<'arena> FromArenaText<'arena> for &'arena str {
    type Buffer = TempString<'arena>;

    #[inline]
    fn from_buffer(text: TempString<'arena>) -> Self {
        Self::from_temporary(text)
    }

    #[inline]
    fn from_temporary(text: TempString<'arena>) -> Self {
        text.into_str()
    }
}

impl<'arena> FromArenaText<'arena> for ArenaString<'arena> {
    type Buffer = TempString<'arena>;

    #[inline]
    fn from_buffer(text: TempString<'arena>) -> Self {
        Self::from_temporary(text)
    }

    #[inline]
    fn from_temporary(text: TempString<'arena>) -> Self {
        text.keep()
    }
}

impl<'arena> FromArenaText<'arena> for TempString<'arena> {
    type Buffer = TempString<'arena>;

    #[inline]
    fn from_buffer(text: TempString<'arena>) -> Self {
        Self::from_temporary(text)
    }

    #[inline]
    fn from_temporary(text: TempString<'arena>) -> Self {
        text
    }
}

impl<'arena> FromArenaText<'arena> for Cow<'arena, str> {
    type Buffer = TempString<'arena>;

    #[inline]
    fn from_buffer(text: TempString<'arena>) -> Self {
        Self::from_temporary(text)
    }

    #[inline]
    fn from_temporary(text: TempString<'arena>) -> Self {
        Cow::Borrowed(text.into_str())
    }

    #[inline]
    fn from_string(_: &'arena RequestContext, text: String) -> Self {
        Cow::Owned(text)
    }
}

/// Owned types are made as without the attribute.
macro_rules! owned_text {
    ($($owned:ty),*) => {$(
        impl<'arena> FromArenaText<'arena> for $owned {
            type Buffer = String;

            #[inline]
            fn from_buffer(text: String) -> Self {
                <$owned>::from(text)
            }

            #[inline]
            fn from_temporary(text: TempString<'arena>) -> Self {
                <$owned>::from(text.as_str())
            }

            #[inline]
            fn from_string(_: &'arena RequestContext, text: String) -> Self {
                <$owned>::from(text)
            }
        }
    )*};
}

owned_text!(String, Box<str>, Rc<str>, Arc<str>);

/// Types that a vector can be in an answer that borrows from the arena.
#[diagnostic::on_unimplemented(
    message = "a vector of `{Item}` in an answer that borrows from the arena cannot be a `{Self}`",
    label = "this place holds a `{Self}`",
    note = "`ArenaVec<'_, T>`, `&'_ [T]` and `Vec<T>` can hold it; convert anything else in a variable of \
            its own first"
)]
pub trait FromArenaItems<'arena, Item>: Sized {
    /// From a vector in the arena.
    fn from_arena_vec(items: ArenaVec<'arena, Item>) -> Self;

    /// From a vector on the heap.
    #[inline]
    fn from_vec(context: &'arena RequestContext, items: Vec<Item>) -> Self {
        Self::from_arena_vec(ArenaVec::from_iter_in(items, context.arena()))
    }
}

impl<'arena, Item> FromArenaItems<'arena, Item> for ArenaVec<'arena, Item> {
    #[inline]
    fn from_arena_vec(items: ArenaVec<'arena, Item>) -> Self {
        items
    }
}

impl<'arena, Item> FromArenaItems<'arena, Item> for &'arena [Item] {
    #[inline]
    fn from_arena_vec(items: ArenaVec<'arena, Item>) -> Self {
        items.into_slice()
    }
}

impl<'arena, Item> FromArenaItems<'arena, Item> for &'arena mut [Item] {
    #[inline]
    fn from_arena_vec(items: ArenaVec<'arena, Item>) -> Self {
        items.into_slice()
    }
}

/// Owned types are made as without the attribute.
macro_rules! owned_items {
    ($($owned:ty),*) => {$(
        impl<'arena, Item> FromArenaItems<'arena, Item> for $owned {
            #[inline]
            fn from_arena_vec(items: ArenaVec<'arena, Item>) -> Self {
                <$owned>::from_iter(items)
            }

            #[inline]
            fn from_vec(_: &'arena RequestContext, items: Vec<Item>) -> Self {
                <$owned>::from(items)
            }
        }
    )*};
}

owned_items!(Vec<Item>, Box<[Item]>);
