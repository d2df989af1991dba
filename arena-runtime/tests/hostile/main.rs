//! Programs that compile and mean no good: what they wrote must be what they read, whatever they do to the
//! arena, its collections, its contexts and pools.

#![forbid(unsafe_code)]

#[cfg(feature = "serde")]
mod deserializers;
mod forgotten;
mod futures;
mod items;
mod layouts;
mod lending;
mod liars;
mod objects;
mod panics;
mod pools;
mod programs;
mod reentrant;
mod threads;
