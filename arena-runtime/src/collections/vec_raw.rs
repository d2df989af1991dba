//! What a vector is made of: a buffer in the arena whose items have been forgotten by the type system.
//!
//! Here is what the unsafe code of vectors rests on. It is used in [`vec_lent`](super::vec_lent), which lends
//! the buffer to the algorithms of `allocator_api2`, and in [`vec_iter`](super::vec_iter), which moves items
//! out of it.
//!
//! # Dropping items without owning their type
//!
//! A vector may hold references that die before it does, as in
//!
//! ```text
//! let mut names = ArenaVec::new_in(&arena);
//! let name = String::from("Ada");
//! names.push(name.as_str());
//! ```
//!
//! where `name` is dropped first. The compiler allows that if nothing that runs on drop could look at
//! `&str`s. std's `Vec` says so with the unstable `#[may_dangle]`; a plain `impl<T> Drop` cannot. So what
//! implements `Drop` here is [`Raw`], which does not mention `T`, and drops the items through a function
//! pointer, made when `T` was known. `ArenaVec` itself has no `Drop`; its `PhantomData<T>` field makes the
//! compiler check `T` just as if the vector had a `T` among its fields: a `T` with a `Drop` of its own that
//! may look at what it borrows must not outlive that, any other `T` may. That is exactly std's rule, and
//! exactly what is needed, for what `Raw` runs is at most the drop of some `T`s.
//!
//! Which `T`s, though? `ArenaVec` is covariant: a vector made as `ArenaVec<T>` may become `ArenaVec<U>`,
//! where `T` is a subtype of `U`. Mostly they differ in lifetimes only, of which compiled code knows
//! nothing. But `for<'x> fn(&'x u8)` is a subtype of `fn(&'static u8)`, and as parameters of one generic
//! type they may bring along two different drops. Running `T`'s on an item that was only ever a `U` would
//! be wrong. Hence the rule:
//!
//! > `release` is that of the type as which the items were last reached through `&mut`.
//!
//! Every method that takes `&mut` renews it ([`ArenaVec::restamped`]), at the cost of one store, and none
//! for types that do not need `Drop`. From then on nothing but a `T` can get in: `&mut ArenaVec<T>` is
//! invariant, and through `&ArenaVec<U>` nothing can be put in that is not a `T`, since the same could be
//! done to a `&ArenaVec<T>` seen as `&ArenaVec<U>` while its owner goes on believing in `T`s.

use std::marker::PhantomData;
use std::mem::{ManuallyDrop, needs_drop};
use std::ops::Range;
use std::ptr::NonNull;

use allocator_api2::vec::Vec;

use crate::Arena;

/// Drops the items in the range and gives the buffer back, whose start, capacity and arena follow.
///
/// To be called once for a buffer, with parts that fit together as those of a [`Raw`] do, and a range of
/// items that exist and are of the type that the function was made for.
// The parts come by value, not as `&mut Raw`: a vector whose address nobody takes is kept in registers.
type Release = unsafe fn(Range<usize>, NonNull<u8>, usize, &Arena);

/// A buffer of `capacity` items in `arena`, the first `len` of which exist and are dropped with it.
///
/// `start`, `capacity` and `arena` are what `Vec::<T, &Arena>::from_raw_parts_in` wants, for the `T` of the
/// vector around it; so for an empty buffer `start` dangles, and for zero-sized items `capacity` is the
/// largest number there is.
pub(super) struct Raw<'a> {
    pub(super) start: NonNull<u8>,
    pub(super) len: usize,
    pub(super) capacity: usize,
    pub(super) arena: &'a Arena,
    release: Release,
}

/// See [`Release`].
unsafe fn release<T>(items: Range<usize>, start: NonNull<u8>, capacity: usize, arena: &Arena) {
    let start = start.cast::<T>();
    // SAFETY: the parts of a buffer of `T`s, by the caller's word, and not used again. With no items in
    // it, this vector gives the buffer back when dropped, by unwinding too.
    let _buffer = unsafe { Vec::from_raw_parts_in(start.as_ptr(), 0, capacity, arena) };
    if needs_drop::<T>() {
        // SAFETY: the items, so their beginning too, are within the buffer.
        let first = unsafe { start.add(items.start) };
        let items = NonNull::slice_from_raw_parts(first, items.len());
        // SAFETY: the caller says that these items exist and are `T`s, and calls but once.
        unsafe { items.drop_in_place() };
    }
}

impl Drop for Raw<'_> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: all `len` items exist, `release` is of their type by the rule above, and nobody releases
        // a `Raw` that is going to be dropped.
        unsafe { (self.release)(0..self.len, self.start, self.capacity, self.arena) };
    }
}

/// A vector whose first items have been moved out.
pub(super) struct Remaining<'a> {
    /// Its items from `first` on exist. Not dropped, but released by this type's `drop`.
    pub(super) raw: ManuallyDrop<Raw<'a>>,
    pub(super) first: usize,
}

impl Drop for Remaining<'_> {
    #[inline]
    fn drop(&mut self) {
        let raw = &*self.raw;
        // SAFETY: as in the drop of `Raw`, for the items from `first` on; the `Raw` itself is not dropped.
        unsafe { (raw.release)(self.first..raw.len, raw.start, raw.capacity, raw.arena) };
    }
}

/// A larger buffer for the `len` items, as its start and capacity.
///
/// Growing is rare and long, so it stays out of the loops that push; the parts come by value for the same
/// reason as in [`Release`].
///
/// # Safety
///
/// The parts are those of a buffer of `T`s. Unless this panics, it is gone when this returns.
#[cold]
#[inline(never)]
pub(super) unsafe fn grown<T>(
    start: NonNull<u8>,
    len: usize,
    capacity: usize,
    arena: &Arena,
    additional: usize,
) -> (NonNull<u8>, usize) {
    // SAFETY: the caller's word.
    let vec = unsafe { Vec::from_raw_parts_in(start.cast::<T>().as_ptr(), len, capacity, arena) };
    let mut vec = ManuallyDrop::new(vec);
    vec.reserve(additional);
    (start_of(&mut vec), vec.capacity())
}

/// Where the buffer of `vec` starts.
#[inline]
pub(super) fn start_of<T>(vec: &mut Vec<T, &Arena>) -> NonNull<u8> {
    // SAFETY: a vector's buffer is never at address 0.
    unsafe { NonNull::new_unchecked(vec.as_mut_ptr()) }.cast()
}

/// A growing vector in an arena.
///
/// It dereferences to a slice and has the methods of [`Vec`](std::vec::Vec); those that make one take the
/// arena. Items that need `Drop` are dropped with the vector, and its block is given back, which makes
/// room if it is the newest one.
///
/// ```
/// use arena_runtime::{Arena, ArenaVec};
///
/// let arena = Arena::new();
/// let mut primes = ArenaVec::from_array_in([2, 3, 5], &arena);
/// primes.push(7);
/// primes.extend([11, 13]);
/// assert_eq!(primes, [2, 3, 5, 7, 11, 13]);
/// assert_eq!(primes.iter().sum::<i32>(), 41);
/// ```
///
/// As with [`Vec`](std::vec::Vec), plain references in it need not outlive it:
///
/// ```
/// # use arena_runtime::{Arena, ArenaVec};
/// let arena = Arena::new();
/// let mut names = ArenaVec::new_in(&arena);
/// let name = String::from("Ada");
/// names.push(name.as_str());
/// ```
pub struct ArenaVec<'a, T> {
    pub(super) raw: Raw<'a>,
    /// The items, in the eyes of drop check, of variance and of the auto traits.
    items: PhantomData<T>,
}

// SAFETY: a vector owns its items and the right to reach them, so it may go where they may. What else is in
// it, a reference to the arena and a function pointer, may go anywhere.
unsafe impl<T: Send> Send for ArenaVec<'_, T> {}

// SAFETY: through a shared vector there is nothing to be had but shared items, and the arena, which is
// `Sync`.
unsafe impl<T: Sync> Sync for ArenaVec<'_, T> {}

impl<'a, T> ArenaVec<'a, T> {
    /// The parts of `vec`.
    #[inline]
    pub(super) fn from_allocator_vec(vec: Vec<T, &'a Arena>) -> Self {
        let mut vec = ManuallyDrop::new(vec);
        Self {
            raw: Raw {
                start: start_of(&mut vec),
                len: vec.len(),
                capacity: vec.capacity(),
                arena: vec.allocator(),
                release: release::<T>,
            },
            items: PhantomData,
        }
    }

    /// The vector that the parts make up.
    #[inline]
    pub(super) fn into_allocator_vec(self) -> Vec<T, &'a Arena> {
        let whole = ManuallyDrop::new(self);
        let raw = &whole.raw;
        // SAFETY: the parts are those of a vector of `T`s, as `Raw` says, and are not used again.
        unsafe {
            Vec::from_raw_parts_in(raw.start.cast().as_ptr(), raw.len, raw.capacity, raw.arena)
        }
    }

    /// The parts alone, whose items are then the caller's to drop.
    #[inline]
    pub(super) fn into_remaining(self) -> Remaining<'a> {
        Remaining {
            raw: ManuallyDrop::new(self.raw),
            first: 0,
        }
    }

    /// Makes `release` that of `T`, which what is reached through `&mut self` is from now on.
    #[inline]
    pub(super) fn restamped(&mut self) -> &mut Raw<'a> {
        // Subtypes agree on this: `Drop` is implemented for all parameters of a type or for none.
        if needs_drop::<T>() {
            self.raw.release = release::<T>;
        }
        &mut self.raw
    }

    /// The arena that the vector is in.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaVec};
    /// let arena = Arena::new();
    /// let numbers = ArenaVec::from_array_in([1, 2, 3], &arena);
    /// let doubled = ArenaVec::from_iter_in(numbers.iter().map(|n| n * 2), numbers.arena());
    /// assert_eq!(doubled, [2, 4, 6]);
    /// ```
    #[inline]
    #[must_use]
    pub fn arena(&self) -> &'a Arena {
        self.raw.arena
    }

    /// The items, as they are got by dereferencing too.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let numbers = arena_runtime::ArenaVec::from_array_in([1, 2, 3], &arena);
    /// assert_eq!(numbers.as_slice(), &[1, 2, 3]);
    /// ```
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        let items = NonNull::slice_from_raw_parts(self.raw.start.cast::<T>(), self.raw.len);
        // SAFETY: the first `len` items exist, are `T`s, and are borrowed with the vector.
        unsafe { items.as_ref() }
    }

    /// The items, to be changed where they stand.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([3, 1, 2], &arena);
    /// numbers.as_mut_slice().sort();
    /// assert_eq!(numbers, [1, 2, 3]);
    /// ```
    #[inline]
    #[must_use]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        let raw = self.restamped();
        let mut items = NonNull::slice_from_raw_parts(raw.start.cast::<T>(), raw.len);
        // SAFETY: as in `as_slice`, and the vector is borrowed mutably.
        unsafe { items.as_mut() }
    }

    /// Appends `item`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::new_in(&arena);
    /// numbers.push(1);
    /// assert_eq!(numbers, [1]);
    /// ```
    // Written out because it is what loops are made of.
    #[inline]
    pub fn push(&mut self, item: T) {
        if self.raw.len == self.raw.capacity {
            self.grow_by(1);
        }
        let raw = self.restamped();
        // SAFETY: `len` is less than `capacity`, so this is within the buffer.
        let end = unsafe { raw.start.cast::<T>().add(raw.len) };
        // SAFETY: room for an item, which does not exist yet.
        unsafe { end.write(item) };
        raw.len += 1;
    }

    /// Takes off the last item.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut numbers = arena_runtime::ArenaVec::from_array_in([1], &arena);
    /// assert_eq!(numbers.pop(), Some(1));
    /// assert_eq!(numbers.pop(), None);
    /// ```
    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        let last = self.raw.len.checked_sub(1)?;
        let raw = self.restamped();
        raw.len = last;
        // SAFETY: `last` was less than `len`, so this is within the buffer.
        let end = unsafe { raw.start.cast::<T>().add(last) };
        // SAFETY: the item exists, and with the smaller `len` is nobody else's.
        Some(unsafe { end.read() })
    }

    /// Makes room for `additional` more items whether or not there is.
    #[inline]
    pub(super) fn grow_by(&mut self, additional: usize) {
        let raw = self.restamped();
        // SAFETY: the parts are those of a buffer of `T`s, and are replaced.
        (raw.start, raw.capacity) =
            unsafe { grown::<T>(raw.start, raw.len, raw.capacity, raw.arena, additional) };
    }
}
