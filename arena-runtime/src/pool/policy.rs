//! The pool's limits and the builder that sets them.

use super::ContextPool;

/// How much a pool keeps.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub(super) initial_bytes: usize,
    pub(super) contexts_per_thread: usize,
    pub(super) shared_contexts: usize,
    pub(super) kept_bytes: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            initial_bytes: 16 * 1024,
            contexts_per_thread: 32,
            shared_contexts: 256,
            kept_bytes: 1024 * 1024,
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
///     .build();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder makes no pool until `build`"]
pub struct ContextPoolBuilder {
    policy: Policy,
}

impl ContextPoolBuilder {
    /// Bytes of the first chunk of a new context's arena. 16 KiB unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().initial_bytes(4096).build();
    /// assert!(pool.acquire().arena().allocated_bytes() >= 4096);
    /// ```
    pub fn initial_bytes(mut self, bytes: usize) -> Self {
        self.policy.initial_bytes = bytes;
        self
    }

    /// Contexts that each thread keeps to itself, found again without a lock. 32 unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().contexts_per_thread(8).build();
    /// ```
    pub fn contexts_per_thread(mut self, contexts: usize) -> Self {
        self.policy.contexts_per_thread = contexts;
        self
    }

    /// Contexts kept beyond that, for whichever thread runs out. 256 unless set.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder().shared_contexts(0).build();
    /// ```
    pub fn shared_contexts(mut self, contexts: usize) -> Self {
        self.policy.shared_contexts = contexts;
        self
    }

    /// Bytes that a context may hold to be kept; one that has grown larger is freed when its request
    /// ends. 1 MiB unless set.
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
}
