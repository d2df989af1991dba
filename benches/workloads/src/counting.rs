//! An allocator that counts what a piece of code takes from the heap, on its thread. A binary opts in by
//! making [`Counting`] its global allocator; what is counted, and around what, is left to it.

#![allow(unsafe_code)] // `GlobalAlloc` is an unsafe trait.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, counting.
///
/// ```
/// use std::hint::black_box;
///
/// use arena_workloads::counting::{Counting, count};
///
/// #[global_allocator]
/// static ALLOCATOR: Counting = Counting;
///
/// let taken = count(|| drop(black_box(Vec::<u64>::with_capacity(10))));
/// assert_eq!((taken.allocations, taken.bytes, taken.peak), (1, 80, 80));
/// ```
#[derive(Debug)]
pub struct Counting;

/// What was taken from the heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How often. What grows, in place or elsewhere, counts as one more.
    pub allocations: usize,
    /// Their bytes; of what grows, those it grew by.
    pub bytes: usize,
    /// The most bytes alive at once, above those alive before.
    pub peak: usize,
}

#[derive(Clone, Copy)]
struct Counters {
    allocations: usize,
    bytes: usize,
    /// Negative on a thread that frees what others took.
    live: isize,
    peak: isize,
}

thread_local! {
    static COUNTERS: Cell<Counters> = const {
        Cell::new(Counters { allocations: 0, bytes: 0, live: 0, peak: 0 })
    };
}

fn note_taken(bytes: usize) {
    let mut counters = COUNTERS.get();
    counters.allocations += 1;
    counters.bytes += bytes;
    counters.live = counters.live.wrapping_add_unsigned(bytes);
    counters.peak = counters.peak.max(counters.live);
    COUNTERS.set(counters);
}

fn note_given_back(bytes: usize) {
    let mut counters = COUNTERS.get();
    counters.live = counters.live.wrapping_sub_unsigned(bytes);
    COUNTERS.set(counters);
}

// SAFETY: every call goes to the system's allocator unchanged; counting touches a thread-local that needs
// neither allocation nor a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note_taken(layout.size());
        // SAFETY: the caller's promise is the system's requirement.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note_taken(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        note_given_back(layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note_taken(size.saturating_sub(layout.size()));
        note_given_back(layout.size().saturating_sub(size));
        // SAFETY: as above.
        unsafe { System.realloc(block, layout, size) }
    }
}

/// What `run` takes from the heap on this thread. Nothing, unless [`Counting`] is the global allocator.
///
/// ```
/// use arena_workloads::counting::{Taken, count};
///
/// assert_eq!(count(|| ()), Taken::default());
/// ```
pub fn count(run: impl FnOnce()) -> Taken {
    let before = COUNTERS.get();
    COUNTERS.set(Counters {
        peak: before.live,
        ..before
    });
    run();
    let after = COUNTERS.get();
    Taken {
        allocations: after.allocations - before.allocations,
        bytes: after.bytes - before.bytes,
        peak: usize::try_from(after.peak - before.live).unwrap_or(0),
    }
}
