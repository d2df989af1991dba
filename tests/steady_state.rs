//! Once warm, a request takes nothing from the heap: not for its context, not for what it makes in the
//! arena within the first chunk, not for any pooled kind. Counted for real, by the process's allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use arena_runtime::{ContextPool, PooledContext, RequestContext};

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator unchanged; counting touches a thread-local that needs
// neither allocation nor a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller's promise is the system's requirement.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of a thousand runs of `request`, after a few to warm up.
fn allocations_of(request: impl Fn()) -> usize {
    for _ in 0..10 {
        request();
    }
    let before = ALLOCATIONS.get();
    for _ in 0..1_000 {
        request();
    }
    ALLOCATIONS.get() - before
}

/// Strings, vectors and maps, within the first chunk of 16 KiB.
fn work(ctx: &RequestContext) {
    let mut names = ctx.vec();
    let mut scores = ctx.map();
    for n in 0..50 {
        let mut name = ctx.string();
        name.push_str("player ");
        name.push(char::from(b'a' + n % 26));
        let name = name.into_str();
        scores.insert(name, n);
        names.push(name);
        assert_eq!(ctx.temp_string().len(), 0);
    }
    assert_eq!((names.len(), scores.len()), (50, 26));
    assert!(ctx.arena().allocated_bytes() < 24 * 1024);
}

#[test]
fn leasing_and_working_in_the_arena_takes_nothing() {
    let pool = ContextPool::new();
    assert_eq!(allocations_of(|| drop(pool.acquire())), 0);
    let request = || {
        let ctx = pool.acquire();
        ctx.enter(|| work(&ctx));
    };
    assert_eq!(allocations_of(request), 0, "inside the scope");
    assert_eq!(allocations_of(|| work(&pool.acquire())), 0, "outside of it");
    assert_eq!(
        allocations_of(|| work(&PooledContext::acquire())),
        0,
        "the global pool"
    );
    let request = || work(&pool.acquire_within(64 * 1024));
    assert_eq!(allocations_of(request), 0, "within a budget");
    assert_eq!(pool.stats().created, 1);
}

#[test]
fn several_at_once_take_nothing() {
    let pool = ContextPool::new();
    let request = || {
        let leases: [_; 20] = std::array::from_fn(|_| pool.acquire());
        for lease in &leases {
            lease.enter(|| work(lease));
        }
    };
    assert_eq!(allocations_of(request), 0);
    assert_eq!(pool.stats().created, 20);
}

#[test]
fn each_pooled_kind_takes_nothing() {
    let pool = ContextPool::new();
    macro_rules! takes_nothing {
        ($ctx:ident => $($kind:literal: $use:expr;)*) => {$(
            let used = || {
                let $ctx = pool.acquire();
                $ctx.enter(|| $use);
            };
            assert_eq!(allocations_of(used), 0, "{}", $kind);
            let used = || {
                let $ctx = pool.acquire();
                $use;
            };
            assert_eq!(allocations_of(used), 0, "{}, outside the scope", $kind);
        )*};
    }
    takes_nothing! { ctx =>
        "vector": ctx.pooled_vec::<(u64, u64)>().extend((0..100).map(|n| (n, n)));
        "map": ctx.pooled_map::<u64, u64>().extend((0..100).map(|n| (n, n)));
        "set": ctx.pooled_set::<u64>().extend(0..100);
        "deque": ctx.pooled::<std::collections::VecDeque<u64>>().extend(0..100);
        "string": ctx.pooled_string().push_str("a string of some length");
        "bytes": ctx.pooled_bytes().extend(0..100);
        "string buffer": ctx.string_buffer().push_str("a line");
        "scratch buffer": ctx.scratch_buffer().extend(0..100);
        "several of a kind": {
            let mut all: [_; 5] = std::array::from_fn(|_| ctx.pooled_vec::<u32>());
            for vec in &mut all {
                vec.extend(0..10);
            }
        };
    }
}

#[test]
fn a_chunk_as_large_as_requests_need_is_kept() {
    let pool = ContextPool::new();
    let request = || {
        let ctx = pool.acquire();
        ctx.enter(|| {
            for _ in 0..100 {
                ctx.alloc_slice_copy(&[7u8; 2_000]);
            }
        });
    };
    assert_eq!(allocations_of(request), 0, "200 KB a request");
}

#[test]
fn temporaries_in_a_loop_settle_too() {
    // What a loop of temporaries needs shows only while it runs.
    let pool = ContextPool::new();
    let request = || {
        let ctx = pool.acquire();
        ctx.enter(|| {
            for _ in 0..10 {
                let mut text = ctx.temp_string();
                text.push_str(&"x"[..1]);
                text.reserve(100_000);
            }
        });
    };
    // Their chunk is tried at half its size now and then, less and less often.
    assert!(allocations_of(request) <= 2 * 8);
}
