//! A thread's own contexts and warm chunks: found and given back without a lock.
//!
//! Each thread has a shelf for each pool it has used. When the thread ends what is on it is freed, and its
//! counts go to the pool's.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use super::counters::{Count, Counters};
use super::pooled::{Pooled, Traces};
use super::stack::Stack;
use super::{Shared, lock};
use crate::arena::Loan;

thread_local! {
    static SHELVES: RefCell<Vec<Shelf>> = const { RefCell::new(Vec::new()) };
}

struct Shelf {
    pool: Weak<Shared>,
    contexts: Stack<Box<Pooled>>,
    warm: Stack<Box<Loan>>,
    counters: Arc<Counters>,
}

impl Shelf {
    #[inline]
    fn keep(&mut self, loan: Box<Loan>, returned: &mut Returned) {
        let bytes = loan.kept_bytes as u64;
        returned.loan = self.warm.push(loan);
        if returned.loan.is_none() {
            self.counters.add_mine(Count::KeptBytes, bytes);
        }
    }

    #[inline]
    fn count_traces(&self, traces: &Traces) {
        let counters = &self.counters;
        counters.raise_mine(traces.arena_bytes as u64);
        if traces.strangers_allocations != 0 {
            let allocations = traces.strangers_allocations as u64;
            counters.add_mine(Count::StrangersAllocations, allocations);
        }
        if traces.budget_refusals != 0 {
            let refusals = traces.budget_refusals as u64;
            counters.add_mine(Count::BudgetRefusals, refusals);
        }
    }
}

/// What a request gives back.
pub(super) struct Returned {
    pub(super) context: Option<Box<Pooled>>,
    pub(super) loan: Option<Box<Loan>>,
}

/// Takes a context from this thread's shelf for `pool`.
#[inline]
pub(super) fn take(pool: &Arc<Shared>) -> Option<Box<Pooled>> {
    with_shelf(Arc::as_ptr(pool), |shelf| {
        let pooled = shelf.contexts.pop()?;
        shelf.counters.add_mine(Count::Reused, 1);
        Some(pooled)
    })
    .flatten()
}

/// Takes the chunk that was last given back to this thread's shelf for `pool`.
#[inline]
pub(super) fn take_warm(pool: *const Shared) -> Option<Box<Loan>> {
    with_shelf(pool, |shelf| {
        let loan = shelf.warm.pop()?;
        let bytes = loan.kept_bytes as u64;
        shelf.counters.subtract_mine(Count::KeptBytes, bytes);
        Some(loan)
    })
    .flatten()
}

/// Puts a recycled context and what it had borrowed on this thread's shelf for its pool, and counts the end
/// of its lease. What the shelf does not keep is left where it was; the pool comes back then, if it exists.
#[inline]
pub(super) fn give_back(
    pool: *const Shared,
    returned: &mut Returned,
    traces: Option<&Traces>,
) -> Option<Arc<Shared>> {
    let found = with_shelf(pool, |shelf| {
        shelf.counters.add_mine(Count::Released, 1);
        if let Some(traces) = traces {
            shelf.count_traces(traces);
        }
        if let Some(context) = returned.context.take() {
            returned.context = shelf.contexts.push(context);
        }
        if let Some(loan) = returned.loan.take() {
            shelf.keep(loan, returned);
        }
        if returned.context.is_none() && returned.loan.is_none() {
            return None;
        }
        shelf.pool.upgrade()
    });
    match found {
        Some(left_for) => left_for,
        None => give_back_to_new_shelf(returned, traces),
    }
}

/// The first time this thread meets the pool, or one of its last moments.
#[cold]
fn give_back_to_new_shelf(returned: &mut Returned, traces: Option<&Traces>) -> Option<Arc<Shared>> {
    let home = returned.context.as_ref()?.home.upgrade()?;
    if put_up(&home) {
        give_back(Arc::as_ptr(&home), returned, traces)
    } else {
        let traces = traces.copied().unwrap_or_default();
        let counted = [
            (Count::Released, 1),
            (Count::HighWaterBytes, traces.arena_bytes),
            (Count::StrangersAllocations, traces.strangers_allocations),
            (Count::BudgetRefusals, traces.budget_refusals),
        ];
        for (count, more) in counted {
            home.ended.add(count, more as u64);
        }
        Some(home)
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
        contexts: Stack::new(pool.policy.contexts_on_a_shelf()),
        warm: Stack::new(pool.policy.chunks_on_a_shelf()),
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
        if let Some(pool) = self.pool.upgrade() {
            let kept = self.warm.bytes() as u64;
            self.counters.subtract_mine(Count::KeptBytes, kept);
            self.counters
                .add_mine(Count::Discarded, self.contexts.len() as u64);
            let mut live = lock(&pool.live);
            live.retain(|counters| !Arc::ptr_eq(counters, &self.counters));
            pool.ended.absorb(&self.counters);
        }
    }
}
