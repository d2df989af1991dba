//! A heap that counts what it lends, and that refuses when it is told to: what an arena takes it gives back,
//! and what it cannot have it does without.
//!
//! The heap is the whole program's, so this is a program of its own.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};
use std::thread;

use allocator_api2::alloc::Allocator;
use allocator_api2::vec::Vec as ArenaStdVec;
use arena_runtime::{
    AllocError, Arena, ArenaMap, ArenaSet, ArenaString, ArenaVec, ContextPool, RequestContext,
};

/// Counts, and may refuse, the blocks that arenas take: they alone are aligned like this here.
struct Heap;

const CHUNK_ALIGN: usize = 16;

/// Bytes that any heap would refuse.
const MOST: usize = 1 << 40;

/// Bytes of the arenas' blocks that are on loan.
static LENT: AtomicIsize = AtomicIsize::new(0);

thread_local! {
    /// How many more blocks this thread gets.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

fn is_chunk(layout: Layout) -> bool {
    layout.align() >= CHUNK_ALIGN
}

// SAFETY: the system's heap, which is what lends the blocks, but for those that are refused.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Asked for as much, a sanitizer's heap ends the program.
        if layout.size() > MOST {
            return std::ptr::null_mut();
        }
        if is_chunk(layout) {
            let left = LEFT.get();
            if left == 0 {
                return std::ptr::null_mut();
            }
            LEFT.set(left.saturating_sub(usize::from(left != usize::MAX)));
            LENT.fetch_add(layout.size().cast_signed(), Ordering::Relaxed);
        }
        // SAFETY: the caller's word.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if is_chunk(layout) {
            LENT.fetch_sub(layout.size().cast_signed(), Ordering::Relaxed);
        }
        // SAFETY: the caller's word; every block is the system's.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static HEAP: Heap = Heap;

/// One test at a time, since they count together.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` with a heap that lends this thread `blocks` more blocks and refuses the next.
fn with_blocks<R>(blocks: usize, work: impl FnOnce() -> R) -> R {
    LEFT.set(blocks);
    let done = catch_unwind(AssertUnwindSafe(work));
    LEFT.set(usize::MAX);
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Runs `work`, after which no more is on loan than before.
fn gives_all_back(work: impl Fn()) {
    let _alone = alone();
    // What is made once and kept, is made now.
    work();
    let before = LENT.load(Ordering::Relaxed);
    work();
    assert_eq!(LENT.load(Ordering::Relaxed), before);
}

fn fill(arena: &Arena, rounds: usize) -> ArenaVec<'_, ArenaString<'_>> {
    let mut lines = ArenaVec::new_in(arena);
    for round in 0..rounds {
        lines.push(ArenaString::from_fmt_in(
            format_args!("line {round}"),
            arena,
        ));
        arena.alloc_slice_copy(&[round; 40]);
    }
    lines
}

fn assert_filled(lines: &[ArenaString<'_>]) {
    for (round, line) in lines.iter().enumerate() {
        assert_eq!(*line, format!("line {round}"));
    }
}

#[test]
fn an_arena_used_by_many_threads_gives_everything_back() {
    gives_all_back(|| {
        let mut arena = Arena::new();
        for _ in 0..3 {
            arena.enter(|| {
                thread::scope(|threads| {
                    threads.spawn(|| assert_filled(&fill(&arena, 200)));
                    threads.spawn(|| std::mem::forget(fill(&arena, 100)));
                    assert_filled(&fill(&arena, 300));
                });
            });
            fill(&arena, 10);
            arena.reset();
        }
        thread::spawn(move || {
            arena.enter(|| fill(&arena, 50).len());
            drop(arena);
        })
        .join()
        .unwrap();
    });
}

#[test]
fn contexts_dropped_half_way_give_everything_back() {
    gives_all_back(|| {
        let ctx = RequestContext::new();
        let mut future = Box::pin(ctx.scope(async {
            let lines = fill(ctx.arena(), 100);
            std::future::pending::<()>().await;
            assert_filled(&lines);
        }));
        let polled = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
        drop(future);
    });
}

#[test]
fn a_pool_and_its_leases_give_everything_back_in_any_order() {
    for order in 0..4 {
        gives_all_back(|| {
            // On a thread of its own, which takes its shelf of contexts with it.
            thread::spawn(move || {
                let pool = ContextPool::builder()
                    .contexts_per_thread(2)
                    .shared_contexts(1)
                    .build();
                let mut leases: Vec<_> = (0..6).map(|_| pool.acquire()).collect();
                for lease in &leases {
                    lease.enter(|| assert_filled(&fill(lease.arena(), 30)));
                }
                let elsewhere = leases.split_off(4);
                match order {
                    0 => drop(leases),
                    1 => {
                        drop(pool);
                        drop(leases);
                    }
                    2 => {
                        let others = thread::spawn(move || drop(leases));
                        drop(pool);
                        others.join().unwrap();
                    }
                    _ => {
                        let pool = pool.clone();
                        thread::spawn(move || {
                            drop(pool.acquire());
                            drop(leases);
                        })
                        .join()
                        .unwrap();
                    }
                }
                thread::spawn(move || drop(elsewhere)).join().unwrap();
            })
            .join()
            .unwrap();
        });
    }
}

/// Has `arena`'s collections ask for more than the heap gives.
fn refused(arena: &Arena) {
    let mut bytes = ArenaStdVec::new_in(arena);
    bytes.extend_from_slice(b"as before");
    let mut map = ArenaMap::new_in(arena);
    map.extend((0..20).map(|n| (n, format!("{n}"))));
    let lines = fill(arena, 10);
    with_blocks(0, || {
        let large = std::alloc::Layout::from_size_align(1 << 24, 8).unwrap();
        assert!((&arena).allocate(large).is_err());
        assert!((&arena).allocate_zeroed(large).is_err());
        assert!(bytes.try_reserve(1 << 24).is_err());
        assert!(map.try_reserve(1 << 20).is_err());
        // What fits in the chunk that is there goes on.
        let _ = bytes.try_reserve(1);
    });
    assert_eq!(bytes, b"as before");
    assert!((0..20).all(|n| map[&n] == n.to_string()));
    assert_filled(&lines);
    bytes.resize(bytes.len() + (1 << 16), 7);
    map.extend((20..2000).map(|n| (n, format!("{n}"))));
    assert_eq!(bytes[..9], *b"as before");
    assert!(bytes[9..].iter().all(|byte| *byte == 7));
    assert!((0..2000).all(|n| map[&n] == n.to_string()));
    assert_filled(&lines);
    assert_filled(&fill(arena, 100));
}

#[test]
fn a_heap_that_refuses_is_an_error_where_there_can_be_one() {
    gives_all_back(|| {
        let arena = Arena::new();
        refused(&arena);
        let arena = Arena::new();
        arena.enter(|| refused(&arena));
        arena.enter(|| {
            thread::scope(|threads| {
                threads.spawn(|| refused(&arena));
                refused(&arena);
            });
        });
    });
}

/// Has `arena` asked for more than there can be.
fn impossible(arena: &Arena) {
    let mut bytes = ArenaStdVec::new_in(arena);
    bytes.extend_from_slice(b"as before");
    let mut map = ArenaMap::new_in(arena);
    map.insert(1, "as before");
    let mut set = ArenaSet::new_in(arena);
    set.insert(1_u8);
    let most = isize::MAX as usize;
    for size in [most, most - 7, most - 64, most / 2, most / 4 + 1, MOST + 1] {
        for align in [1, 2, 8, 16, 4096] {
            if let Ok(layout) = Layout::from_size_align(size, align) {
                assert!((&arena).allocate(layout).is_err());
                assert!((&arena).allocate_zeroed(layout).is_err());
            }
        }
        assert!(bytes.try_reserve(size).is_err());
        assert!(bytes.try_reserve_exact(size - 9).is_err());
        assert!(map.try_reserve(size).is_err());
        assert!(set.try_reserve(size).is_err());
        assert_eq!(bytes, b"as before");
    }
    assert!(bytes.try_reserve(usize::MAX).is_err());
    assert!(map.try_reserve(usize::MAX).is_err());
    let mut pages = ArenaStdVec::<[u64; 512], _>::new_in(arena);
    assert!(pages.try_reserve(usize::MAX / 4096).is_err());
    pages.push([7; 512]);
    bytes.extend_from_slice(b" and more");
    map.insert(2, "new");
    set.extend(2..100);
    assert_eq!(pages[0], [7; 512]);
    assert_eq!(bytes, b"as before and more");
    assert_eq!((map[&1], map[&2]), ("as before", "new"));
    assert!((1..100).all(|n| set.contains(&n)));
    assert_filled(&fill(arena, 30));
}

#[test]
fn impossible_sizes_are_an_error_where_there_can_be_one() {
    gives_all_back(|| {
        let arena = Arena::new();
        impossible(&arena);
        let arena = Arena::new();
        arena.enter(|| impossible(&arena));
        arena.enter(|| {
            thread::scope(|threads| {
                threads.spawn(|| impossible(&arena));
                impossible(&arena);
            });
        });
    });
}

#[test]
fn a_heap_that_refuses_the_first_chunk_is_a_panic() {
    gives_all_back(|| {
        let refused = catch_unwind(|| with_blocks(0, || Arena::with_capacity(4096)));
        assert!(refused.is_err());
        let refused = catch_unwind(|| with_blocks(0, || RequestContext::with_capacity(4096)));
        assert!(refused.is_err());
        let empty = with_blocks(0, Arena::new);
        assert_filled(&fill(&empty, 100));
    });
}

#[test]
fn a_heap_that_refuses_the_chunk_of_a_lease_leaves_it_and_the_pool_right() {
    gives_all_back(|| {
        thread::spawn(|| {
            let pool = ContextPool::builder().budget(1 << 20).build();
            let lease = with_blocks(0, || {
                let lease = pool.acquire();
                for _ in 0..3 {
                    assert_eq!(lease.try_alloc_str("Ada"), Err(AllocError::OutOfMemory));
                    lease.enter(|| assert!(lease.arena().try_alloc_slice_copy(&[7]).is_err()));
                }
                assert_eq!(lease.arena().allocated_bytes(), 0);
                lease
            });
            // There is memory again, and the budget counts.
            lease.enter(|| assert_filled(&fill(lease.arena(), 10)));
            let exceeded = lease.arena().try_alloc_slice_copy(&vec![7_u8; 1 << 20]);
            assert!(matches!(exceeded, Err(AllocError::OverBudget(_))));
            drop(lease);
            // What it was refused before it was used is nothing to be kept.
            let lease = pool.acquire();
            with_blocks(0, || assert!(lease.try_alloc_str("Ada").is_ok()));
            let other = pool.acquire();
            with_blocks(0, || {
                assert!(other.try_alloc_str("Ada").is_err());
                drop(other);
            });
            drop(lease);
            let stats = pool.stats();
            assert_eq!((stats.created, stats.reused, stats.in_use), (2, 1, 0));
        })
        .join()
        .unwrap();
    });
}

#[test]
fn a_future_on_a_heap_that_refuses_goes_on_when_there_is_memory_again() {
    let _alone = alone();
    let ctx = RequestContext::with_capacity(1 << 14);
    let mut future = pin!(ctx.scope(async {
        let lines = fill(ctx.arena(), 10);
        let mut bytes = ArenaStdVec::new_in(ctx.arena());
        while bytes.try_reserve(1 << 16).is_err() {
            let mut aside = false;
            std::future::poll_fn(|_| {
                if std::mem::replace(&mut aside, true) {
                    return std::task::Poll::Ready(());
                }
                std::task::Poll::Pending
            })
            .await;
        }
        bytes.resize(bytes.len() + (1 << 16), 7);
        assert_filled(&lines);
        bytes.len()
    }));
    let mut poll = || {
        let waker = &mut Context::from_waker(Waker::noop());
        future.as_mut().poll(waker)
    };
    with_blocks(0, || assert!(poll().is_pending()));
    with_blocks(0, || assert!(poll().is_pending()));
    assert_eq!(poll(), std::task::Poll::Ready(1 << 16));
}
