//! `iterator.collect()`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use super::OnHeap;
use crate::collections::{ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};
use crate::context::RequestContext;

/// Something to collect, the user's own way to do it, and the type `W` that is written.
// The user's way is a type of its own, and no pointer, so that it is compiled only where it is taken.
#[derive(Debug)]
pub struct Collecting<W, I, F> {
    items: I,
    heap: F,
    written: PhantomData<fn() -> W>,
}

/// `items.collect::<W>()`.
#[inline]
pub fn collecting<W, I, F: FnOnce(I) -> W>(items: I, heap: F) -> Collecting<W, I, F> {
    Collecting {
        items,
        heap,
        written: PhantomData,
    }
}

impl<T, I: Iterator<Item = T>, F> Collecting<Vec<T>, I, F> {
    /// In the arena.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> ArenaVec<'_, T> {
        ArenaVec::from_iter_in(self.items, context.arena())
    }
}

impl<I: Iterator, F> Collecting<String, I, F>
where
    for<'arena> TempString<'arena>: Extend<I::Item>,
{
    /// In the arena.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> TempString<'_> {
        let mut text = context.temp_string();
        text.extend(self.items);
        text
    }
}

impl<K: Eq + Hash, V, S, I, F> Collecting<HashMap<K, V, S>, I, F>
where
    S: BuildHasher + Default,
    I: Iterator<Item = (K, V)>,
{
    /// In the arena.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> ArenaMap<'_, K, V, S> {
        ArenaMap::from_iter_in(self.items, context)
    }
}

impl<T: Eq + Hash, S, I, F> Collecting<HashSet<T, S>, I, F>
where
    S: BuildHasher + Default,
    I: Iterator<Item = T>,
{
    /// In the arena.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> ArenaSet<'_, T, S> {
        ArenaSet::from_iter_in(self.items, context)
    }
}

impl<T, E, I: Iterator<Item = Result<T, E>>, F> Collecting<Result<Vec<T>, E>, I, F> {
    /// In the arena, up to the first error.
    ///
    /// # Errors
    ///
    /// The iterator's first.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> Result<ArenaVec<'_, T>, E> {
        let mut collected = context.vec();
        for item in self.items {
            collected.push(item?);
        }
        Ok(collected)
    }
}

impl<T, I: Iterator<Item = Option<T>>, F> Collecting<Option<Vec<T>>, I, F> {
    /// In the arena, up to the first `None`.
    #[inline]
    pub fn collect_in(self, context: &RequestContext) -> Option<ArenaVec<'_, T>> {
        let mut collected = context.vec();
        for item in self.items {
            collected.push(item?);
        }
        Some(collected)
    }
}

impl<W, I, F: FnOnce(I) -> W> OnHeap for Collecting<W, I, F> {
    type Value = W;

    #[inline]
    fn on_heap(self) -> W {
        (self.heap)(self.items)
    }
}

/// `.collect()` into what the answer has at its place.
#[inline]
pub fn collect_answered<'arena, I, T>(context: &'arena RequestContext, items: I) -> T
where
    I: Iterator,
    T: FromArenaIterator<'arena, I::Item>,
{
    T::from_iter_in(items, context)
}

/// Types that the items of an iterator can be collected into at the answer: those of the arena, and
/// std's own for fields that are owned.
#[diagnostic::on_unimplemented(
    message = "a `.collect()` in an answer that borrows from the arena cannot make a `{Self}` of `{A}` items",
    label = "collected into this place",
    note = "`ArenaVec<'_, T>`, `&'_ [T]` and std's collections can be collected into; for anything \
            else, name the type, as in `.collect::<T>()`"
)]
pub trait FromArenaIterator<'arena, A>: Sized {
    /// Collects the items, in the arena if this type lives there.
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self;
}

impl<'arena, A> FromArenaIterator<'arena, A> for ArenaVec<'arena, A> {
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        ArenaVec::from_iter_in(items, context.arena())
    }
}

impl<'arena, A> FromArenaIterator<'arena, A> for &'arena [A] {
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        ArenaVec::from_iter_in(items, context.arena()).into_slice()
    }
}

impl<'arena, A> FromArenaIterator<'arena, A> for &'arena mut [A] {
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        ArenaVec::from_iter_in(items, context.arena()).into_slice()
    }
}

impl<'arena, A> FromArenaIterator<'arena, A> for ArenaString<'arena>
where
    ArenaString<'arena>: Extend<A>,
{
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        let mut text = context.string();
        text.extend(items);
        text
    }
}

impl<'arena, A> FromArenaIterator<'arena, A> for &'arena str
where
    ArenaString<'arena>: Extend<A>,
{
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        ArenaString::from_iter_in(items, context).into_str()
    }
}

impl<'arena, K: Eq + Hash, V, S: BuildHasher + Default> FromArenaIterator<'arena, (K, V)>
    for ArenaMap<'arena, K, V, S>
{
    #[inline]
    fn from_iter_in<I: Iterator<Item = (K, V)>>(items: I, context: &'arena RequestContext) -> Self {
        let mut map = ArenaMap::with_hasher_in(S::default(), context.arena());
        map.extend(items);
        map
    }
}

impl<'arena, A: Eq + Hash, S: BuildHasher + Default> FromArenaIterator<'arena, A>
    for ArenaSet<'arena, A, S>
{
    #[inline]
    fn from_iter_in<I: Iterator<Item = A>>(items: I, context: &'arena RequestContext) -> Self {
        let mut set = ArenaSet::with_hasher_in(S::default(), context.arena());
        set.extend(items);
        set
    }
}

/// Owned types are collected as without the attribute. One by one: a blanket implementation over
/// `FromIterator` could overlap with those above.
macro_rules! owned {
    ($([$($generics:tt)*] $item:ty => $owned:ty;)*) => {$(
        impl<$($generics)*> FromArenaIterator<'_, $item> for $owned
        where
            $owned: FromIterator<$item>,
        {
            #[inline]
            fn from_iter_in<I: Iterator<Item = $item>>(items: I, _: &RequestContext) -> Self {
                items.collect()
            }
        }
    )*};
}

owned! {
    [A] A => Vec<A>;
    [A] A => Box<[A]>;
    [A] A => VecDeque<A>;
    [A] A => String;
    [A] A => HashSet<A>;
    [A] A => BTreeSet<A>;
    [K, V] (K, V) => HashMap<K, V>;
    [K, V] (K, V) => BTreeMap<K, V>;
}
