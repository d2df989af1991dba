//! A vector lent out for a change: whole, to the algorithms of `allocator_api2`, or its end alone, to a loop
//! that appends.
//!
//! Either way what it has become is put back afterwards, by unwinding too. Why the parts may be put together
//! and taken apart is said in [`vec_raw`](super::vec_raw).

use std::mem::{self, ManuallyDrop};
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use allocator_api2::vec::Vec;

use super::vec_raw::{ArenaVec, grown, start_of};
use crate::Arena;

impl<'a, T> ArenaVec<'a, T> {
    /// Lends the parts as the vector that they make up.
    #[inline]
    pub(super) fn borrowed(&mut self) -> Borrowed<'_, 'a, T> {
        let raw = self.restamped();
        // While the items are lent they are nobody's here, so that none is dropped twice.
        let len = mem::take(&mut raw.len);
        // SAFETY: as in `into_allocator_vec`; the parts are not used until `Borrowed` has renewed them.
        let vec = unsafe {
            Vec::from_raw_parts_in(raw.start.cast().as_ptr(), len, raw.capacity, raw.arena)
        };
        Borrowed {
            vec: ManuallyDrop::new(vec),
            home: self,
        }
    }

    /// Appends what `items` yields.
    #[inline]
    pub(super) fn append_all(&mut self, mut items: impl Iterator<Item = T>) {
        let (promised, _) = items.size_hint();
        self.reserve(promised);
        let mut end = End::of(self);
        // There is room for the promised ones. That it need not be asked for lets the compiler turn
        // this loop into a copy where the items allow it.
        for _ in 0..promised {
            let Some(item) = items.next() else { return };
            // SAFETY: fewer than `promised` have been pushed since there was room for that many.
            unsafe { end.push_within_capacity(item) };
        }
        for item in items {
            end.push(item);
        }
    }
}

/// The end of a vector that items are being appended to. Its length is kept aside, where the compiler can
/// see that nobody else reads it, and put back when this is dropped, by unwinding too.
struct End<'v, 'a, T> {
    vec: &'v mut ArenaVec<'a, T>,
    start: NonNull<u8>,
    len: usize,
    capacity: usize,
}

impl<'v, 'a, T> End<'v, 'a, T> {
    #[inline]
    fn of(vec: &'v mut ArenaVec<'a, T>) -> Self {
        let raw = vec.restamped();
        let (start, len, capacity) = (raw.start, raw.len, raw.capacity);
        Self {
            vec,
            start,
            len,
            capacity,
        }
    }

    /// # Safety
    ///
    /// There is room for another item.
    #[inline]
    unsafe fn push_within_capacity(&mut self, item: T) {
        // SAFETY: at most the capacity, so within the buffer.
        let place = unsafe { self.start.cast::<T>().add(self.len) };
        // SAFETY: room for an item, which does not exist yet.
        unsafe { place.write(item) };
        self.len += 1;
    }

    #[inline]
    fn push(&mut self, item: T) {
        if self.len == self.capacity {
            // SAFETY: the parts are those of a buffer of `T`s, and are replaced.
            (self.start, self.capacity) =
                unsafe { grown::<T>(self.start, self.len, self.capacity, self.vec.raw.arena, 1) };
        }
        // SAFETY: there is room now.
        unsafe { self.push_within_capacity(item) };
    }
}

impl<T> Drop for End<'_, '_, T> {
    #[inline]
    fn drop(&mut self) {
        let raw = &mut self.vec.raw;
        raw.start = self.start;
        raw.len = self.len;
        raw.capacity = self.capacity;
    }
}

/// A vector's parts, lent as the vector that they make up. Puts them back when dropped, by unwinding too.
pub(super) struct Borrowed<'v, 'a, T> {
    /// Not dropped: the parts go back instead.
    vec: ManuallyDrop<Vec<T, &'a Arena>>,
    home: &'v mut ArenaVec<'a, T>,
}

impl<'a, T> Deref for Borrowed<'_, 'a, T> {
    type Target = Vec<T, &'a Arena>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.vec
    }
}

impl<T> DerefMut for Borrowed<'_, '_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.vec
    }
}

impl<T> Drop for Borrowed<'_, '_, T> {
    #[inline]
    fn drop(&mut self) {
        let raw = &mut self.home.raw;
        raw.start = start_of(&mut self.vec);
        raw.len = self.vec.len();
        raw.capacity = self.vec.capacity();
    }
}
