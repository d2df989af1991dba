//! A thread's own contexts: found and given back without a lock.
//!
//! Each thread has a shelf for each pool it has used. When the thread ends its contexts are freed, and its
//! counts go to the pool's.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use super::counters::{Count, Counters};
use super::pooled::{Pooled, Traces};
use super::{Shared, lock};

thread_local! {
    static SHELVES: RefCell<Vec<Shelf>> = const { RefCell::new(Vec::new()) };
}

struct Shelf {
    pool: Weak<Shared>,
    most: usize,
    #[expect(
        clippy::vec_box,
        reason = "a context goes to its lease and back as a pointer"
    )]
    contexts: Vec<Box<Pooled>>,
    counters: Arc<Counters>,
}

/// Takes a context from this thread's shelf for `pool`.
#[inline]
pub(super) fn take(pool: &Arc<Shared>) -> Option<Box<Pooled>> {
    with_shelf(Arc::as_ptr(pool), |shelf| {
        let pooled = shelf.contexts.pop()?;
        shelf.counters.add_mine(Count::Reused, 1);
        shelf
            .counters
            .subtract_mine(Count::KeptBytes, pooled.kept_bytes());
        Some(pooled)
    })
    .flatten()
}

/// Puts a recycled context on this thread's shelf for its pool and counts the end of its lease. A context
/// the shelf does not keep is handed back.
#[inline]
pub(super) fn give_back(pooled: Box<Pooled>, traces: Traces) -> Option<Box<Pooled>> {
    let pool = pooled.home.as_ptr();
    let mut unkept = Some(pooled);
    let found = with_shelf(pool, |shelf| {
        shelf.counters.add_mine(Count::Released, 1);
        shelf.counters.raise_mine(traces.arena_bytes as u64);
        if traces.strangers_allocations != 0 {
            let allocations = traces.strangers_allocations as u64;
            shelf
                .counters
                .add_mine(Count::StrangersAllocations, allocations);
        }
        if traces.budget_refusals != 0 {
            let refusals = traces.budget_refusals as u64;
            shelf.counters.add_mine(Count::BudgetRefusals, refusals);
        }
        if shelf.contexts.len() < shelf.most
            && let Some(pooled) = unkept.take()
        {
            shelf
                .counters
                .add_mine(Count::KeptBytes, pooled.kept_bytes());
            shelf.contexts.push(pooled);
        }
    });
    if found.is_none()
        && let Some(pooled) = unkept.take()
    {
        return give_back_to_new_shelf(pooled, traces);
    }
    unkept
}

/// The first time this thread meets the pool, or one of its last moments.
#[cold]
fn give_back_to_new_shelf(pooled: Box<Pooled>, traces: Traces) -> Option<Box<Pooled>> {
    let home = pooled.home.upgrade()?;
    if put_up(&home) {
        give_back(pooled, traces)
    } else {
        let counted = [
            (Count::Released, 1),
            (Count::HighWaterBytes, traces.arena_bytes),
            (Count::StrangersAllocations, traces.strangers_allocations),
            (Count::BudgetRefusals, traces.budget_refusals),
        ];
        for (count, more) in counted {
            home.ended.add(count, more as u64);
        }
        Some(pooled)
    }
}

/// Counts for `pool` on this thread.
pub(super) fn count(pool: &Arc<Shared>, count: Count, more: u64) {
    let add = |shelf: &mut Shelf| shelf.counters.add_mine(count, more);
    let counted = with_shelf(Arc::as_ptr(pool), add);
    if counted.is_none() && (!put_up(pool) || with_shelf(Arc::as_ptr(pool), add).is_none()) {
        // The thread is ending and its shelves are gone.
        pool.ended.add(count, more);
    }
}

/// Runs `work` on this thread's shelf for `pool`; `None` if there is none.
#[inline]
fn with_shelf<R>(pool: *const Shared, work: impl FnOnce(&mut Shelf) -> R) -> Option<R> {
    SHELVES
        .try_with(|shelves| {
            // `work` is this file's own and never comes back here.
            let mut shelves = shelves.borrow_mut();
            let shelf = shelves
                .iter_mut()
                .find(|shelf| std::ptr::eq(shelf.pool.as_ptr(), pool))?;
            Some(work(shelf))
        })
        .ok()
        .flatten()
}

/// Puts up a shelf for a pool this thread has not used yet. `false` when the thread is ending.
#[cold]
fn put_up(pool: &Arc<Shared>) -> bool {
    let counters = Arc::new(Counters::default());
    let shelf = Shelf {
        pool: Arc::downgrade(pool),
        most: pool.policy.contexts_per_thread,
        contexts: Vec::new(),
        counters: Arc::clone(&counters),
    };
    let mut gone = Vec::new();
    let put_up = SHELVES.try_with(|shelves| {
        let mut shelves = shelves.borrow_mut();
        // A good moment to clear away the shelves of pools that are no more.
        let (alive, dead) = std::mem::take(&mut *shelves)
            .into_iter()
            .partition(|shelf: &Shelf| shelf.pool.strong_count() > 0);
        *shelves = alive;
        gone = dead;
        shelves.push(shelf);
    });
    if put_up.is_err() {
        return false;
    }
    lock(&pool.live).push(counters);
    true
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let contexts = std::mem::take(&mut self.contexts);
        if let Some(pool) = self.pool.upgrade() {
            let kept: u64 = contexts.iter().map(|pooled| pooled.kept_bytes()).sum();
            self.counters.subtract_mine(Count::KeptBytes, kept);
            self.counters
                .add_mine(Count::Discarded, contexts.len() as u64);
            let mut live = lock(&pool.live);
            live.retain(|counters| !Arc::ptr_eq(counters, &self.counters));
            pool.ended.absorb(&self.counters);
        }
        drop(contexts);
    }
}
