//! The pool's limits and the builder that sets them.

use std::fmt;

use super::stack::Bounds;
use super::{ContextPool, GLOBAL};
use crate::arena::{ChunkLimits, Lender};
#[cfg(feature = "axum")]
use crate::context::OverBudget;
use crate::context::{ObjectLimits, RequestContext};

/// Chunks that a thread keeps to itself, at most. Few: a thread that ends more requests than it begins would
/// pile up chunks that the others then make anew, and what it gives to all is had for a lock.
const CHUNKS_PER_THREAD: usize = 8;

const MIB: usize = 1024 * 1024;

/// How much a pool keeps, and how much it lets a request have.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub(super) initial_bytes: usize,
    contexts_per_thread: usize,
    shared_contexts: usize,
    kept_bytes: usize,
    kept_bytes_per_thread: usize,
    shared_kept_bytes: usize,
    pub(super) budget: Option<usize>,
    objects: ObjectLimits,
    #[cfg(feature = "axum")]
    over_budget: Option<OverBudget>,
}

impl Policy {
    pub(super) fn make_context(&self, lender: Box<dyn Lender>) -> RequestContext {
        #[allow(unused_mut)]
        let mut context = RequestContext::borrowing_from(lender, self.objects);
        #[cfg(feature = "axum")]
        context.set_over_budget(self.over_budget.clone());
        context
    }

    pub(super) fn chunk_limits(&self) -> ChunkLimits {
        ChunkLimits {
            initial: self.initial_bytes,
            most: self.kept_bytes,
        }
    }

    /// The contexts that a thread keeps to itself. They keep nothing of their own, so their bytes do not count.
    pub(super) fn contexts_on_a_shelf(&self) -> Bounds {
        Bounds {
            items: self.contexts_per_thread,
            bytes: usize::MAX,
        }
    }

    /// The chunks that a thread keeps to itself.
    pub(super) fn chunks_on_a_shelf(&self) -> Bounds {
        Bounds {
            items: self.contexts_per_thread.min(CHUNKS_PER_THREAD),
            bytes: self.kept_bytes_per_thread,
        }
    }

    /// How much the threads keep together beyond that.
    pub(super) fn shared(&self) -> Bounds {
        Bounds {
            items: self.shared_contexts,
            bytes: self.shared_kept_bytes,
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            initial_bytes: 16 * 1024,
            contexts_per_thread: 32,
            shared_contexts: 256,
            kept_bytes: 8 * MIB,
            kept_bytes_per_thread: 16 * MIB,
            shared_kept_bytes: 64 * MIB,
            budget: None,
            objects: ObjectLimits::default(),
            #[cfg(feature = "axum")]
            over_budget: None,
        }
    }
}

/// Sets a pool's limits; from [`ContextPool::builder`].
///
/// ```
/// use arena_runtime::ContextPool;
///
/// let pool = ContextPool::builder()
///     .initial_bytes(64 * 1024)
///     .contexts_per_thread(16)
///     .shared_contexts(64)
///     .kept_bytes_per_context(4 * 1024 * 1024)
///     .kept_bytes_per_thread(32 * 1024 * 1024)
///     .budget(64 * 1024 * 1024)
///     .build();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder makes no pool until `build`"]
pub struct ContextPoolBuilder {
    policy: Policy,
}

impl ContextPoolBuilder {
    /// Bytes of the chunk with which an arena begins when something is first allocated in it, if the pool
    /// keeps none. 16 KiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().initial_bytes(4096).build();
    /// let ctx = pool.acquire();
    /// assert_eq!(ctx.arena().allocated_bytes(), 0);
    /// ctx.alloc_str("Ada");
    /// assert!(ctx.arena().allocated_bytes() >= 4096);
    /// ```
    pub fn initial_bytes(mut self, bytes: usize) -> Self {
        self.policy.initial_bytes = bytes;
        self
    }

    /// Contexts that each thread keeps to itself, found again without a lock. 32 unless set. Of arenas' chunks
    /// it keeps as many, but no more than 8.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().contexts_per_thread(8).build();
    /// ```
    pub fn contexts_per_thread(mut self, contexts: usize) -> Self {
        self.policy.contexts_per_thread = contexts;
        self
    }

    /// Contexts kept beyond that, for whichever thread runs out, and as many chunks. 256 unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().shared_contexts(0).build();
    /// ```
    pub fn shared_contexts(mut self, contexts: usize) -> Self {
        self.policy.shared_contexts = contexts;
        self
    }

    /// Bytes that are kept of what one request has used, of its context's arena and its objects together. An
    /// arena that has grown larger goes back to what was enough before. 8 MiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder()
    ///     .kept_bytes_per_context(256 * 1024)
    ///     .build();
    /// ```
    pub fn kept_bytes_per_context(mut self, bytes: usize) -> Self {
        self.policy.kept_bytes = bytes;
        self
    }

    /// Bytes that each thread keeps to itself, of arenas' chunks and pooled objects. What is beyond goes to
    /// those that threads share. 16 MiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder()
    ///     .kept_bytes_per_thread(4 * 1024 * 1024)
    ///     .build();
    /// ```
    pub fn kept_bytes_per_thread(mut self, bytes: usize) -> Self {
        self.policy.kept_bytes_per_thread = bytes;
        self
    }

    /// Bytes kept beyond that, for whichever thread runs out. 64 MiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder()
    ///     .shared_kept_bytes(16 * 1024 * 1024)
    ///     .build();
    /// ```
    pub fn shared_kept_bytes(mut self, bytes: usize) -> Self {
        self.policy.shared_kept_bytes = bytes;
        self
    }

    /// Objects of each type that are kept for [`RequestContext::pooled`] and its like. 20 unless
    /// set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().objects_per_type(4).build();
    /// ```
    pub fn objects_per_type(mut self, objects: usize) -> Self {
        self.policy.objects.per_type = objects;
        self
    }

    /// Bytes that a pooled object may have room for to be kept. 256 KiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder()
    ///     .kept_bytes_per_object(1024 * 1024)
    ///     .build();
    /// ```
    pub fn kept_bytes_per_object(mut self, bytes: usize) -> Self {
        self.policy.objects.bytes_each = bytes;
        self
    }

    /// Bytes that a request may take of its arena; see [`Arena::set_budget`](crate::Arena::set_budget).
    /// As many as there are unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().budget(64).build();
    /// assert!(pool.acquire().try_alloc_str(&"x".repeat(100)).is_err());
    /// ```
    pub fn budget(mut self, bytes: usize) -> Self {
        self.policy.budget = Some(bytes);
        self
    }

    /// What answers a request that has gone over its budget. Unless set, it is a `503 Service
    /// Unavailable` that says so.
    ///
    /// ```
    /// use arena_runtime::{BudgetExceeded, ContextPool};
    /// use axum::http::StatusCode;
    ///
    /// let pool = ContextPool::builder()
    ///     .budget(8 * 1024 * 1024)
    ///     .over_budget(|exceeded: BudgetExceeded| {
    ///         (StatusCode::PAYLOAD_TOO_LARGE, exceeded.to_string())
    ///     })
    ///     .build();
    /// ```
    #[cfg(feature = "axum")]
    pub fn over_budget<R: axum::response::IntoResponse>(
        mut self,
        answer: impl Fn(crate::BudgetExceeded) -> R + Send + Sync + 'static,
    ) -> Self {
        self.policy.over_budget = Some(OverBudget::new(answer));
        self
    }

    /// The pool with these limits.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().build();
    /// assert_eq!(pool.stats().in_use, 0);
    /// ```
    #[must_use]
    pub fn build(self) -> ContextPool {
        ContextPool::with_policy(self.policy)
    }

    /// Makes the pool with these limits the [`global`](ContextPool::global) one. To be called before that
    /// is first used, at the start of `main`.
    ///
    /// # Errors
    ///
    /// When there is a global pool already.
    ///
    /// ```
    /// use arena_runtime::ContextPool;
    ///
    /// ContextPool::builder().budget(1 << 20).build_global().unwrap();
    /// assert_eq!(ContextPool::global().acquire().arena().budget(), Some(1 << 20));
    /// assert!(ContextPool::builder().build_global().is_err());
    /// ```
    pub fn build_global(self) -> Result<(), GlobalPoolExists> {
        GLOBAL.set(self.build()).map_err(|_| GlobalPoolExists)
    }
}

/// The global pool was set, or used, before [`build_global`](ContextPoolBuilder::build_global).
///
/// ```
/// use arena_runtime::ContextPool;
///
/// drop(ContextPool::global().acquire());
/// let error = ContextPool::builder().build_global().unwrap_err();
/// assert!(error.to_string().contains("already"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalPoolExists;

impl fmt::Display for GlobalPoolExists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the global context pool was set or used already")
    }
}

impl std::error::Error for GlobalPoolExists {}
