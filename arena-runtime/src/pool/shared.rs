//! One context for all that handles a request: whoever asks while the request's layer is being polled
//! gets the layer's context, and otherwise one of its own.

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::{ContextLease, ContextPool};
use crate::context::RequestContext;

thread_local! {
    /// The context of the request that this thread is polling now.
    static CURRENT: Cell<Option<Arc<ContextLease>>> = const { Cell::new(None) };
}

/// A context leased for one request: by itself, or shared with the `ArenaLayer` around it.
///
/// As an extractor it goes with any state. A handler that has one allocates fast where an `ArenaLayer` is
/// around it, or inside [`RequestContext::scope`]; elsewhere a little slower.
///
/// ```
/// use arena_runtime::PooledContext;
///
/// # #[cfg(feature = "axum")]
/// async fn greet(ctx: PooledContext) -> String {
///     let name = ctx.alloc_str("Ada");
///     format!("Hello, {name}")
/// }
/// # #[cfg(feature = "axum")]
/// # let _ = axum::Router::<()>::new().route("/", axum::routing::get(greet));
/// ```
///
/// It goes back when it is dropped. What borrows from it cannot leave the handler:
///
/// ```compile_fail
/// use arena_runtime::PooledContext;
///
/// async fn greet(ctx: PooledContext) -> &'static str {
///     ctx.alloc_str("Ada")
/// }
/// ```
pub struct PooledContext(Held);

enum Held {
    Alone(ContextLease),
    Shared(Arc<ContextLease>),
}

impl PooledContext {
    /// The context of the request being handled, if there is an `ArenaLayer` around; else one from the
    /// [`global`](ContextPool::global) pool.
    ///
    /// ```
    /// let ctx = arena_runtime::PooledContext::acquire();
    /// assert_eq!(ctx.alloc_str("Ada"), "Ada");
    /// ```
    #[inline]
    #[must_use = "the context goes back at once when this is dropped"]
    pub fn acquire() -> Self {
        match Self::current() {
            Some(context) => context,
            None => ContextPool::global().acquire().into(),
        }
    }

    /// A context with a budget in bytes of its own, so not a shared one; from the pool of the `ArenaLayer`
    /// around, if there is one, else from the [`global`](ContextPool::global) pool.
    ///
    /// ```
    /// let ctx = arena_runtime::PooledContext::acquire_within(1024);
    /// assert_eq!(ctx.arena().budget(), Some(1024));
    /// ```
    #[must_use = "the context goes back at once when this is dropped"]
    pub fn acquire_within(budget: usize) -> Self {
        let around = Self::current().and_then(|current| match current.0 {
            Held::Alone(_) => None,
            Held::Shared(lease) => lease.pool(),
        });
        let lease = match around {
            Some(pool) => pool.acquire_within(budget),
            None => ContextPool::global().acquire_within(budget),
        };
        lease.into()
    }

    /// The context of the request that the calling thread is handling, if there is an `ArenaLayer` around.
    /// For middleware that is no extractor.
    ///
    /// ```
    /// assert!(arena_runtime::PooledContext::current().is_none());
    /// ```
    #[inline]
    #[must_use = "the context goes back at once when this is dropped"]
    pub fn current() -> Option<Self> {
        // While the thread ends there is none.
        let current = CURRENT.try_with(|current| {
            let lease = current.take()?;
            current.set(Some(Arc::clone(&lease)));
            Some(lease)
        });
        let lease = current.ok()??;
        Some(Self(Held::Shared(lease)))
    }

    /// The context itself; what this dereferences to.
    ///
    /// ```
    /// let leased = arena_runtime::PooledContext::acquire();
    /// assert_eq!(leased.context().alloc_str("Ada"), "Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn context(&self) -> &RequestContext {
        match &self.0 {
            Held::Alone(lease) => lease.context(),
            Held::Shared(lease) => lease.context(),
        }
    }
}

impl From<ContextLease> for PooledContext {
    /// A context of the request's own, from a pool of the caller's choice: what an extractor for an
    /// application's own pool is made of.
    #[inline]
    fn from(lease: ContextLease) -> Self {
        Self(Held::Alone(lease))
    }
}

impl Deref for PooledContext {
    type Target = RequestContext;

    #[inline]
    fn deref(&self) -> &RequestContext {
        self.context()
    }
}

impl fmt::Debug for PooledContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PooledContext").field(&**self).finish()
    }
}

/// The layer's side: a context that is the current one while the request is polled.
#[cfg(feature = "axum")]
#[derive(Debug)]
pub(crate) struct SharedContext(Arc<ContextLease>);

#[cfg(feature = "axum")]
impl SharedContext {
    pub(crate) fn new(lease: ContextLease) -> Self {
        Self(Arc::new(lease))
    }

    pub(crate) fn context(&self) -> &RequestContext {
        self.0.context()
    }

    /// Runs `work`, a part of the request, inside the context's scope, with the context for whoever asks.
    pub(crate) fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        let _current = Current::replace(Some(Arc::clone(&self.0)));
        self.0.enter(work)
    }
}

/// Puts back the context that was current before, by unwinding too.
#[cfg(feature = "axum")]
struct Current {
    before: Option<Arc<ContextLease>>,
}

#[cfg(feature = "axum")]
impl Current {
    fn replace(with: Option<Arc<ContextLease>>) -> Self {
        // While the thread ends nobody asks.
        let before = CURRENT.try_with(|current| current.replace(with));
        Self {
            before: before.ok().flatten(),
        }
    }
}

#[cfg(feature = "axum")]
impl Drop for Current {
    fn drop(&mut self) {
        let before = self.before.take();
        let _ended = CURRENT.try_with(|current| current.replace(before));
    }
}
