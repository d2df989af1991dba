//! Counts of what a pool does, kept thread by thread so that counting costs no shared write.

#[cfg(arena_loom)]
use loom::sync::atomic::{AtomicU64, Ordering};
#[cfg(not(arena_loom))]
use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Leases with a new context.
    Created,
    /// Leases with a kept context.
    Reused,
    /// Leases that have ended.
    Released,
    /// Contexts that were freed instead of kept.
    Discarded,
    /// Chunks that were taken from the heap, when none was kept.
    ChunksMade,
    /// Bytes of the chunks that the thread keeps, and of the objects kept with them.
    KeptBytes,
    /// Allocations while another thread was inside the context's scope.
    StrangersAllocations,
    /// Allocations that a budget refused.
    BudgetRefusals,
    /// The most bytes that one request has made an arena take. Of two threads, the larger counts.
    HighWaterBytes,
}

impl Count {
    const ALL: [Self; 9] = [
        Self::Created,
        Self::Reused,
        Self::Released,
        Self::Discarded,
        Self::ChunksMade,
        Self::KeptBytes,
        Self::StrangersAllocations,
        Self::BudgetRefusals,
        Self::HighWaterBytes,
    ];
}

/// One thread's counts, or those of all threads that have ended.
#[derive(Debug, Default)]
pub(super) struct Counters([AtomicU64; Count::ALL.len()]);

impl Counters {
    /// Adds to the counts of the thread that these counters belong to. No other thread writes to them, so a
    /// load and a store do, without a locked instruction.
    #[inline]
    pub(super) fn add_mine(&self, count: Count, more: u64) {
        let counter = &self.0[count as usize];
        counter.store(
            counter.load(Ordering::Relaxed).wrapping_add(more),
            Ordering::Relaxed,
        );
    }

    #[inline]
    pub(super) fn subtract_mine(&self, count: Count, less: u64) {
        self.add_mine(count, less.wrapping_neg());
    }

    /// Raises the high water of the thread that these counters belong to.
    #[inline]
    pub(super) fn raise_mine(&self, bytes: u64) {
        let counter = &self.0[Count::HighWaterBytes as usize];
        if counter.load(Ordering::Relaxed) < bytes {
            counter.store(bytes, Ordering::Relaxed);
        }
    }

    /// Adds to counters that any thread may write to.
    pub(super) fn add(&self, count: Count, more: u64) {
        let counter = &self.0[count as usize];
        if count == Count::HighWaterBytes {
            counter.fetch_max(more, Ordering::Relaxed);
        } else {
            counter.fetch_add(more, Ordering::Relaxed);
        }
    }

    pub(super) fn get(&self, count: Count) -> u64 {
        self.0[count as usize].load(Ordering::Relaxed)
    }

    /// Adds a thread's counts to these, when it ends.
    pub(super) fn absorb(&self, thread: &Self) {
        for count in Count::ALL {
            self.add(count, thread.get(count));
        }
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use loom::sync::Arc;
    use loom::thread;

    use crate::interleavings;

    use super::{Count, Counters};

    /// One thread counts its own, two count where any thread may, and a fourth looks on.
    #[test]
    fn no_count_is_lost_and_none_goes_backwards() {
        interleavings::all("no_count_is_lost_and_none_goes_backwards", || {
            let (mine, shared) = (Arc::new(Counters::default()), Arc::new(Counters::default()));
            let counting = {
                let (mine, shared) = (Arc::clone(&mine), Arc::clone(&shared));
                thread::spawn(move || {
                    mine.add_mine(Count::Reused, 1);
                    shared.add(Count::Released, 1);
                    mine.add_mine(Count::Reused, 1);
                })
            };
            let ending = {
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.add(Count::Released, 1))
            };
            let first = mine.get(Count::Reused);
            let second = mine.get(Count::Reused);
            assert!(first <= second && second <= 2);
            counting.join().unwrap();
            ending.join().unwrap();
            assert_eq!(mine.get(Count::Reused), 2);
            assert_eq!(shared.get(Count::Released), 2);
        });
    }
}
