//! The lease: a context taken from a pool, given back however its holder ends: by returning, by `?`, by a
//! panic, or by being dropped half-way because the client hung up.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::counters::Count;
use super::pooled::{Pooled, Traces};
use super::shelf::{self, Returned};
use super::{ContextPool, Shared};
use crate::arena::Loan;
use crate::context::RequestContext;

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

    /// The pool that the context goes back to, while it exists.
    pub(super) fn pool(&self) -> Option<ContextPool> {
        let shared = self.pooled.as_ref()?.home.upgrade()?;
        Some(ContextPool { shared })
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

#[inline]
fn give_back(mut pooled: Box<Pooled>) {
    if pooled.is_untouched() {
        put_on_shelf(pooled, None, None);
    } else {
        recycle(pooled);
    }
}

fn recycle(mut pooled: Box<Pooled>) {
    let (traces, loan) = pooled.recycle();
    put_on_shelf(pooled, loan, Some(&traces));
}

#[inline]
fn put_on_shelf(pooled: Box<Pooled>, loan: Option<Box<Loan>>, traces: Option<&Traces>) {
    let pool = pooled.home.as_ptr();
    let mut returned = Returned {
        context: Some(pooled),
        loan,
    };
    if let Some(home) = shelf::give_back(pool, &mut returned, traces) {
        give_to_all(&home, &mut returned);
    }
}

/// For what this thread's shelf has no room for, or when the shelf is gone.
#[cold]
fn give_to_all(home: &Arc<Shared>, returned: &mut Returned) {
    if let Some(loan) = returned.loan.take() {
        drop(home.warm_overflow.give(loan));
    }
    if let Some(context) = returned.context.take()
        && home.overflow.give(context).is_some()
    {
        shelf::count(home, Count::Discarded, 1);
    }
}
