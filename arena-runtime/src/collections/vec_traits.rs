//! The traits of vectors in the arena: they print, compare, hash and convert as the slice they hold.

use std::borrow::{Borrow, BorrowMut};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::{Deref, DerefMut};

use super::vec::ArenaVec;
use super::vec_iter::VecIntoIter;

impl<T> Deref for ArenaVec<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> DerefMut for ArenaVec<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T: fmt::Debug> fmt::Debug for ArenaVec<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_slice(), f)
    }
}

impl<T: Clone> Clone for ArenaVec<'_, T> {
    fn clone(&self) -> Self {
        let mut copy = Self::with_capacity_in(self.len(), self.arena());
        copy.extend_from_slice(self);
        copy
    }
}

impl<T> Extend<T> for ArenaVec<'_, T> {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.append_all(items.into_iter());
    }
}

impl<'t, T: Copy + 't> Extend<&'t T> for ArenaVec<'_, T> {
    #[inline]
    fn extend<I: IntoIterator<Item = &'t T>>(&mut self, items: I) {
        self.extend(items.into_iter().copied());
    }
}

impl<'a, T> IntoIterator for ArenaVec<'a, T> {
    type Item = T;
    type IntoIter = VecIntoIter<'a, T>;

    #[inline]
    fn into_iter(self) -> VecIntoIter<'a, T> {
        VecIntoIter::new(self)
    }
}

impl<'v, T> IntoIterator for &'v ArenaVec<'_, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'v, T> IntoIterator for &'v mut ArenaVec<'_, T> {
    type Item = &'v mut T;
    type IntoIter = std::slice::IterMut<'v, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: PartialEq<U>, U> PartialEq<ArenaVec<'_, U>> for ArenaVec<'_, T> {
    #[inline]
    fn eq(&self, other: &ArenaVec<'_, U>) -> bool {
        self.as_slice() == other.as_slice()
    }
}

/// Equality with another kind of list, from both sides.
macro_rules! equal_to {
    ($(<$(const $count:ident)?> $list:ty, $other:ty;)+) => {$(
        impl<T: PartialEq<U>, U $(, const $count: usize)?> PartialEq<$list> for ArenaVec<'_, T> {
            #[inline]
            fn eq(&self, other: &$list) -> bool {
                self.as_slice() == &other[..]
            }
        }

        impl<T: PartialEq<U>, U $(, const $count: usize)?> PartialEq<ArenaVec<'_, U>> for $other {
            #[inline]
            fn eq(&self, other: &ArenaVec<'_, U>) -> bool {
                &self[..] == other.as_slice()
            }
        }
    )+};
}

equal_to! {
    <> Vec<U>, Vec<T>;
    <> [U], [T];
    <> &[U], &[T];
    <> &mut [U], &mut [T];
    <const N> [U; N], [T; N];
    <const N> &[U; N], &[T; N];
}

impl<T: Eq> Eq for ArenaVec<'_, T> {}

impl<T: PartialOrd> PartialOrd<ArenaVec<'_, T>> for ArenaVec<'_, T> {
    #[inline]
    fn partial_cmp(&self, other: &ArenaVec<'_, T>) -> Option<Ordering> {
        self.as_slice().partial_cmp(other.as_slice())
    }
}

impl<T: Ord> Ord for ArenaVec<'_, T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_slice().cmp(other.as_slice())
    }
}

impl<T: Hash> Hash for ArenaVec<'_, T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl<T> AsRef<[T]> for ArenaVec<'_, T> {
    #[inline]
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T> AsMut<[T]> for ArenaVec<'_, T> {
    #[inline]
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<T> Borrow<[T]> for ArenaVec<'_, T> {
    #[inline]
    fn borrow(&self) -> &[T] {
        self
    }
}

impl<T> BorrowMut<[T]> for ArenaVec<'_, T> {
    #[inline]
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

impl io::Write for ArenaVec<'_, u8> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a, T> From<ArenaVec<'a, T>> for Vec<T> {
    fn from(vec: ArenaVec<'a, T>) -> Self {
        vec.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Arena, ArenaVec};
    use std::collections::HashSet;
    use std::hash::{BuildHasher, RandomState};
    use std::io::Write as _;
    use std::rc::Rc;

    #[test]
    fn equals_every_kind_of_list_from_both_sides() {
        fn check<A: PartialEq<B> + ?Sized, B: PartialEq<A> + ?Sized>(left: &A, right: &B) {
            assert!(left == right);
            assert!(right == left);
        }
        let arena = Arena::new();
        let mut texts = [String::from("a"), String::from("b")];
        let ours = ArenaVec::from_array_in(["a", "b"], &arena);
        check(&ours, &texts);
        check(&ours, &&texts);
        check(&ours, &texts[..]);
        check(&ours, &&texts[..]);
        check(&ours, &texts.to_vec());
        check(&ours, &ArenaVec::from_array_in(texts.clone(), &arena));
        check(&ours, &&mut texts[..]);
        assert_ne!(ours, ["a"]);
    }

    #[test]
    fn prints_compares_and_hashes_as_a_slice() {
        let arena = Arena::new();
        let (ours, stds) = (ArenaVec::from_array_in([1, 2], &arena), vec![1, 2]);
        assert_eq!(format!("{ours:?}{ours:#?}"), format!("{stds:?}{stds:#?}"));
        assert!(ours < ArenaVec::from_array_in([1, 3], &arena));
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&ours), hasher.hash_one(&stds[..]));
        assert!(HashSet::from([ours]).contains(&stds[..]));
    }

    #[test]
    fn is_written_to_as_vec() {
        let arena = Arena::new();
        let mut bytes = ArenaVec::new_in(&arena);
        write!(bytes, "{}-{}", 1, 2).unwrap();
        bytes.extend(b"!");
        assert_eq!(bytes, b"1-2!");
    }

    #[test]
    fn iterates_by_value_by_reference_and_by_mutable_reference() {
        let arena = Arena::new();
        let mut texts = ArenaVec::from_array_in([String::from("a"), String::from("b")], &arena);
        for text in &mut texts {
            text.push('!');
        }
        assert_eq!((&texts).into_iter().map(String::len).sum::<usize>(), 4);
        assert_eq!(Vec::from(texts.clone()), ["a!", "b!"]);
        assert_eq!(texts.into_iter().next_back().as_deref(), Some("b!"));
    }

    #[test]
    fn a_dropped_vector_drops_its_items_and_makes_room() {
        let arena = Arena::new();
        let counted = Rc::new(());
        arena.enter(|| {
            let place = || {
                let items = ArenaVec::from_elem_in(counted.clone(), 10, &arena);
                assert_eq!(Rc::strong_count(&counted), 11);
                items.as_ptr()
            };
            let first = place();
            assert!((0..100).all(|_| place() == first));
            assert_eq!(Rc::strong_count(&counted), 1);
        });
    }
}
