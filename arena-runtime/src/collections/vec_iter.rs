//! Iterators that move items out of a vector: `into_iter` and `drain`.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::mem::needs_drop;
use std::ops::Range;
use std::ptr::{self, NonNull};

use super::vec_raw::{ArenaVec, Remaining};

/// The items of a vector, moved out one by one; made by its `into_iter`.
///
/// ```
/// # let arena = arena_runtime::Arena::new();
/// let words = arena_runtime::ArenaVec::from_array_in(["a", "b"], &arena);
/// let mut words = words.into_iter();
/// assert_eq!(words.next_back(), Some("b"));
/// assert_eq!(words.as_slice(), ["a"]);
/// ```
pub struct VecIntoIter<'a, T> {
    /// The items from `first` to `raw.len` are left.
    remaining: Remaining<'a>,
    /// As in [`ArenaVec`]. The items cannot be reached through `&mut`, so its rule about `release` holds.
    items: PhantomData<T>,
}

// SAFETY: as a vector of `T`s.
unsafe impl<T: Send> Send for VecIntoIter<'_, T> {}

// SAFETY: as a vector of `T`s.
unsafe impl<T: Sync> Sync for VecIntoIter<'_, T> {}

impl<'a, T> VecIntoIter<'a, T> {
    pub(super) fn new(vec: ArenaVec<'a, T>) -> Self {
        Self {
            remaining: vec.into_remaining(),
            items: PhantomData,
        }
    }

    /// The place of the item at `index`.
    ///
    /// # Safety
    ///
    /// `index` is at most `raw.len`.
    #[inline]
    unsafe fn place(&self, index: usize) -> NonNull<T> {
        // SAFETY: within the buffer, by the caller's word.
        unsafe { self.remaining.raw.start.cast::<T>().add(index) }
    }

    /// The items that are left.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut items = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena).into_iter();
    /// items.next();
    /// assert_eq!(items.as_slice(), [2, 3]);
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: `first` is at most `raw.len`.
        let start = unsafe { self.place(self.remaining.first) };
        let items = NonNull::slice_from_raw_parts(start, self.len());
        // SAFETY: these items exist, are `T`s, and are borrowed with the iterator.
        unsafe { items.as_ref() }
    }
}

impl<T> Iterator for VecIntoIter<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let at = self.remaining.first;
        if at == self.remaining.raw.len {
            return None;
        }
        self.remaining.first = at + 1;
        // SAFETY: less than `raw.len`.
        let place = unsafe { self.place(at) };
        // SAFETY: the item was left, and no longer is.
        Some(unsafe { place.read() })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.remaining.raw.len - self.remaining.first;
        (left, Some(left))
    }
}

impl<T> DoubleEndedIterator for VecIntoIter<'_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        if self.remaining.first == self.remaining.raw.len {
            return None;
        }
        self.remaining.raw.len -= 1;
        // SAFETY: equal to `raw.len`.
        let place = unsafe { self.place(self.remaining.raw.len) };
        // SAFETY: the item was left, and no longer is.
        Some(unsafe { place.read() })
    }
}

impl<T> ExactSizeIterator for VecIntoIter<'_, T> {}

impl<T> FusedIterator for VecIntoIter<'_, T> {}

impl<T: fmt::Debug> fmt::Debug for VecIntoIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VecIntoIter")
            .field(&self.as_slice())
            .finish()
    }
}

/// The items of a range that is being removed from a vector; made by [`ArenaVec::drain`].
///
/// ```
/// # let arena = arena_runtime::Arena::new();
/// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3, 4], &arena);
/// assert!(numbers.drain(1..3).eq([2, 3]));
/// assert_eq!(numbers, [1, 4]);
/// ```
pub struct VecDrain<'v, 'a, T> {
    /// Its `len` ends before the removed range, so should this iterator be forgotten, what is behind is
    /// lost and nothing else happens.
    vec: &'v mut ArenaVec<'a, T>,
    /// The removed items that are left. They exist and are this iterator's.
    unread: Range<usize>,
    /// The items behind the removed range. They exist and go back to the vector.
    tail: Range<usize>,
}

impl<'v, 'a, T> VecDrain<'v, 'a, T> {
    pub(super) fn new(vec: &'v mut ArenaVec<'a, T>, removed: Range<usize>) -> Self {
        // Refuses a range that is not inside.
        let _ = &vec[removed.clone()];
        let raw = vec.restamped();
        let tail = removed.end..raw.len;
        raw.len = removed.start;
        Self {
            vec,
            unread: removed,
            tail,
        }
    }

    /// The place of the item at `index`.
    ///
    /// # Safety
    ///
    /// `index` is at most the length that the vector had before.
    #[inline]
    unsafe fn place(&self, index: usize) -> NonNull<T> {
        // SAFETY: within the buffer, by the caller's word.
        unsafe { self.vec.raw.start.cast::<T>().add(index) }
    }

    /// The removed items that have not been yielded yet.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// let mut drain = numbers.drain(..);
    /// drain.next();
    /// assert_eq!(drain.as_slice(), [2, 3]);
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: within the removed range.
        let start = unsafe { self.place(self.unread.start) };
        let items = NonNull::slice_from_raw_parts(start, self.unread.len());
        // SAFETY: these items exist, are `T`s, and are borrowed with the iterator.
        unsafe { items.as_ref() }
    }
}

impl<T> Iterator for VecDrain<'_, '_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let at = self.unread.next()?;
        // SAFETY: within the removed range.
        let place = unsafe { self.place(at) };
        // SAFETY: the item was left, and no longer is.
        Some(unsafe { place.read() })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.unread.size_hint()
    }
}

impl<T> DoubleEndedIterator for VecDrain<'_, '_, T> {
    #[inline]
    fn next_back(&mut self) -> Option<T> {
        let at = self.unread.next_back()?;
        // SAFETY: within the removed range.
        let place = unsafe { self.place(at) };
        // SAFETY: the item was left, and no longer is.
        Some(unsafe { place.read() })
    }
}

impl<T> ExactSizeIterator for VecDrain<'_, '_, T> {}

impl<T> FusedIterator for VecDrain<'_, '_, T> {}

/// Moves the tail back to the vector when dropped, so that it is done even if an item's drop panics.
struct Backshift<'d, 'v, 'a, T>(&'d mut VecDrain<'v, 'a, T>);

impl<T> Drop for Backshift<'_, '_, '_, T> {
    fn drop(&mut self) {
        let drain = &mut *self.0;
        let len = drain.vec.raw.len;
        if drain.tail.start != len {
            // SAFETY: at most the length that the vector had before.
            let from = unsafe { drain.place(drain.tail.start) };
            // SAFETY: as above, the vector ends before the tail.
            let to = unsafe { drain.place(len) };
            // SAFETY: both are within the buffer, the tail being what it ends with; what `to` overwrites
            // has been moved out or dropped.
            unsafe { to.copy_from(from, drain.tail.len()) };
        }
        drain.vec.raw.len = len + drain.tail.len();
    }
}

impl<T> Drop for VecDrain<'_, '_, T> {
    fn drop(&mut self) {
        let backshift = Backshift(self);
        if needs_drop::<T>() {
            let drain = &*backshift.0;
            // SAFETY: within the removed range.
            let start = unsafe { drain.place(drain.unread.start) };
            let unread = ptr::slice_from_raw_parts_mut(start.as_ptr(), drain.unread.len());
            // SAFETY: these items exist, and are this iterator's, which is going away.
            unsafe { ptr::drop_in_place(unread) };
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for VecDrain<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VecDrain").field(&self.as_slice()).finish()
    }
}
