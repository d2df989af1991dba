//! Counts what a piece of code takes from the heap, on its thread.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Allocations, and their bytes; what grows in place or elsewhere counts as one more of what it grew by.
    static COUNTED: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

struct Counting;

fn note(bytes: usize) {
    let (allocations, allocated) = COUNTED.get();
    COUNTED.set((allocations + 1, allocated + bytes));
}

// SAFETY: every call goes to the system's allocator unchanged; counting touches a thread-local that needs
// neither allocation nor a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller's promise is the system's requirement.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size.saturating_sub(layout.size()));
        // SAFETY: as above.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The allocations that `run` makes, and their bytes.
pub(crate) fn count(run: impl FnOnce()) -> (usize, usize) {
    let before = COUNTED.get();
    run();
    let after = COUNTED.get();
    (after.0 - before.0, after.1 - before.1)
}
