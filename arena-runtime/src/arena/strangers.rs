//! The arena of strangers: whoever allocates while another thread is inside is served here, under a lock.
//!
//! It is the slow and always right path. Its blocks are only ever given back all at once, by
//! [`reset`](Strangers::reset).

use std::alloc::Layout;
use std::ptr::NonNull;
use std::sync::PoisonError;

#[cfg(arena_loom)]
use loom::sync::atomic::{AtomicUsize, Ordering};
#[cfg(arena_loom)]
use loom::sync::{Mutex, MutexGuard};
#[cfg(not(arena_loom))]
use std::sync::atomic::{AtomicUsize, Ordering};
#[cfg(not(arena_loom))]
use std::sync::{Mutex, MutexGuard};

use allocator_api2::alloc::AllocError;
use bumpalo::Bump;

use super::BLOCK_ALIGN;
use super::budget::{Shortage, allocate_within_limit, limit};

pub(super) struct Strangers {
    bump: Mutex<Bump<BLOCK_ALIGN>>,
    allocations: AtomicUsize,
    limited: bool,
}

impl Strangers {
    pub(super) fn new() -> Self {
        Self {
            bump: Mutex::new(Bump::with_min_align()),
            allocations: AtomicUsize::new(0),
            limited: false,
        }
    }

    /// A panic under the lock cannot leave the bump half-moved, so a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, Bump<BLOCK_ALIGN>> {
        self.bump.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A block, under the lock.
    pub(super) fn allocate(&self, layout: Layout) -> Result<NonNull<u8>, Shortage> {
        self.count();
        let bump = self.lock();
        match bump.try_alloc_layout(layout) {
            Ok(block) => Ok(block),
            Err(_) => allocate_within_limit(&bump, layout).map(|(block, _)| block),
        }
    }

    /// A block for which the limit does not count.
    pub(super) fn allocate_beyond_limit(&self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        self.count();
        let bump = self.lock();
        let limit = bump.allocation_limit();
        bump.set_allocation_limit(None);
        let block = bump.try_alloc_layout(layout);
        // A limit below what is allocated would be none.
        let limit = limit.map(|limit| limit.max(bump.allocated_bytes()));
        bump.set_allocation_limit(limit);
        block.map_err(|_| AllocError)
    }

    /// To be called first: a block may reach another thread only after it is counted, so whoever holds
    /// one sees [`have_allocated`](Self::have_allocated).
    fn count(&self) {
        self.allocations.fetch_add(1, Ordering::Relaxed);
    }

    /// How many bytes may be given out until the next [`reset`](Self::reset).
    pub(super) fn set_budget(&mut self, bytes: usize) {
        limit(self.bump_mut(), bytes);
        self.limited = true;
    }

    fn bump_mut(&mut self) -> &mut Bump<BLOCK_ALIGN> {
        self.bump.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether any block of the arena may have come from here. True for every thread that holds such a
    /// block: whatever brought the block to it also brought the count.
    #[inline]
    pub(super) fn have_allocated(&self) -> bool {
        self.allocations() != 0
    }

    #[inline]
    pub(super) fn allocations(&self) -> usize {
        self.allocations.load(Ordering::Relaxed)
    }

    pub(super) fn allocated_bytes(&self) -> usize {
        if self.have_allocated() {
            self.lock().allocated_bytes()
        } else {
            0
        }
    }

    /// Gives everything back to the heap: strangers are rare, so nothing is kept for them.
    #[inline]
    pub(super) fn reset(&mut self) {
        if self.have_allocated() {
            self.allocations.store(0, Ordering::Relaxed);
            self.bump = Mutex::new(Bump::with_min_align());
        } else if self.limited {
            self.bump_mut().set_allocation_limit(None);
        }
        self.limited = false;
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use std::alloc::Layout;

    use loom::sync::Arc;
    use loom::sync::atomic::{AtomicBool, Ordering};
    use loom::thread;

    use crate::interleavings;

    use super::Strangers;

    /// Whoever has got hold of a stranger's block sees that there is one, though the count is relaxed: what
    /// brought the block also brought the count.
    #[test]
    fn the_holder_of_a_block_sees_that_strangers_have_allocated() {
        interleavings::all(
            "the_holder_of_a_block_sees_that_strangers_have_allocated",
            || {
                let strangers = Arc::new(Strangers::new());
                let handed_over = Arc::new(AtomicBool::new(false));
                let stranger = {
                    let (strangers, handed_over) =
                        (Arc::clone(&strangers), Arc::clone(&handed_over));
                    thread::spawn(move || {
                        assert!(strangers.allocate(Layout::new::<u64>()).is_ok());
                        handed_over.store(true, Ordering::Release);
                    })
                };
                if handed_over.load(Ordering::Acquire) {
                    assert!(strangers.have_allocated());
                }
                stranger.join().unwrap();
                assert!(strangers.have_allocated());
            },
        );
    }
}
