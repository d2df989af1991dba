//! What a vector is made of: a buffer in the arena whose items have been forgotten by the type system.
//!
//! All that is unsafe about vectors is here, with the reasons why it may be done; `drain` and
//! `into_iter`, which read items out of the buffer themselves, are in [`vec_iter`](super::vec_iter). The
//! algorithms are those of `allocator_api2::vec::Vec`, which [`Borrowed`] lends.
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
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};

use allocator_api2::vec::Vec;

use crate::Arena;

/// Drops the items from the index on, and gives the buffer back.
///
/// To be called at most once, with a `Raw` whose items from there on are items of the type that the
/// function was made for.
type Release = unsafe fn(&mut Raw<'_>, usize);

/// A buffer of `capacity` items in `arena`, the first `len` of which exist and are dropped with it.
///
/// `start`, `capacity` and `arena` are what `Vec::<T, &Arena>::from_raw_parts_in` wants, for the `T` of the
/// vector around it; so for an empty buffer `start` dangles, and for zero-sized items `capacity` is the
/// largest number there is.
pub(super) struct Raw<'a> {
    pub(super) start: NonNull<u8>,
    pub(super) len: usize,
    pub(super) capacity: usize,
    arena: &'a Arena,
    release: Release,
}

/// See [`Release`].
unsafe fn release<T>(raw: &mut Raw<'_>, first: usize) {
    // SAFETY: the parts of a buffer of `T`s, by the words of `Raw` and of the caller. It is not used again.
    // With no items in it, this vector gives the buffer back when dropped, by unwinding too.
    let _buffer = unsafe {
        Vec::from_raw_parts_in(raw.start.cast::<T>().as_ptr(), 0, raw.capacity, raw.arena)
    };
    if needs_drop::<T>() {
        // SAFETY: `first` is at most `len`, which is within the buffer.
        let rest = unsafe { raw.start.cast::<T>().add(first) };
        let rest = ptr::slice_from_raw_parts_mut(rest.as_ptr(), raw.len - first);
        // SAFETY: the caller says that these items exist and are `T`s, and calls but once.
        unsafe { ptr::drop_in_place(rest) };
    }
}

impl Drop for Raw<'_> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: all `len` items exist, `release` is of their type by the rule above, and nobody releases
        // a `Raw` that is going to be dropped.
        unsafe { (self.release)(self, 0) };
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
        let release = self.raw.release;
        // SAFETY: as in the drop of `Raw`, for the items from `first` on; the `Raw` itself is not dropped.
        unsafe { release(&mut self.raw, self.first) };
    }
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
        // SAFETY: a vector's buffer is never at address 0.
        let start = unsafe { NonNull::new_unchecked(vec.as_mut_ptr()) };
        Self {
            raw: Raw {
                start: start.cast(),
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

    /// Lends the parts as the vector that they make up.
    #[inline]
    pub(super) fn borrowed(&mut self) -> Borrowed<'_, 'a, T> {
        let raw = self.restamped();
        // While the items are lent they are nobody's here, so that none is dropped twice.
        let len = std::mem::take(&mut raw.len);
        // SAFETY: as in `into_allocator_vec`; the parts are not used until `Borrowed` has renewed them.
        let vec = unsafe {
            Vec::from_raw_parts_in(raw.start.cast().as_ptr(), len, raw.capacity, raw.arena)
        };
        Borrowed {
            vec: ManuallyDrop::new(vec),
            home: self,
        }
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

    /// Growing is rare and long, so it stays out of the loops that push.
    #[cold]
    #[inline(never)]
    pub(super) fn grow_by(&mut self, additional: usize) {
        self.borrowed().reserve(additional);
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
        // SAFETY: a vector's buffer is never at address 0.
        raw.start = unsafe { NonNull::new_unchecked(self.vec.as_mut_ptr()) }.cast();
        raw.len = self.vec.len();
        raw.capacity = self.vec.capacity();
    }
}
