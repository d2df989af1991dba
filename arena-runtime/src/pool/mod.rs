//! The pool: keeps contexts from one request to the next.
//!
//! A [`ContextLease`] takes a context from this thread's [`shelf`] and gives it back, reset, to the shelf
//! of the thread it is dropped on. The context holds nothing yet: a [`warm`] chunk is lent to it when it is
//! first allocated in, on whichever thread, and goes back with it. What a full shelf cannot take goes to an
//! [`overflow`] that all threads share, so that what is released on one thread comes back to those that run
//! out. What a context is made of is left to [`context`](crate::context).
//!
//! A context on its way: [`shelf`] or [`overflow`] → [`lease`] → [`pooled`], which makes it ready for the next
//! request → back. [`stack`] is what both keep things in, [`policy`] has the limits, [`counters`] and
//! [`stats`] what is told of it all, [`shared`] the context that a whole request shares.

mod counters;
mod lease;
#[cfg(feature = "metrics")]
mod metrics;
mod overflow;
mod policy;
mod pooled;
mod shared;
mod shelf;
mod stack;
mod stats;
mod warm;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use self::counters::{Count, Counters};
pub use self::lease::ContextLease;
use self::overflow::Overflow;
use self::policy::Policy;
pub use self::policy::{ContextPoolBuilder, GlobalPoolExists};
use self::pooled::Pooled;
pub use self::shared::PooledContext;
#[cfg(feature = "axum")]
pub(crate) use self::shared::SharedContext;
pub use self::stats::PoolStats;
use self::warm::PoolLender;
use crate::arena::Loan;

static GLOBAL: OnceLock<ContextPool> = OnceLock::new();

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
    overflow: Overflow<Box<Pooled>>,
    warm_overflow: Overflow<Box<Loan>>,
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
                overflow: Overflow::new(policy.shared()),
                warm_overflow: Overflow::new(policy.shared()),
                policy,
                live: Mutex::default(),
                ended: Counters::default(),
            }),
        }
    }

    /// The pool of the process, which handlers use unless told otherwise. Its policy is the default one,
    /// unless [`ContextPoolBuilder::build_global`] was called first.
    ///
    /// ```
    /// let ctx = arena_runtime::ContextPool::global().acquire();
    /// assert_eq!(ctx.alloc_str("Ada"), "Ada");
    /// ```
    #[must_use]
    pub fn global() -> &'static Self {
        GLOBAL.get_or_init(Self::new)
    }

    /// Takes a context from the pool, or makes one if none is there. It goes back when the lease is
    /// dropped, on whichever thread.
    ///
    /// Its arena has no chunk before something is allocated in it: a lease costs no memory to speak of.
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::new();
    /// let ctx = pool.acquire();
    /// assert_eq!(ctx.arena().allocated_bytes(), 0);
    /// let numbers = ctx.alloc_slice_copy(&[1, 2, 3]);
    /// assert_eq!(numbers.len(), 3);
    /// ```
    #[inline]
    #[must_use = "the context goes back at once when the lease is dropped"]
    pub fn acquire(&self) -> ContextLease {
        self.lease(self.shared.policy.budget)
    }

    /// As [`acquire`](Self::acquire), with a budget in bytes in place of the pool's; see
    /// [`Arena::set_budget`](crate::Arena::set_budget).
    ///
    /// ```
    /// let pool = arena_runtime::ContextPool::new();
    /// let ctx = pool.acquire_within(1024);
    /// assert!(ctx.try_alloc_str(&"x".repeat(10_000)).is_err());
    /// ```
    #[inline]
    #[must_use = "the context goes back at once when the lease is dropped"]
    pub fn acquire_within(&self, budget: usize) -> ContextLease {
        self.lease(Some(budget))
    }

    #[inline]
    fn lease(&self, budget: Option<usize>) -> ContextLease {
        let mut pooled = shelf::take(&self.shared).unwrap_or_else(|| self.find_or_make());
        if let Some(bytes) = budget {
            pooled.context.set_budget(bytes);
        }
        ContextLease::new(pooled)
    }

    #[cold]
    fn find_or_make(&self) -> Box<Pooled> {
        if let Some(pooled) = self.shared.overflow.take() {
            shelf::count(&self.shared, Count::Reused, 1);
            return pooled;
        }
        let policy = &self.shared.policy;
        let lender = PoolLender {
            pool: Arc::downgrade(&self.shared),
            initial_bytes: policy.initial_bytes,
        };
        let pooled = Box::new(Pooled::new(
            policy.make_context(Box::new(lender)),
            Arc::downgrade(&self.shared),
            policy.chunk_limits(),
        ));
        // Not before it is there: the heap may have refused, and then there is no lease.
        shelf::count(&self.shared, Count::Created, 1);
        pooled
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
        let shared_kept_bytes = self.shared.warm_overflow.bytes() as u64;
        let live = lock(&self.shared.live);
        let counters = live.iter().map(Arc::as_ref);
        PoolStats::sum(
            counters.chain(std::iter::once(&self.shared.ended)),
            shared_kept_bytes,
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

/// Nothing that runs under the pool's locks leaves its data half-changed, so poison says nothing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::panic::{RefUnwindSafe, UnwindSafe};

    use super::{ContextLease, ContextPool, PooledContext};

    #[test]
    fn contexts_may_be_sent_shared_and_unwound_through() {
        fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
        check::<ContextLease>();
        check::<PooledContext>();
        check::<crate::RequestContext>();
    }

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
    fn contexts_of_ended_threads_are_freed() {
        let pool = ContextPool::new();
        let context_bytes = {
            drop(pool.acquire());
            pool.stats().kept_bytes
        };
        for _ in 0..10 {
            // Joined, since only then have the thread's destructors run.
            let pool = pool.clone();
            let thread = std::thread::spawn(move || drop(pool.acquire()));
            thread.join().unwrap();
        }
        let stats = pool.stats();
        assert_eq!((stats.created, stats.discarded), (11, 10));
        assert_eq!(stats.kept_bytes, context_bytes);
    }

    #[test]
    fn a_giant_request_does_not_stay() {
        const KEPT: usize = 256 * 1024;
        let pool = ContextPool::builder().kept_bytes_per_context(KEPT).build();
        let small = || {
            let ctx = pool.acquire();
            ctx.enter(|| ctx.alloc_str(&"x".repeat(20_000)).len());
        };
        small();
        small();
        let usual = pool.stats().kept_bytes;
        let ctx = pool.acquire();
        let mebibyte = "x".repeat(1 << 20);
        ctx.enter(|| {
            for _ in 0..100 {
                ctx.alloc_str(&mebibyte);
            }
        });
        drop(ctx);
        assert!(pool.stats().high_water_bytes >= 100 << 20);
        assert!(
            pool.stats().kept_bytes <= usual + 4096,
            "back to what was enough"
        );
        small();
        let stats = pool.stats();
        assert_eq!((stats.created, stats.discarded), (1, 0));
    }

    #[test]
    fn objects_count_as_kept() {
        let pool = ContextPool::builder()
            .kept_bytes_per_context(100 * 1024)
            .build();
        pool.acquire().pooled_bytes().reserve_exact(50_000);
        assert!(pool.stats().kept_bytes >= 50_000 + 16 * 1024);
        pool.acquire().pooled_vec::<u64>().reserve_exact(10_000);
        assert!(pool.stats().kept_bytes < 50_000, "too much together");
    }

    #[test]
    fn strangers_and_refusals_are_told() {
        let pool = ContextPool::builder().budget(10_000).build();
        let ctx = pool.acquire();
        ctx.enter(|| {
            std::thread::scope(|threads| {
                threads.spawn(|| ctx.alloc_str("a stranger's"));
            });
            assert!(ctx.try_alloc_str(&"x".repeat(20_000)).is_err());
        });
        drop(ctx);
        let stats = pool.stats();
        assert_eq!(stats.strangers_allocations, 1);
        assert_eq!(stats.budget_refusals, 1);
        // The next request has its own budget.
        assert!(pool.acquire().try_alloc_str(&"x".repeat(9_000)).is_ok());
        assert_eq!(pool.stats().budget_refusals, 1);
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
