//! Request-scoped memory arenas for axum handlers.

mod arena;
mod collections;
mod context;
mod pool;

#[cfg(feature = "axum")]
mod axum;
#[doc(hidden)]
pub mod expansion;

pub use crate::arena::{Arena, Scoped};
pub use crate::collections::{
    ArenaMap, ArenaSet, ArenaString, ArenaText, ArenaVec, Block, Kept, Reclaimed, StringDrain,
    TempString, VecDrain, VecIntoIter,
};
pub use crate::context::{RequestContext, ScratchBuffer, StringBuffer};
pub use crate::pool::{ContextLease, ContextPool, ContextPoolBuilder, PoolStats};

#[cfg(feature = "json")]
pub use crate::axum::Json;
#[cfg(feature = "axum")]
pub use crate::axum::Responding;
#[cfg(feature = "macros")]
pub use arena_macros::arena_handler;
