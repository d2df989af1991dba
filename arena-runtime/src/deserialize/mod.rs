//! Deserializing into an arena: text that is not there to be borrowed as it is, because it was escaped, goes
//! to the arena and is borrowed from there, and the arena's own collections are made in it.
//!
//! A [`deserializer`] goes around another one and does both; [`visitor`] and [`access`] go around what
//! that calls, and [`entrusted`] is how a `Deserialize` comes by the arena. Which formats there are, and where
//! their bytes come from, is left to others.

mod access;
mod deserializer;
pub(crate) mod entrusted;
mod visitor;

use serde::{Deserialize, Deserializer};

use self::deserializer::InArena;
use crate::Arena;

/// Makes a `T` of what `deserializer` has, in `arena` where it has to be made.
#[inline]
pub(crate) fn deserialize_in<'de, T, D>(arena: &'de Arena, deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    arena.with_ticket(|ticket| T::deserialize(InArena::new(arena, ticket, deserializer)))
}
