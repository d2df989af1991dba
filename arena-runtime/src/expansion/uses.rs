//! Uses of a string or vector in the arena where the std value could have been used by more than they have
//! in common: what cannot be seen gets a `str` or a slice, and equality is asked as of the std value.

use crate::collections::{ArenaText, ArenaVec, Block, TempString};
use crate::context::RequestContext;

/// A value that is lent.
#[derive(Debug)]
pub struct Lending<'value, T: ?Sized>(pub &'value T);

impl<'value, 'a, B: Block<'a>> Lending<'value, ArenaText<'a, B>> {
    /// As text.
    #[inline]
    #[must_use]
    pub fn lend_in_place(self) -> &'value str {
        self.0
    }
}

impl<'value, T> Lending<'value, ArenaVec<'_, T>> {
    /// As a slice.
    #[inline]
    #[must_use]
    pub fn lend_in_place(self) -> &'value [T] {
        self.0
    }
}

/// Whatever else is lent.
pub trait Lend<'value> {
    /// What it is.
    type Value: ?Sized;

    /// As what it is.
    fn lend_in_place(self) -> &'value Self::Value;
}

impl<'value, T: ?Sized> Lend<'value> for Lending<'value, T> {
    type Value = T;

    #[inline]
    fn lend_in_place(self) -> &'value T {
        self.0
    }
}

/// A value that is cloned to where it cannot be seen.
#[derive(Debug)]
pub struct Cloning<'value, T: ?Sized>(pub &'value T);

impl<'a, B: Block<'a>> Cloning<'_, ArenaText<'a, B>> {
    /// On the heap.
    #[inline]
    #[must_use]
    pub fn cloned_to_heap(self) -> String {
        String::from(self.0.as_str())
    }
}

impl<T: Clone> Cloning<'_, ArenaVec<'_, T>> {
    /// On the heap.
    #[inline]
    #[must_use]
    pub fn cloned_to_heap(self) -> Vec<T> {
        self.0.to_vec()
    }
}

/// Whatever else is cloned.
pub trait Cloned {
    /// What it is.
    type Value;

    /// As it is anywhere.
    fn cloned_to_heap(self) -> Self::Value;
}

impl<T: Clone> Cloned for Cloning<'_, T> {
    type Value = T;

    #[inline]
    fn cloned_to_heap(self) -> T {
        self.0.clone()
    }
}

/// A value that must be in the arena, as others at its place are.
#[derive(Debug)]
pub struct Placing<T>(pub T);

impl Placing<String> {
    /// Copied.
    #[inline]
    #[must_use]
    pub fn place_in(self, context: &RequestContext) -> TempString<'_> {
        TempString::from_str_in(&self.0, context.arena())
    }
}

/// Whatever is there already, or is of no type that could be.
pub trait Place {
    /// What it is.
    type Value;

    /// As it is.
    fn place_in(self, context: &RequestContext) -> Self::Value;
}

impl<T> Place for Placing<T> {
    type Value = T;

    #[inline]
    fn place_in(self, _: &RequestContext) -> T {
        self.0
    }
}

/// What may not be there, and is empty then.
#[derive(Debug)]
pub struct Defaulting<T>(pub T);

impl<'a> Defaulting<Option<TempString<'a>>> {
    /// What is there, or an empty text in the arena.
    #[inline]
    #[must_use]
    pub fn unwrap_or_empty_in(self, context: &'a RequestContext) -> TempString<'a> {
        self.0.unwrap_or_else(|| context.temp_string())
    }
}

impl<'a, E> Defaulting<Result<TempString<'a>, E>> {
    /// What is there, or an empty text in the arena.
    #[inline]
    #[must_use]
    pub fn unwrap_or_empty_in(self, context: &'a RequestContext) -> TempString<'a> {
        self.0.unwrap_or_else(|_| context.temp_string())
    }
}

impl<'a, T> Defaulting<Option<ArenaVec<'a, T>>> {
    /// What is there, or an empty vector in the arena.
    #[inline]
    #[must_use]
    pub fn unwrap_or_empty_in(self, context: &'a RequestContext) -> ArenaVec<'a, T> {
        self.0.unwrap_or_else(|| context.vec())
    }
}

impl<'a, T, E> Defaulting<Result<ArenaVec<'a, T>, E>> {
    /// What is there, or an empty vector in the arena.
    #[inline]
    #[must_use]
    pub fn unwrap_or_empty_in(self, context: &'a RequestContext) -> ArenaVec<'a, T> {
        self.0.unwrap_or_else(|_| context.vec())
    }
}

/// Whatever else may not be there.
pub trait UnwrapOrEmpty {
    /// What it is.
    type Value;

    /// What is there, or its type's default.
    fn unwrap_or_empty_in(self, context: &RequestContext) -> Self::Value;
}

impl<T: Default> UnwrapOrEmpty for Defaulting<Option<T>> {
    type Value = T;

    #[inline]
    fn unwrap_or_empty_in(self, _: &RequestContext) -> T {
        self.0.unwrap_or_default()
    }
}

impl<T: Default, E> UnwrapOrEmpty for Defaulting<Result<T, E>> {
    type Value = T;

    #[inline]
    fn unwrap_or_empty_in(self, _: &RequestContext) -> T {
        self.0.unwrap_or_default()
    }
}

/// `text == other`.
#[derive(Debug)]
pub struct TextFirst<'side, A: ?Sized, B: ?Sized>(pub &'side A, pub &'side B);

/// `other == text`.
#[derive(Debug)]
pub struct TextSecond<'side, A: ?Sized, B: ?Sized>(pub &'side A, pub &'side B);

/// Equality between types that know each other.
pub trait AreEqual {
    /// Whether they are.
    fn are_equal(self) -> bool;
}

impl<A: PartialEq<B> + ?Sized, B: ?Sized> AreEqual for TextFirst<'_, A, B> {
    #[inline]
    fn are_equal(self) -> bool {
        self.0 == self.1
    }
}

impl<A: PartialEq<B> + ?Sized, B: ?Sized> AreEqual for TextSecond<'_, A, B> {
    #[inline]
    fn are_equal(self) -> bool {
        self.0 == self.1
    }
}

/// Equality with a type that knows `String` alone.
pub trait AreEqualOnHeap {
    /// Whether they are.
    fn are_equal(self) -> bool;
}

impl<'a, K: Block<'a>, B: ?Sized> AreEqualOnHeap for &TextFirst<'_, ArenaText<'a, K>, B>
where
    String: PartialEq<B>,
{
    fn are_equal(self) -> bool {
        String::from(self.0.as_str()) == *self.1
    }
}

impl<'a, K: Block<'a>, A: PartialEq<String> + ?Sized> AreEqualOnHeap
    for &TextSecond<'_, A, ArenaText<'a, K>>
{
    fn are_equal(self) -> bool {
        *self.0 == String::from(self.1.as_str())
    }
}
