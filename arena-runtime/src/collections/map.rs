//! Hash maps in the arena: hashbrown's, with constructors that take the arena.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut, Index};

use hashbrown::{HashMap, hash_map};

use super::erased::Erased;
use crate::{AllocError, Arena};

/// A hash map whose table is in an arena.
///
/// It dereferences to [`hashbrown::HashMap`], which has the methods of std's. Hashing is std's too, unless
/// `S` says otherwise. Keys and values are dropped with the map.
///
/// ```
/// use arena_runtime::{Arena, ArenaMap};
///
/// let arena = Arena::new();
/// let mut points = ArenaMap::new_in(&arena);
/// points.insert("Ada", 7);
/// *points.entry("Ada").or_insert(0) += 1;
/// assert_eq!(points["Ada"], 8);
/// assert_eq!(points.get("Charles"), None);
/// ```
///
/// As with std's map, plain references in it need not outlive it:
///
/// ```
/// # use arena_runtime::{Arena, ArenaMap};
/// let arena = Arena::new();
/// let mut points = ArenaMap::new_in(&arena);
/// let name = String::from("Ada");
/// points.insert(name.as_str(), 7);
/// ```
pub struct ArenaMap<'a, K, V, S = RandomState>(Erased<'a, Table<'a, K, V, S>, (K, V, S)>);

type Table<'a, K, V, S> = HashMap<K, V, S, &'a Arena>;

impl<'a, K, V> ArenaMap<'a, K, V> {
    /// An empty map. Nothing is allocated for entries until there are some.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaMap};
    /// let arena = Arena::new();
    /// assert!(ArenaMap::<u8, u8>::new_in(&arena).is_empty());
    /// ```
    #[must_use]
    pub fn new_in(arena: &'a Arena) -> Self {
        Self::with_hasher_in(RandomState::new(), arena)
    }

    /// An empty map with room for `capacity` entries.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaMap};
    /// let arena = Arena::new();
    /// assert!(ArenaMap::<u8, u8>::with_capacity_in(10, &arena).capacity() >= 10);
    /// ```
    #[must_use]
    pub fn with_capacity_in(capacity: usize, arena: &'a Arena) -> Self {
        Self::with_capacity_and_hasher_in(capacity, RandomState::new(), arena)
    }
}

impl<'a, K, V, S> ArenaMap<'a, K, V, S> {
    /// An empty map that hashes with `hasher`.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaMap};
    /// use std::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// let arena = Arena::new();
    /// let hasher = BuildHasherDefault::<DefaultHasher>::default();
    /// let mut map = ArenaMap::with_hasher_in(hasher, &arena);
    /// map.insert(1, "one");
    /// ```
    #[must_use]
    pub fn with_hasher_in(hasher: S, arena: &'a Arena) -> Self {
        Self(Erased::new(HashMap::with_hasher_in(hasher, arena), arena))
    }

    /// An empty map with room for `capacity` entries that hashes with `hasher`.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaMap};
    /// use std::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// let arena = Arena::new();
    /// let hasher = BuildHasherDefault::<DefaultHasher>::default();
    /// let mut map = ArenaMap::with_capacity_and_hasher_in(10, hasher, &arena);
    /// map.insert(1, "one");
    /// ```
    #[must_use]
    pub fn with_capacity_and_hasher_in(capacity: usize, hasher: S, arena: &'a Arena) -> Self {
        let map = HashMap::with_capacity_and_hasher_in(capacity, hasher, arena);
        Self(Erased::new(map, arena))
    }

    /// The arena that the map is in.
    ///
    /// ```
    /// # use arena_runtime::{Arena, ArenaMap};
    /// let arena = Arena::new();
    /// let map = ArenaMap::<u8, u8>::new_in(&arena);
    /// assert!(std::ptr::eq(map.arena(), &arena));
    /// ```
    #[must_use]
    pub fn arena(&self) -> &'a Arena {
        self.0.arena()
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> ArenaMap<'_, K, V, S> {
    /// Makes room for at least `additional` more entries, if there is any.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent, the heap has no more, or nothing that large can be. The map is
    /// as it was then.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut map = arena_runtime::ArenaMap::<u8, u8>::new_in(&arena);
    /// assert!(map.try_reserve(100).is_ok());
    /// assert!(map.try_reserve(usize::MAX).is_err());
    /// ```
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let arena = self.arena();
        arena.fallibly(|| self.0.try_reserve(additional))
    }
}

impl<'a, K, V, S> Deref for ArenaMap<'a, K, V, S> {
    type Target = HashMap<K, V, S, &'a Arena>;

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<K, V, S> DerefMut for ArenaMap<'_, K, V, S> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<K: fmt::Debug, V: fmt::Debug, S> fmt::Debug for ArenaMap<'_, K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.deref().fmt(f)
    }
}

impl<K: Clone, V: Clone, S: Clone> Clone for ArenaMap<'_, K, V, S> {
    fn clone(&self) -> Self {
        Self(Erased::new(self.0.deref().clone(), self.arena()))
    }
}

impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for ArenaMap<'_, K, V, S> {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for ArenaMap<'_, K, V, S> {}

impl<K, Q, V, S> Index<&Q> for ArenaMap<'_, K, V, S>
where
    K: Eq + Hash + Borrow<Q>,
    Q: Eq + Hash + ?Sized,
    S: BuildHasher,
{
    type Output = V;

    #[inline]
    fn index(&self, key: &Q) -> &V {
        self.0.get(key).expect("no entry found for key")
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for ArenaMap<'_, K, V, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        self.0.extend(entries);
    }
}

impl<'t, K, V, S> Extend<(&'t K, &'t V)> for ArenaMap<'_, K, V, S>
where
    K: Eq + Hash + Copy,
    V: Copy,
    S: BuildHasher,
{
    fn extend<I: IntoIterator<Item = (&'t K, &'t V)>>(&mut self, entries: I) {
        self.0.extend(entries);
    }
}

impl<'a, K, V, S> IntoIterator for ArenaMap<'a, K, V, S> {
    type Item = (K, V);
    type IntoIter = hash_map::IntoIter<K, V, &'a Arena>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_inner().into_iter()
    }
}

impl<'m, K, V, S> IntoIterator for &'m ArenaMap<'_, K, V, S> {
    type Item = (&'m K, &'m V);
    type IntoIter = hash_map::Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'m, K, V, S> IntoIterator for &'m mut ArenaMap<'_, K, V, S> {
    type Item = (&'m K, &'m mut V);
    type IntoIter = hash_map::IterMut<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::ArenaMap;
    use crate::{Arena, ArenaString};
    use std::rc::Rc;

    #[test]
    fn may_be_sent_when_its_entries_may() {
        fn check<T: Send + Sync>() {}
        check::<ArenaMap<'_, ArenaString<'_>, Option<u8>>>();
    }

    #[test]
    fn entries_are_found_by_what_the_key_borrows_as() {
        let arena = Arena::new();
        arena.enter(|| {
            let mut map = ArenaMap::new_in(&arena);
            for n in 0..1000 {
                let name = ArenaString::from_fmt_in(format_args!("name {n}"), &arena);
                map.insert(name, n);
            }
            assert_eq!(map["name 700"], 700);
            assert_eq!(map.remove("name 3"), Some(3));
            assert_eq!(map.len(), 999);
            assert_eq!(map.clone(), map);
        });
    }

    #[test]
    fn entries_are_dropped() {
        let arena = Arena::new();
        let counted = Rc::new(());
        let mut map = ArenaMap::with_capacity_in(4, &arena);
        map.extend((0..100).map(|n| (n, counted.clone())));
        assert_eq!(Rc::strong_count(&counted), 101);
        let mut entries = map.into_iter();
        assert!(entries.next().is_some());
        drop(entries);
        assert_eq!(Rc::strong_count(&counted), 1);
    }

    #[test]
    fn prints_as_stds() {
        let arena = Arena::new();
        let mut map = ArenaMap::new_in(&arena);
        map.insert("a", 1);
        let std = std::collections::HashMap::from([("a", 1)]);
        assert_eq!(format!("{map:?}{map:#?}"), format!("{std:?}{std:#?}"));
    }
}
