//! The lease: a context taken from a pool, given back however its holder ends: by returning, by `?`, by a
//! panic, or by being dropped half-way because the client hung up.

use std::fmt;
use std::ops::Deref;
use std::sync::Weak;

use super::counters::Event;
use super::{Shared, shelf};
use crate::context::RequestContext;

/// A context and the pool it belongs to. The link is weak: contexts do not keep a pool alive.
pub(super) struct Pooled {
    pub(super) context: RequestContext,
    pub(super) home: Weak<Shared>,
}

/// A context on loan from a [`ContextPool`](crate::ContextPool), given back reset when dropped.
///
/// Whatever borrows from the context must be gone before the lease is, which the compiler checks:
///
/// ```compile_fail
/// let pool = arena_runtime::ContextPool::new();
/// let name = {
///     let ctx = pool.acquire();
///     ctx.alloc_str("Ada")
/// };
/// println!("{name}");
/// ```
pub struct ContextLease {
    /// `None` only once `drop` has taken it.
    pooled: Option<Box<Pooled>>,
}

impl ContextLease {
    #[inline]
    pub(super) fn new(pooled: Box<Pooled>) -> Self {
        Self {
            pooled: Some(pooled),
        }
    }

    /// The context on loan; what the lease dereferences to.
    ///
    /// ```
    /// let lease = arena_runtime::ContextPool::new().acquire();
    /// assert_eq!(lease.context().alloc_str("Ada"), "Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        match &self.pooled {
            Some(pooled) => &pooled.context,
            None => unreachable!("a lease holds its context until it is dropped"),
        }
    }
}

impl Deref for ContextLease {
    type Target = RequestContext;

    #[inline]
    fn deref(&self) -> &RequestContext {
        self.context()
    }
}

impl Drop for ContextLease {
    #[inline]
    fn drop(&mut self) {
        if let Some(pooled) = self.pooled.take() {
            give_back(pooled);
        }
    }
}

impl fmt::Debug for ContextLease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ContextLease").field(&**self).finish()
    }
}

fn give_back(mut pooled: Box<Pooled>) {
    pooled.context.reset();
    let Some(mut unkept) = shelf::give_back(pooled) else {
        return;
    };
    // This thread's shelf is full or gone, or the context is too large to keep.
    let Some(home) = unkept.home.upgrade() else {
        return;
    };
    let unkept = if unkept.too_large(&home) {
        Some(unkept)
    } else {
        home.give_to_overflow(unkept)
    };
    if unkept.is_some() {
        shelf::count(&home, Event::Discarded);
    }
}

impl Pooled {
    pub(super) fn too_large(&mut self, home: &Shared) -> bool {
        self.context.kept_bytes() > home.policy.kept_bytes
    }
}
