//! `Deserialize` for everything in the arena: it reads what std's does, and is made in the arena of the
//! [deserializer](crate::deserialize) that it is given.

use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::block::Block;
use super::map::ArenaMap;
use super::set::ArenaSet;
use super::string::ArenaText;
use super::vec::ArenaVec;
use crate::Arena;
use crate::deserialize::entrusted::{self, MadeInArena};

/// What is reserved on the word of the input alone, in bytes.
const MOST_RESERVED: usize = 64 * 1024;

/// How many items of type `T` to make room for when the input says that so many come.
fn room_for<T>(said: Option<usize>) -> usize {
    let most = MOST_RESERVED / size_of::<T>().max(1);
    said.unwrap_or(0).min(most)
}

/// Where the items of a collection go as they come.
struct Into<'a, C> {
    arena: &'a Arena,
    collection: PhantomData<C>,
}

impl<'a, C> Into<'a, C> {
    fn new(arena: &'a Arena) -> Self {
        Self {
            arena,
            collection: PhantomData,
        }
    }
}

impl<'de: 'a, 'a, B: Block<'a>> Deserialize<'de> for ArenaText<'a, B> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entrusted::deserialize(deserializer)
    }
}

impl<'de: 'a, 'a, B: Block<'a>> MadeInArena<'de> for ArenaText<'a, B> {
    const WHAT: &'static str = "a string";

    #[inline]
    fn deserialize_in<D: Deserializer<'de>>(
        arena: &'de Arena,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        // Of its own, so that nothing is copied twice.
        deserializer.deserialize_string(Into::<Self>::new(arena))
    }
}

impl<'a, B: Block<'a>> Visitor<'_> for Into<'a, ArenaText<'a, B>> {
    type Value = ArenaText<'a, B>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(ArenaText::from_str_in(text, self.arena))
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for ArenaVec<'a, T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entrusted::deserialize(deserializer)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> MadeInArena<'de> for ArenaVec<'a, T> {
    const WHAT: &'static str = "a vector";

    #[inline]
    fn deserialize_in<D: Deserializer<'de>>(
        arena: &'de Arena,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Into::<Self>::new(arena))
    }
}

impl<'de, 'a, T: Deserialize<'de>> Visitor<'de> for Into<'a, ArenaVec<'a, T>> {
    type Value = ArenaVec<'a, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let room = room_for::<T>(items.size_hint());
        let mut vec = ArenaVec::with_capacity_in(room, self.arena);
        while let Some(item) = items.next_element()? {
            vec.push(item);
        }
        Ok(vec)
    }
}

impl<'de: 'a, 'a, K, V, S> Deserialize<'de> for ArenaMap<'a, K, V, S>
where
    K: Deserialize<'de> + Eq + Hash,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entrusted::deserialize(deserializer)
    }
}

impl<'de: 'a, 'a, K, V, S> MadeInArena<'de> for ArenaMap<'a, K, V, S>
where
    K: Deserialize<'de> + Eq + Hash,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    const WHAT: &'static str = "a map";

    fn deserialize_in<D: Deserializer<'de>>(
        arena: &'de Arena,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Into::<Self>::new(arena))
    }
}

impl<'de, 'a, K, V, S> Visitor<'de> for Into<'a, ArenaMap<'a, K, V, S>>
where
    K: Deserialize<'de> + Eq + Hash,
    V: Deserialize<'de>,
    S: BuildHasher + Default,
{
    type Value = ArenaMap<'a, K, V, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let room = room_for::<(K, V)>(entries.size_hint());
        let mut map = ArenaMap::with_capacity_and_hasher_in(room, S::default(), self.arena);
        while let Some((key, value)) = entries.next_entry()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}

impl<'de: 'a, 'a, T, S> Deserialize<'de> for ArenaSet<'a, T, S>
where
    T: Deserialize<'de> + Eq + Hash,
    S: BuildHasher + Default,
{
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entrusted::deserialize(deserializer)
    }
}

impl<'de: 'a, 'a, T, S> MadeInArena<'de> for ArenaSet<'a, T, S>
where
    T: Deserialize<'de> + Eq + Hash,
    S: BuildHasher + Default,
{
    const WHAT: &'static str = "a set";

    fn deserialize_in<D: Deserializer<'de>>(
        arena: &'de Arena,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Into::<Self>::new(arena))
    }
}

impl<'de, 'a, T, S> Visitor<'de> for Into<'a, ArenaSet<'a, T, S>>
where
    T: Deserialize<'de> + Eq + Hash,
    S: BuildHasher + Default,
{
    type Value = ArenaSet<'a, T, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let room = room_for::<T>(items.size_hint());
        let mut set = ArenaSet::with_capacity_and_hasher_in(room, S::default(), self.arena);
        while let Some(item) = items.next_element()? {
            set.insert(item);
        }
        Ok(set)
    }
}
