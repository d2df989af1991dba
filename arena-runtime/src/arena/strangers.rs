//! The arena of strangers: whoever allocates without being in the scope is served here, under a lock.
//!
//! It is the slow and always right path. Its blocks are only ever given back all at once, by
//! [`reset`](Strangers::reset).

use std::alloc::Layout;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use allocator_api2::alloc::AllocError;
use bumpalo::Bump;

use super::BLOCK_ALIGN;

pub(super) struct Strangers {
    bump: Mutex<Bump<BLOCK_ALIGN>>,
    allocations: AtomicUsize,
}

impl Strangers {
    pub(super) fn new() -> Self {
        Self {
            bump: Mutex::new(Bump::with_min_align()),
            allocations: AtomicUsize::new(0),
        }
    }

    /// A panic under the lock cannot leave the bump half-moved, so a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, Bump<BLOCK_ALIGN>> {
        self.bump.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn allocate(&self, layout: Layout) -> Result<NonNull<u8>, AllocError> {
        // Counted first: a block may reach another thread only after it is counted, so whoever holds
        // one sees `have_allocated`.
        self.allocations.fetch_add(1, Ordering::Relaxed);
        self.lock().try_alloc_layout(layout).map_err(|_| AllocError)
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
    pub(super) fn reset(&mut self) {
        if std::mem::take(self.allocations.get_mut()) != 0 {
            self.bump = Mutex::new(Bump::with_min_align());
        }
    }
}
