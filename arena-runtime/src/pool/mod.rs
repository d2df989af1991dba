//! The pool: keeps contexts from one request to the next.
//!
//! A [`ContextLease`] takes a context from this thread's [`shelf`] and gives it back, reset, to the shelf
//! of the thread it is dropped on. What a full shelf cannot take goes to an overflow that all threads
//! share, so that contexts released on one thread come back to those that run out. What a context is made
//! of is left to [`context`](crate::context).

mod counters;
mod lease;
mod policy;
mod shelf;
mod stats;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use crate::context::RequestContext;

use self::counters::{Counters, Event};
pub use self::lease::ContextLease;
use self::lease::Pooled;
pub use self::policy::ContextPoolBuilder;
use self::policy::Policy;
pub use self::stats::PoolStats;

/// A pool of request contexts. Clones are the same pool.
///
/// `#[arena_handler]` uses the process-wide [`global`](Self::global) pool.
///
/// ```
/// use arena_runtime::ContextPool;
///
/// let pool = ContextPool::new();
/// {
///     let ctx = pool.acquire();
///     ctx.enter(|| assert_eq!(ctx.alloc_str("Ada"), "Ada"));
///     assert_eq!(pool.stats().in_use, 1);
/// }
/// assert_eq!(pool.stats().in_use, 0);
/// assert_eq!(pool.stats().created, 1);
/// ```
#[derive(Clone)]
pub struct ContextPool {
    shared: Arc<Shared>,
}

/// What the threads that use a pool share.
struct Shared {
    policy: Policy,
    #[expect(
        clippy::vec_box,
        reason = "a context goes to its lease and back as a pointer"
    )]
    overflow: Mutex<Vec<Box<Pooled>>>,
    /// How many contexts the overflow holds, so that an empty one is passed without the lock.
    overflow_len: AtomicUsize,
    /// Counters of the threads that use the pool now.
    live: Mutex<Vec<Arc<Counters>>>,
    /// Counts of threads that have ended, and of calls made while one was ending.
    ended: Counters,
}

impl ContextPool {
    /// A pool with the default policy.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::new();
    /// assert_eq!(pool.stats().created, 0);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A pool whose limits are set one by one.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::builder()
    ///     .contexts_per_thread(8)
    ///     .build();
    /// ```
    pub fn builder() -> ContextPoolBuilder {
        ContextPoolBuilder::default()
    }

    fn with_policy(policy: Policy) -> Self {
        Self {
            shared: Arc::new(Shared {
                policy,
                overflow: Mutex::default(),
                overflow_len: AtomicUsize::new(0),
                live: Mutex::default(),
                ended: Counters::default(),
            }),
        }
    }

    /// The pool of the process, which handlers use unless told otherwise.
    ///
    /// ```
    /// let ctx = arena_runtime::ContextPool::global().acquire();
    /// assert_eq!(ctx.alloc_str("Ada"), "Ada");
    /// ```
    #[must_use]
    pub fn global() -> &'static Self {
        static GLOBAL: LazyLock<ContextPool> = LazyLock::new(ContextPool::new);
        &GLOBAL
    }

    /// Takes a context from the pool, or makes one if none is there. It goes back when the lease is
    /// dropped, on whichever thread.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::new();
    /// let ctx = pool.acquire();
    /// let numbers = ctx.alloc_slice_copy(&[1, 2, 3]);
    /// assert_eq!(numbers.len(), 3);
    /// ```
    #[inline]
    #[must_use = "the context goes back at once when the lease is dropped"]
    pub fn acquire(&self) -> ContextLease {
        let shelved = shelf::take(&self.shared).unwrap_or_else(|| self.acquire_slowly());
        ContextLease::new(shelved)
    }

    #[cold]
    fn acquire_slowly(&self) -> Box<Pooled> {
        if let Some(pooled) = self.shared.take_overflow() {
            shelf::count(&self.shared, Event::Reused);
            return pooled;
        }
        shelf::count(&self.shared, Event::Created);
        Box::new(Pooled {
            context: RequestContext::with_capacity(self.shared.policy.initial_bytes),
            home: Arc::downgrade(&self.shared),
        })
    }

    /// What the pool has done so far. Exact when no request is running; counted thread by thread, so a
    /// few counts apart while some are.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::new();
    /// drop(pool.acquire());
    /// drop(pool.acquire());
    /// assert_eq!((pool.stats().created, pool.stats().reused), (1, 1));
    /// ```
    #[must_use]
    pub fn stats(&self) -> PoolStats {
        let live = lock(&self.shared.live);
        PoolStats::sum(
            live.iter()
                .map(Arc::as_ref)
                .chain(std::iter::once(&self.shared.ended)),
        )
    }
}

impl Default for ContextPool {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ContextPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContextPool")
            .field("policy", &self.shared.policy)
            .field("stats", &self.stats())
            .finish()
    }
}

impl Shared {
    fn take_overflow(&self) -> Option<Box<Pooled>> {
        if self.overflow_len.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut overflow = lock(&self.overflow);
        let pooled = overflow.pop();
        self.overflow_len.store(overflow.len(), Ordering::Relaxed);
        pooled
    }

    /// Keeps `pooled` for any thread, if there is room. What there is none for is handed back.
    fn give_to_overflow(&self, pooled: Box<Pooled>) -> Option<Box<Pooled>> {
        let mut overflow = lock(&self.overflow);
        if overflow.len() >= self.policy.shared_contexts {
            return Some(pooled);
        }
        overflow.push(pooled);
        self.overflow_len.store(overflow.len(), Ordering::Relaxed);
        None
    }
}

/// Nothing that runs under the pool's locks leaves its data half-changed, so poison says nothing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::ContextPool;

    #[test]
    fn a_context_comes_back_reset() {
        let pool = ContextPool::new();
        let ctx = pool.acquire();
        ctx.enter(|| {
            for _ in 0..10_000 {
                ctx.alloc_str("0123456789");
            }
        });
        let used = ctx.arena().allocated_bytes();
        drop(ctx);
        let ctx = pool.acquire();
        assert!(ctx.arena().allocated_bytes() < used);
        assert_eq!(ctx.arena().strangers_allocations(), 0);
        assert_eq!(pool.stats().reused, 1);
    }

    #[test]
    fn released_elsewhere_it_is_found_again() {
        let pool = ContextPool::builder().contexts_per_thread(0).build();
        for _ in 0..100 {
            let ctx = pool.acquire();
            std::thread::scope(|threads| {
                threads.spawn(move || drop(ctx));
            });
        }
        let stats = pool.stats();
        assert_eq!((stats.created, stats.reused, stats.in_use), (1, 99, 0));
    }

    #[test]
    fn contexts_of_ended_threads_serve_the_others() {
        let pool = ContextPool::new();
        for _ in 0..10 {
            // Joined, since only then have the thread's destructors run.
            let pool = pool.clone();
            let thread = std::thread::spawn(move || drop(pool.acquire()));
            thread.join().unwrap();
        }
        assert_eq!(pool.stats().created, 1);
    }

    #[test]
    fn a_context_grown_too_large_is_not_kept() {
        let pool = ContextPool::builder()
            .kept_bytes_per_context(64 * 1024)
            .build();
        let ctx = pool.acquire();
        ctx.enter(|| ctx.alloc_slice_fill_iter(0..1024 * 1024).len());
        drop(ctx);
        assert_eq!(pool.stats().discarded, 1);
        drop(pool.acquire());
        assert_eq!(pool.stats().created, 2);
    }

    #[test]
    fn shelves_are_bounded() {
        let pool = ContextPool::builder()
            .contexts_per_thread(2)
            .shared_contexts(3)
            .build();
        let all: Vec<_> = (0..10).map(|_| pool.acquire()).collect();
        drop(all);
        assert_eq!(pool.stats().discarded, 5);
    }

    #[test]
    fn a_lease_may_outlive_its_pool() {
        let lease = ContextPool::new().acquire();
        assert_eq!(lease.alloc_str("alone"), "alone");
        drop(lease);
    }

    #[test]
    fn many_pools_share_a_thread() {
        let pools: Vec<_> = (0..20).map(|_| ContextPool::new()).collect();
        for pool in &pools {
            drop(pool.acquire());
            drop(pool.acquire());
        }
        for pool in &pools {
            assert_eq!(pool.stats().created, 1);
        }
    }

    #[test]
    fn leases_from_a_dying_thread_local_work() {
        use std::cell::RefCell;
        thread_local!(static LAST: RefCell<Option<ReleasesLate>> = const { RefCell::new(None) });
        struct ReleasesLate(ContextPool);
        impl Drop for ReleasesLate {
            fn drop(&mut self) {
                let lease = self.0.acquire();
                lease.alloc_str("late");
            }
        }
        let pool = ContextPool::new();
        let late = pool.clone();
        std::thread::spawn(move || {
            LAST.with_borrow_mut(|last| *last = Some(ReleasesLate(late.clone())));
            drop(late.acquire());
        })
        .join()
        .unwrap();
        assert_eq!(pool.stats().in_use, 0);
    }
}
