//! Vectors in the arena: what can be done with them by name.
//!
//! The type itself, and what of it is unsafe, is in [`vec_raw`](super::vec_raw).

use std::ops::RangeBounds;

use allocator_api2::vec::Vec;

use super::ranges::positions;
use super::vec_iter::VecDrain;
use crate::arena::values::refuse_drop;
use crate::{AllocError, Arena};

pub use super::vec_raw::ArenaVec;

impl<'a, T> ArenaVec<'a, T> {
    /// An empty vector. Nothing is allocated until something is pushed.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// assert!(ArenaVec::<u8>::new_in(&arena).is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn new_in(arena: &'a Arena) -> Self {
        Self::from_allocator_vec(Vec::new_in(arena))
    }

    /// An empty vector with room for `capacity` items.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// assert!(ArenaVec::<u8>::with_capacity_in(10, &arena).capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity_in(capacity: usize, arena: &'a Arena) -> Self {
        Self::from_allocator_vec(Vec::with_capacity_in(capacity, arena))
    }

    /// The items of an array: what `vec![a, b, c]` makes.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// assert_eq!(ArenaVec::from_array_in([1, 2, 3], &arena), [1, 2, 3]);
    /// ```
    #[inline]
    #[must_use]
    pub fn from_array_in<const N: usize>(items: [T; N], arena: &'a Arena) -> Self {
        let mut vec = Self::with_capacity_in(N, arena);
        vec.extend(items);
        vec
    }

    /// `count` clones of `item`: what `vec![item; count]` makes.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// assert_eq!(ArenaVec::from_elem_in(0, 3, &arena), [0, 0, 0]);
    /// ```
    #[must_use]
    pub fn from_elem_in(item: T, count: usize, arena: &'a Arena) -> Self
    where
        T: Clone,
    {
        let mut vec = Self::with_capacity_in(count, arena);
        vec.resize(count, item);
        vec
    }

    /// The items that `items` yields: what `collect()` makes.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// assert_eq!(ArenaVec::from_iter_in(0..3, &arena), [0, 1, 2]);
    /// ```
    #[inline]
    #[must_use]
    pub fn from_iter_in(items: impl IntoIterator<Item = T>, arena: &'a Arena) -> Self {
        let mut vec = Self::new_in(arena);
        vec.append_all(items.into_iter());
        vec
    }

    /// Items that the vector can hold before it grows.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena_runtime::ArenaVec::<u8>::new_in(&arena).capacity(), 0);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.raw.capacity
    }

    /// How many items there are.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena_runtime::ArenaVec::from_array_in([1, 2], &arena).len(), 2);
    /// ```
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.raw.len
    }

    /// Whether there are no items.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// assert!(arena_runtime::ArenaVec::<u8>::new_in(&arena).is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.raw.len == 0
    }

    /// Makes room for at least `additional` more items, and for some growth beyond.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// numbers.reserve(10);
    /// assert!(numbers.capacity() >= 13);
    /// ```
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        if additional > self.raw.capacity - self.raw.len {
            self.grow_by(additional);
        }
    }

    /// Makes room for at least `additional` more items, if there is any.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent, the heap has no more, or nothing that large can be. The vector is
    /// as it was then.
    ///
    /// ```
    /// # let mut arena = arena_runtime::Arena::new();
    /// arena.set_budget(10_000);
    /// let mut bytes = arena_runtime::ArenaVec::<u8>::new_in(&arena);
    /// assert!(bytes.try_reserve(1_000).is_ok());
    /// assert!(bytes.try_reserve(100_000).is_err());
    /// ```
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let arena = self.arena();
        arena.fallibly(|| self.borrowed().try_reserve(additional))
    }

    /// Makes room for `additional` more items and no more.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// numbers.reserve_exact(10);
    /// assert!(numbers.capacity() >= 13);
    /// ```
    pub fn reserve_exact(&mut self, additional: usize) {
        self.borrowed().reserve_exact(additional);
    }

    /// Gives up the room that the items do not need. The arena gets it back if the vector is its newest
    /// block.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::with_capacity_in(100, &arena);
    /// numbers.push(1);
    /// numbers.shrink_to_fit();
    /// assert!(numbers.capacity() < 100);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.borrowed().shrink_to_fit();
    }

    /// Inserts `item` before the one at `index`.
    ///
    /// # Panics
    ///
    /// When `index` is greater than the length.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 3], &arena);
    /// numbers.insert(1, 2);
    /// assert_eq!(numbers, [1, 2, 3]);
    /// ```
    pub fn insert(&mut self, index: usize, item: T) {
        self.borrowed().insert(index, item);
    }

    /// Takes out the item at `index`, closing the gap.
    ///
    /// # Panics
    ///
    /// When there is no item at `index`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// assert_eq!(numbers.remove(0), 1);
    /// assert_eq!(numbers, [2, 3]);
    /// ```
    pub fn remove(&mut self, index: usize) -> T {
        self.borrowed().remove(index)
    }

    /// Takes out the item at `index`, filling the gap with the last one.
    ///
    /// # Panics
    ///
    /// When there is no item at `index`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// assert_eq!(numbers.swap_remove(0), 1);
    /// assert_eq!(numbers, [3, 2]);
    /// ```
    pub fn swap_remove(&mut self, index: usize) -> T {
        self.borrowed().swap_remove(index)
    }

    /// Drops the items after the first `len`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// numbers.truncate(1);
    /// assert_eq!(numbers, [1]);
    /// ```
    pub fn truncate(&mut self, len: usize) {
        self.borrowed().truncate(len);
    }

    /// Drops the items and keeps their room.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// numbers.clear();
    /// assert!(numbers.is_empty() && numbers.capacity() >= 3);
    /// ```
    pub fn clear(&mut self) {
        self.borrowed().clear();
    }

    /// Keeps the items for which `keep` answers yes.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3, 4], &arena);
    /// numbers.retain(|number| number % 2 == 0);
    /// assert_eq!(numbers, [2, 4]);
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.borrowed().retain(keep);
    }

    /// Keeps the items for which `keep`, which may change them, answers yes.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// numbers.retain_mut(|number| {
    ///     *number *= 2;
    ///     *number > 2
    /// });
    /// assert_eq!(numbers, [4, 6]);
    /// ```
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut T) -> bool) {
        self.borrowed().retain_mut(keep);
    }

    /// Drops each item that equals the one before it.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 1, 2, 1], &arena);
    /// numbers.dedup();
    /// assert_eq!(numbers, [1, 2, 1]);
    /// ```
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.borrowed().dedup();
    }

    /// Drops each item that `same` finds to be the same as the one before it, its second argument.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut words = arena_runtime::ArenaVec::from_array_in(["a", "A", "b"], &arena);
    /// words.dedup_by(|word, before| word.eq_ignore_ascii_case(before));
    /// assert_eq!(words, ["a", "b"]);
    /// ```
    pub fn dedup_by(&mut self, same: impl FnMut(&mut T, &mut T) -> bool) {
        self.borrowed().dedup_by(same);
    }

    /// Drops each item with the same key as the one before it.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([10, 11, 20], &arena);
    /// numbers.dedup_by_key(|number| *number / 10);
    /// assert_eq!(numbers, [10, 20]);
    /// ```
    pub fn dedup_by_key<K: PartialEq>(&mut self, key: impl FnMut(&mut T) -> K) {
        self.borrowed().dedup_by_key(key);
    }

    /// Removes a range and yields its items. The range is gone when the iterator is dropped, read to the
    /// end or not.
    ///
    /// # Panics
    ///
    /// When the range is not inside the vector.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// assert!(numbers.drain(..2).eq([1, 2]));
    /// assert_eq!(numbers, [3]);
    /// ```
    pub fn drain(&mut self, range: impl RangeBounds<usize>) -> VecDrain<'_, 'a, T> {
        let range = positions(&range, self.len());
        VecDrain::new(self, range)
    }

    /// Moves all items of `other` to the end of this vector.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// let mut numbers = ArenaVec::from_array_in([1, 2], &arena);
    /// let mut more = ArenaVec::from_array_in([3], &arena);
    /// numbers.append(&mut more);
    /// assert_eq!(numbers, [1, 2, 3]);
    /// assert!(more.is_empty());
    /// ```
    pub fn append(&mut self, other: &mut Self) {
        self.borrowed().append(&mut other.borrowed());
    }

    /// Moves the items from `at` on to a vector of their own, in the same arena.
    ///
    /// # Panics
    ///
    /// When `at` is greater than the length.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// assert_eq!(numbers.split_off(1), [2, 3]);
    /// assert_eq!(numbers, [1]);
    /// ```
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        Self::from_allocator_vec(self.borrowed().split_off(at))
    }

    /// Makes the vector `len` long, with clones of `item` if it is shorter.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1], &arena);
    /// numbers.resize(3, 0);
    /// assert_eq!(numbers, [1, 0, 0]);
    /// ```
    pub fn resize(&mut self, len: usize, item: T)
    where
        T: Clone,
    {
        self.borrowed().resize(len, item);
    }

    /// Makes the vector `len` long, with items from `make` if it is shorter.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut texts = arena_runtime::ArenaVec::new_in(&arena);
    /// texts.resize_with(2, String::new);
    /// assert_eq!(texts, ["", ""]);
    /// ```
    pub fn resize_with(&mut self, len: usize, make: impl FnMut() -> T) {
        self.borrowed().resize_with(len, make);
    }

    /// Appends clones of `items`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1], &arena);
    /// numbers.extend_from_slice(&[2, 3]);
    /// assert_eq!(numbers, [1, 2, 3]);
    /// ```
    #[inline]
    pub fn extend_from_slice(&mut self, items: &[T])
    where
        T: Clone,
    {
        self.extend(items.iter().cloned());
    }

    /// The items as a plain slice, which lives as long as the arena's borrow. Their block stays in the
    /// arena until that is reset.
    ///
    /// Types that need `Drop` are refused at compile time.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaVec};
    ///
    /// fn squares(arena: &Arena) -> &[u32] {
    ///     ArenaVec::from_iter_in((1..4).map(|n| n * n), arena).into_slice()
    /// }
    ///
    /// assert_eq!(squares(&Arena::new()), [1, 4, 9]);
    /// ```
    ///
    /// ```compile_fail
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// ArenaVec::from_array_in([String::from("would leak")], &arena).into_slice();
    /// ```
    #[inline]
    #[must_use]
    pub fn into_slice(self) -> &'a mut [T] {
        const { refuse_drop::<T>() };
        Vec::leak(self.into_allocator_vec())
    }
}
