//! Request-scoped memory arenas for axum handlers.

mod arena;

pub use crate::arena::{Arena, Scoped};
