//! Hash sets in the arena: hashbrown's, with constructors that take the arena.

use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut};

use hashbrown::{HashSet, hash_set};

use super::erased::Erased;
use crate::{AllocError, Arena};

/// A hash set whose table is in an arena.
///
/// It dereferences to [`hashbrown::HashSet`], which has the methods of std's. Hashing is std's too, unless
/// `S` says otherwise. Items are dropped with the set.
///
/// ```
/// use arena_runtime::{Arena, ArenaSet};
///
/// let arena = Arena::new();
/// let mut seen = ArenaSet::new_in(&arena);
/// assert!(seen.insert("Ada"));
/// assert!(!seen.insert("Ada"));
/// assert!(seen.contains("Ada"));
/// ```
///
/// As with std's set, plain references in it need not outlive it.
pub struct ArenaSet<'a, T, S = RandomState>(Erased<'a, HashSet<T, S, &'a Arena>, (T, S)>);

impl<'a, T> ArenaSet<'a, T> {
    /// An empty set. Nothing is allocated for items until there are some.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaSet};
    /// let arena = Arena::new();
    /// assert!(ArenaSet::<u8>::new_in(&arena).is_empty());
    /// ```
    #[must_use]
    pub fn new_in(arena: &'a Arena) -> Self {
        Self::with_hasher_in(RandomState::new(), arena)
    }

    /// An empty set with room for `capacity` items.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaSet};
    /// let arena = Arena::new();
    /// assert!(ArenaSet::<u8>::with_capacity_in(10, &arena).capacity() >= 10);
    /// ```
    #[must_use]
    pub fn with_capacity_in(capacity: usize, arena: &'a Arena) -> Self {
        Self::with_capacity_and_hasher_in(capacity, RandomState::new(), arena)
    }
}

impl<'a, T, S> ArenaSet<'a, T, S> {
    /// An empty set that hashes with `hasher`.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaSet};
    /// use std::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// let arena = Arena::new();
    /// let hasher = BuildHasherDefault::<DefaultHasher>::default();
    /// let mut set = ArenaSet::with_hasher_in(hasher, &arena);
    /// set.insert(1);
    /// ```
    #[must_use]
    pub fn with_hasher_in(hasher: S, arena: &'a Arena) -> Self {
        Self(Erased::new(HashSet::with_hasher_in(hasher, arena), arena))
    }

    /// An empty set with room for `capacity` items that hashes with `hasher`.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaSet};
    /// use std::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// let arena = Arena::new();
    /// let hasher = BuildHasherDefault::<DefaultHasher>::default();
    /// let mut set = ArenaSet::with_capacity_and_hasher_in(10, hasher, &arena);
    /// set.insert(1);
    /// ```
    #[must_use]
    pub fn with_capacity_and_hasher_in(capacity: usize, hasher: S, arena: &'a Arena) -> Self {
        let set = HashSet::with_capacity_and_hasher_in(capacity, hasher, arena);
        Self(Erased::new(set, arena))
    }

    /// The arena that the set is in.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaSet};
    /// let arena = Arena::new();
    /// let set = ArenaSet::<u8>::new_in(&arena);
    /// assert!(std::ptr::eq(set.arena(), &arena));
    /// ```
    #[must_use]
    pub fn arena(&self) -> &'a Arena {
        self.0.arena()
    }
}

impl<T: Eq + Hash, S: BuildHasher> ArenaSet<'_, T, S> {
    /// Makes room for at least `additional` more items, if there is any.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent, the heap has no more, or nothing that large can be. The set is
    /// as it was then.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut set = arena_runtime::ArenaSet::<u8>::new_in(&arena);
    /// assert!(set.try_reserve(100).is_ok());
    /// assert!(set.try_reserve(usize::MAX).is_err());
    /// ```
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let arena = self.arena();
        arena.fallibly(|| self.0.try_reserve(additional))
    }
}

impl<'a, T, S> Deref for ArenaSet<'a, T, S> {
    type Target = HashSet<T, S, &'a Arena>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T, S> DerefMut for ArenaSet<'_, T, S> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T: fmt::Debug, S> fmt::Debug for ArenaSet<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.deref().fmt(f)
    }
}

impl<T: Clone, S: Clone> Clone for ArenaSet<'_, T, S> {
    fn clone(&self) -> Self {
        Self(Erased::new(self.0.deref().clone(), self.arena()))
    }
}

impl<T: Eq + Hash, S: BuildHasher> PartialEq for ArenaSet<'_, T, S> {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl<T: Eq + Hash, S: BuildHasher> Eq for ArenaSet<'_, T, S> {}

impl<T: Eq + Hash, S: BuildHasher> Extend<T> for ArenaSet<'_, T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.0.extend(items);
    }
}

impl<'t, T: Eq + Hash + Copy + 't, S: BuildHasher> Extend<&'t T> for ArenaSet<'_, T, S> {
    fn extend<I: IntoIterator<Item = &'t T>>(&mut self, items: I) {
        self.0.extend(items);
    }
}

impl<'a, T, S> IntoIterator for ArenaSet<'a, T, S> {
    type Item = T;
    type IntoIter = hash_set::IntoIter<T, &'a Arena>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_inner().into_iter()
    }
}

impl<'s, T, S> IntoIterator for &'s ArenaSet<'_, T, S> {
    type Item = &'s T;
    type IntoIter = hash_set::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::ArenaSet;
    use crate::{Arena, ArenaString};

    #[test]
    fn may_be_sent_when_its_items_may() {
        fn check<T: Send + Sync>() {}
        check::<ArenaSet<'_, ArenaString<'_>>>();
    }

    #[test]
    fn items_are_found_and_yielded() {
        let arena = Arena::new();
        let mut set = ArenaSet::new_in(&arena);
        set.extend((0..1000).map(|n| ArenaString::from_fmt_in(format_args!("{n}"), &arena)));
        assert!(set.contains("999"));
        assert_eq!(set.iter().map(|item| item.len()).sum::<usize>(), 2890);
        assert_eq!(set.clone(), set);
        assert_eq!(set.into_iter().count(), 1000);
    }
}
