//! A thread's own contexts: found and given back without a lock.
//!
//! Each thread has a shelf for each pool it has used. When the thread ends its contexts go to the pool's
//! overflow and its counts to the pool's.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use super::counters::{Counters, Event};
use super::lease::Pooled;
use super::{Shared, lock};

thread_local! {
    static SHELVES: RefCell<Vec<Shelf>> = const { RefCell::new(Vec::new()) };
}

struct Shelf {
    pool: Weak<Shared>,
    most: usize,
    most_bytes: usize,
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
        shelf.counters.count_mine(Event::Reused);
        Some(pooled)
    })
    .flatten()
}

/// Puts a reset context on this thread's shelf for its pool and counts the end of its lease. A context
/// the shelf does not keep is handed back.
#[inline]
pub(super) fn give_back(pooled: Box<Pooled>) -> Option<Box<Pooled>> {
    let pool = pooled.home.as_ptr();
    let mut unkept = Some(pooled);
    let found = with_shelf(pool, |shelf| {
        shelf.counters.count_mine(Event::Released);
        if shelf.contexts.len() < shelf.most
            && let Some(mut pooled) = unkept.take()
        {
            if pooled.context.kept_bytes() <= shelf.most_bytes {
                shelf.contexts.push(pooled);
            } else {
                unkept = Some(pooled);
            }
        }
    });
    if found.is_none()
        && let Some(pooled) = &unkept
        && let Some(home) = pooled.home.upgrade()
    {
        // The first time this thread meets the pool.
        count(&home, Event::Released);
    }
    unkept
}

/// Counts an event of `pool` on this thread.
pub(super) fn count(pool: &Arc<Shared>, event: Event) {
    let counted = with_shelf(Arc::as_ptr(pool), |shelf| shelf.counters.count_mine(event));
    if counted.is_none() && !put_up(pool, event) {
        // The thread is ending and its shelves are gone.
        pool.ended.add(event, 1);
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

/// Puts up a shelf for a pool this thread has not used yet, with a first event. `false` when the thread
/// is ending.
#[cold]
fn put_up(pool: &Arc<Shared>, event: Event) -> bool {
    let counters = Arc::new(Counters::default());
    counters.count_mine(event);
    let shelf = Shelf {
        pool: Arc::downgrade(pool),
        most: pool.policy.contexts_per_thread,
        most_bytes: pool.policy.kept_bytes,
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
        let Some(pool) = self.pool.upgrade() else {
            return;
        };
        {
            let mut live = lock(&pool.live);
            live.retain(|counters| !Arc::ptr_eq(counters, &self.counters));
            pool.ended.absorb(&self.counters);
        }
        for pooled in self.contexts.drain(..) {
            if pool.give_to_overflow(pooled).is_some() {
                pool.ended.add(Event::Discarded, 1);
            }
        }
    }
}
