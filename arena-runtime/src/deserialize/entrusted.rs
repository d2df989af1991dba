//! How a `Deserialize` comes by the arena: it asks for a newtype of a certain name, and a deserializer that
//! has an arena answers with a sequence of two, a ticket for the arena and what was to be deserialized.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::BorrowedBytesDeserializer;
use serde::de::{DeserializeSeed, Error, SeqAccess, Visitor};

use super::deserializer::InArena;
use crate::Arena;

/// The name that is asked for.
pub(super) const WANTS_ARENA: &str = "$arena_runtime::Arena";

/// What is made in an arena.
pub(crate) trait MadeInArena<'de>: Sized {
    /// What it is, in the words of an error message.
    const WHAT: &'static str;

    fn deserialize_in<D: Deserializer<'de>>(
        arena: &'de Arena,
        deserializer: D,
    ) -> Result<Self, D::Error>;
}

/// Makes a `T` in the arena that `deserializer` has.
#[inline]
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: MadeInArena<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_newtype_struct(WANTS_ARENA, Asking(PhantomData))
}

/// Asks for an arena.
struct Asking<T>(PhantomData<T>);

impl<'de, T: MadeInArena<'de>> Visitor<'de> for Asking<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in an arena", T::WHAT)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut entrusted: A) -> Result<T, A::Error> {
        let arena = entrusted.next_element_seed(Arenas)?;
        let arena = arena.ok_or_else(has_no_arena::<T, A::Error>)?;
        let made = entrusted.next_element_seed(Making(arena, PhantomData))?;
        made.ok_or_else(has_no_arena::<T, A::Error>)
    }

    #[cold]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, _: D) -> Result<T, D::Error> {
        Err(has_no_arena::<T, _>())
    }
}

#[cold]
fn has_no_arena<'de, T: MadeInArena<'de>, E: Error>() -> E {
    E::custom(format_args!(
        "{} is made in an arena, and there is none at this place: deserialize with \
         `RequestContext::deserialize` or a borrowing extractor, and not below `#[serde(flatten)]`, \
         `untagged` or an internal tag",
        T::WHAT
    ))
}

/// Redeems the ticket.
struct Arenas;

impl<'de> DeserializeSeed<'de> for Arenas {
    type Value = &'de Arena;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'de Arena, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'de> Visitor<'de> for Arenas {
    type Value = &'de Arena;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an arena")
    }

    #[inline]
    fn visit_borrowed_bytes<E: Error>(self, ticket: &'de [u8]) -> Result<&'de Arena, E> {
        Arena::of_ticket(ticket).ok_or_else(|| E::custom("there is no arena at this place"))
    }
}

struct Making<'de, T>(&'de Arena, PhantomData<T>);

impl<'de, T: MadeInArena<'de>> DeserializeSeed<'de> for Making<'de, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize_in(self.0, deserializer)
    }
}

/// The two that answer.
pub(super) struct Entrusted<'de, D> {
    ticket: Option<&'de [u8]>,
    deserializer: Option<InArena<'de, D>>,
}

impl<'de, D> Entrusted<'de, D> {
    #[inline]
    pub(super) fn new(deserializer: InArena<'de, D>) -> Self {
        Self {
            ticket: Some(deserializer.ticket),
            deserializer: Some(deserializer),
        }
    }
}

impl<'de, D: Deserializer<'de>> SeqAccess<'de> for Entrusted<'de, D> {
    type Error = D::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, D::Error> {
        if let Some(ticket) = self.ticket.take() {
            return seed
                .deserialize(BorrowedBytesDeserializer::new(ticket))
                .map(Some);
        }
        let deserializer = self.deserializer.take();
        deserializer
            .map(|deserializer| seed.deserialize(deserializer))
            .transpose()
    }
}
