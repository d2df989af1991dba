//! Counts of what a pool does, kept thread by thread so that counting costs no shared write.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// A lease with a new context.
    Created,
    /// A lease with a kept context.
    Reused,
    /// A lease ended.
    Released,
    /// A context was freed instead of kept.
    Discarded,
}

/// One thread's counts, or those of all threads that have ended.
#[derive(Debug, Default)]
pub(super) struct Counters([AtomicU64; 4]);

impl Counters {
    /// Counts one event on the thread these counters belong to. No other thread writes to them, so a
    /// load and a store do, without a locked instruction.
    #[inline]
    pub(super) fn count_mine(&self, event: Event) {
        let counter = &self.0[event as usize];
        counter.store(counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    }

    /// Adds to counters that any thread may write to.
    pub(super) fn add(&self, event: Event, events: u64) {
        self.0[event as usize].fetch_add(events, Ordering::Relaxed);
    }

    pub(super) fn get(&self, event: Event) -> u64 {
        self.0[event as usize].load(Ordering::Relaxed)
    }

    /// Adds a thread's counts to these, when it ends.
    pub(super) fn absorb(&self, thread: &Self) {
        for event in [
            Event::Created,
            Event::Reused,
            Event::Released,
            Event::Discarded,
        ] {
            self.add(event, thread.get(event));
        }
    }
}
