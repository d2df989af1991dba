//! A hash table that has been forgotten by drop check: what maps and sets are made of.
//!
//! hashbrown's tables implement `Drop` for all their parameters, so the compiler wants everything that is
//! borrowed in them to outlive them, where std's maps are content with less. As in
//! [`vec_raw`](super::vec_raw), where the matter is argued, what implements `Drop` here does not mention the
//! table's type and drops it through a function pointer, made when the type was known; what the table owns is
//! a parameter of its own that drop check sees; and the pointer is renewed whenever the table is reached
//! through `&mut`. The table itself, some words that say where its entries are, lives in the arena.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use allocator_api2::boxed::Box;

use crate::Arena;

/// A `T` in the arena, which owns what a `Contents` owns.
///
/// `Contents` must be what dropping a `T` drops, other than the table of it.
pub(super) struct Erased<'a, T, Contents> {
    raw: Raw<'a>,
    /// Covariant, and nothing to drop check.
    value: PhantomData<fn() -> T>,
    contents: PhantomData<Contents>,
}

/// Drops the value at the address and gives its place in the arena back.
///
/// To be called once, for a value of the type that the function was made for.
type Release = unsafe fn(NonNull<u8>, &Arena);

struct Raw<'a> {
    place: NonNull<u8>,
    arena: &'a Arena,
    release: Release,
}

/// See [`Release`].
unsafe fn release<T>(place: NonNull<u8>, arena: &Arena) {
    // SAFETY: by the caller's word a `T` is there, put there by `Erased::new`, which is not used again.
    drop(unsafe { Box::from_raw_in(place.cast::<T>().as_ptr(), arena) });
}

impl Drop for Raw<'_> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the value exists until now, and `release` is of the type as which it was last reached.
        unsafe { (self.release)(self.place, self.arena) };
    }
}

// SAFETY: it owns its value and the right to reach it, so it may go where that may. What else is in it may go
// anywhere.
unsafe impl<T: Send, Contents: Send> Send for Erased<'_, T, Contents> {}

// SAFETY: through a shared one there is nothing to be had but the shared value, and the arena, which is `Sync`.
unsafe impl<T: Sync, Contents: Sync> Sync for Erased<'_, T, Contents> {}

impl<'a, T, Contents> Erased<'a, T, Contents> {
    pub(super) fn new(value: T, arena: &'a Arena) -> Self {
        let (place, arena) = Box::into_raw_with_allocator(Box::new_in(value, arena));
        // SAFETY: no box is at address 0.
        let place = unsafe { NonNull::new_unchecked(place) }.cast();
        Self {
            raw: Raw {
                place,
                arena,
                release: release::<T>,
            },
            value: PhantomData,
            contents: PhantomData,
        }
    }

    pub(super) fn arena(&self) -> &'a Arena {
        self.raw.arena
    }

    pub(super) fn into_inner(self) -> T {
        let raw = ManuallyDrop::new(self.raw);
        // SAFETY: as in `release`; the `Raw` is not dropped.
        let boxed = unsafe { Box::from_raw_in(raw.place.cast::<T>().as_ptr(), raw.arena) };
        Box::into_inner(boxed)
    }
}

impl<T, Contents> Deref for Erased<'_, T, Contents> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the value exists, is a `T`, and is borrowed with this.
        unsafe { self.raw.place.cast().as_ref() }
    }
}

impl<T, Contents> DerefMut for Erased<'_, T, Contents> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.raw.release = release::<T>;
        // SAFETY: as in `deref`, borrowed mutably.
        unsafe { self.raw.place.cast().as_mut() }
    }
}

/// What drop check must refuse, as it does for std's maps: an entry whose `Drop` looks at what it borrows.
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaMap};
/// struct Looks<'t>(&'t str);
/// impl Drop for Looks<'_> {
///     fn drop(&mut self) {
///         println!("{}", self.0);
///     }
/// }
///
/// let arena = Arena::new();
/// let mut map = ArenaMap::new_in(&arena);
/// let text = String::from("gone before the map is");
/// map.insert(1, Looks(&text));
/// ```
///
/// An arena that is gone before its map, or reset under it:
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaMap};
/// let mut map;
/// let arena = Arena::new();
/// map = ArenaMap::new_in(&arena);
/// map.insert(1, 2);
/// ```
///
/// ```compile_fail,E0502
/// # use arena_runtime::{Arena, ArenaSet};
/// let mut arena = Arena::new();
/// let mut set = ArenaSet::new_in(&arena);
/// set.insert(1);
/// arena.reset();
/// drop(set);
/// ```
///
/// And what is not `Send` must stay:
///
/// ```compile_fail,E0277
/// # use arena_runtime::{Arena, ArenaSet};
/// let arena = Arena::new();
/// let mut set = ArenaSet::new_in(&arena);
/// set.insert(std::rc::Rc::new(1));
/// std::thread::scope(|threads| {
///     threads.spawn(|| drop(set));
/// });
/// ```
#[cfg(doctest)]
struct Refused;

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::rc::Rc;

    use crate::{Arena, ArenaMap, ArenaSet};

    #[test]
    fn plain_references_may_die_first() {
        let arena = Arena::new();
        let mut points = ArenaMap::new_in(&arena);
        let mut names = ArenaSet::new_in(&arena);
        let name = String::from("Ada");
        points.insert(name.as_str(), Some(Box::new(&name)));
        names.insert(name.as_str());
        // Here `name` goes, then they.
    }

    #[test]
    fn lifetimes_shrink() {
        fn shrink<'s, 'l: 's>(map: ArenaMap<'l, &'l str, u8>) -> ArenaMap<'s, &'s str, u8> {
            map
        }
        let arena = Arena::new();
        let mut map = ArenaMap::new_in(&arena);
        map.insert("a", 1);
        assert_eq!(shrink(map)["a"], 1);
    }

    #[test]
    fn has_the_auto_traits_of_its_entries() {
        fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
        check::<ArenaMap<'_, String, Option<u8>>>();
        check::<ArenaSet<'_, String>>();
    }

    #[test]
    fn entries_are_dropped_once_whatever_becomes_of_the_map() {
        let arena = Arena::new();
        let counted = Rc::new(());
        let map = || {
            let mut map = ArenaMap::new_in(&arena);
            map.extend((0..9).map(|n| (n, counted.clone())));
            map
        };
        drop(map());
        assert_eq!(Rc::strong_count(&counted), 1);
        assert_eq!(map().into_iter().take(3).count(), 3);
        assert_eq!(Rc::strong_count(&counted), 1);
        let copy = map().clone();
        assert_eq!(Rc::strong_count(&counted), 10);
        drop(copy);
        let moved = vec![map(), map()];
        assert_eq!(Rc::strong_count(&counted), 19);
        drop(moved);
        assert_eq!(Rc::strong_count(&counted), 1);
    }

    thread_local!(static DROPPED_AS: Cell<&'static str> = const { Cell::new("") });

    trait Named {
        const NAME: &'static str;
    }

    impl Named for for<'x> fn(&'x u8) {
        const NAME: &'static str = "takes any";
    }

    // As in the tests of vectors: a subtype with a drop of its own.
    #[allow(coherence_leak_check)]
    impl Named for fn(&'static u8) {
        const NAME: &'static str = "takes static";
    }

    struct Item<T: Named>(#[allow(dead_code)] T);

    impl<T: Named> Drop for Item<T> {
        fn drop(&mut self) {
            DROPPED_AS.set(T::NAME);
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn needs_static(_: &'static u8) {}

    #[test]
    fn entries_are_dropped_as_what_they_were_last_changed_as() {
        let arena = Arena::new();
        let made: ArenaMap<'_, u8, Item<for<'x> fn(&'x u8)>> = ArenaMap::new_in(&arena);
        let mut seen: ArenaMap<'_, u8, Item<fn(&'static u8)>> = made;
        seen.insert(1, Item(needs_static as fn(&'static u8)));
        drop(seen);
        assert_eq!(DROPPED_AS.get(), "takes static");
    }
}
