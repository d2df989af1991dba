//! `map.get(&key)` where the key is text in the arena and what the method wants for it cannot be seen: by the
//! receiver's type, the key is handed over as a `str`, or as a `String` that is made of it then and there.
//!
//! Which method is called is none of this module's business: it is the one the user wrote, of the value the user
//! wrote it on. Which types want a `str` is said by [`LooksUpStr`].

use std::marker::PhantomData;
use std::sync::OnceLock;

use super::lookup_types::LooksUpStr;
use crate::collections::{ArenaText, Block};

/// The type of the value that something is looked up in, without the value.
///
/// It borrows nothing, so that the value is free again when its method is called.
#[derive(Debug)]
pub struct ReceiverType<R: ?Sized>(PhantomData<fn() -> PhantomData<R>>);

impl<R: ?Sized> Clone for ReceiverType<R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: ?Sized> Copy for ReceiverType<R> {}

impl<R: ?Sized> ReceiverType<R> {
    /// A type that [`receiver`] will find out.
    #[inline]
    #[must_use]
    pub const fn open() -> Self {
        Self(PhantomData)
    }

    /// The type of what a place holds.
    #[inline]
    #[must_use]
    pub fn of(_: &R) -> Self {
        Self::open()
    }

    /// A key that is looked up in it by one of the [`method`](super::method)s.
    #[inline]
    #[must_use]
    pub fn key<'key, M, K: ?Sized>(
        self,
        _by: M,
        key: &'key K,
        on_heap: &'key KeyOnHeap,
    ) -> Key<'key, R, M, K> {
        Key {
            lent: key,
            on_heap,
            receiver: PhantomData,
        }
    }
}

/// `value`, of which a part is asked: `part` says which, and is never called.
///
/// The part's type is all that is wanted, and it is found out where the value stands, which may be a guard that
/// has to live as long as it would without us.
#[inline]
pub fn receiver<T, R: ?Sized>(
    value: T,
    _: ReceiverType<R>,
    _part: impl for<'value> FnOnce(&'value T) -> &'value R,
) -> T {
    value
}

/// The place of a key as a `String`, if it is ever wanted as one. It stands beside the key, so that what is found
/// by it may be held as long as the key is there.
#[derive(Debug, Default)]
pub struct KeyOnHeap(OnceLock<String>);

impl KeyOnHeap {
    /// Without a `String` yet.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }
}

/// A key on its way to the method `M` of an `R`.
#[derive(Debug)]
pub struct Key<'key, R: ?Sized, M, K: ?Sized> {
    lent: &'key K,
    on_heap: &'key KeyOnHeap,
    receiver: PhantomData<fn(M) -> PhantomData<R>>,
}

impl<'key, 'a, R: LooksUpStr<M> + ?Sized, M, B: Block<'a>> Key<'key, R, M, ArenaText<'a, B>> {
    /// As a `str`, which the receiver is known to want.
    #[inline]
    #[must_use]
    pub fn in_wanted_type(self) -> &'key str {
        self.lent
    }
}

/// Text for a receiver of which nothing is known.
pub trait TextForAny<'key> {
    /// As what a `format!` or the like would have made.
    fn in_wanted_type(self) -> &'key String;
}

impl<'key, 'a, R: ?Sized, M, B: Block<'a>> TextForAny<'key> for Key<'key, R, M, ArenaText<'a, B>> {
    #[inline]
    fn in_wanted_type(self) -> &'key String {
        let text = self.lent.as_str();
        // The text is one and the same for the time of the loan.
        self.on_heap.0.get_or_init(|| String::from(text))
    }
}

/// A key that is no text in the arena, as the site it comes from makes something else of its types.
pub trait AnyKey<'key> {
    /// What it is.
    type Value: ?Sized;

    /// As what it is.
    fn in_wanted_type(self) -> &'key Self::Value;
}

impl<'key, R: ?Sized, M, K: ?Sized> AnyKey<'key> for &Key<'key, R, M, K> {
    type Value = K;

    #[inline]
    fn in_wanted_type(self) -> &'key K {
        self.lent
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::{Arc, Mutex, RwLock};

    use super::{AnyKey as _, KeyOnHeap, ReceiverType, TextForAny as _, receiver};
    use crate::RequestContext;
    use crate::expansion::method::{Get, Remove};

    /// Knows the one type it names.
    struct Registry(HashMap<String, u32>);

    impl Registry {
        fn get(&self, name: &String) -> Option<&u32> {
            self.0.get(name)
        }
    }

    fn numbers() -> HashMap<String, u32> {
        HashMap::from([("one".to_owned(), 1), ("two".to_owned(), 2)])
    }

    #[test]
    fn a_map_of_strings_is_given_the_text_itself() {
        let ctx = RequestContext::new();
        let mut key = ctx.temp_string();
        key.push_str("two");
        let on_heap = KeyOnHeap::new();
        let mut map = Arc::new(numbers());
        let asked = ReceiverType::of(&map).key(Get, &key, &on_heap);
        assert_eq!(map.get(asked.in_wanted_type()), Some(&2));
        let map = Arc::get_mut(&mut map).unwrap();
        let asked = ReceiverType::of(map).key(Remove, &key, &on_heap);
        assert_eq!(map.remove(asked.in_wanted_type()), Some(2));
        assert!(on_heap.0.get().is_none());
    }

    #[test]
    fn any_other_type_is_given_a_string() {
        let ctx = RequestContext::new();
        let mut key = ctx.temp_string();
        key.push_str("two");
        let on_heap = KeyOnHeap::new();
        let registry = Registry(numbers());
        let asked = ReceiverType::of(&registry).key(Get, &key, &on_heap);
        assert_eq!(registry.get(asked.in_wanted_type()), Some(&2));
        assert_eq!(on_heap.0.get().map(String::as_str), Some("two"));

        let owned = "two".to_owned();
        let by_reference = HashMap::from([(&owned, 2)]);
        let asked = ReceiverType::of(&by_reference).key(Get, &key, &on_heap);
        assert_eq!(by_reference.get(asked.in_wanted_type()), Some(&2));
    }

    #[test]
    fn what_is_no_text_is_given_as_it_is() {
        let on_heap = KeyOnHeap::new();
        let map = HashMap::from([(7, "seven")]);
        let asked = ReceiverType::of(&map).key(Get, &7, &on_heap);
        assert_eq!(map.get(asked.in_wanted_type()), Some(&"seven"));
    }

    #[test]
    fn guards_stay_where_they_are() {
        struct State {
            numbers: HashMap<String, u32>,
        }
        let ctx = RequestContext::new();
        let mut key = ctx.temp_string();
        key.push_str("two");
        let on_heap = KeyOnHeap::new();

        let shared = RwLock::new(numbers());
        let open = ReceiverType::open();
        let found = receiver(shared.read().unwrap(), open, |guard| guard)
            .get(open.key(Get, &key, &on_heap).in_wanted_type())
            .copied();
        assert_eq!(found, Some(2));

        let state = Mutex::new(State { numbers: numbers() });
        let open = ReceiverType::open();
        let removed = receiver(state.lock().unwrap(), open, |guard| &guard.numbers)
            .numbers
            .remove(open.key(Remove, &key, &on_heap).in_wanted_type());
        assert_eq!(removed, Some(2));
        assert!(on_heap.0.get().is_none());
    }
}
