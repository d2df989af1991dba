//! Chunks that are lent to contexts when they are first allocated in: at odd moments, across threads, and
//! when the pool is no more.

use std::sync::mpsc;
use std::thread;

use arena_runtime::{AllocError, ContextLease, ContextPool};

use crate::items::{Neighbours, panics, text};

fn fill(lease: &ContextLease, kib: usize) {
    lease.enter(|| {
        for _ in 0..kib {
            lease.alloc_slice_copy(&[7_u8; 1024]);
        }
    });
}

#[test]
fn leases_that_allocate_nothing_borrow_nothing() {
    let pool = ContextPool::new();
    let leases: Vec<_> = (0..300).map(|_| pool.acquire()).collect();
    for lease in &leases {
        lease.enter(|| assert!(lease.arena().is_entered()));
        assert_eq!(lease.arena().allocated_bytes(), 0);
    }
    drop(leases);
    let stats = pool.stats();
    assert_eq!((stats.chunks_made, stats.kept_bytes), (0, 0), "{stats:?}");
    assert_eq!((stats.created, stats.in_use), (300, 0), "{stats:?}");
}

#[test]
fn memory_follows_the_requests_that_use_it() {
    let pool = ContextPool::new();
    let waiting: Vec<_> = (0..300).map(|_| pool.acquire()).collect();
    for (at, lease) in waiting.into_iter().enumerate() {
        fill(&lease, 100);
        // Sometimes another is at it at the same time.
        if at % 10 == 0 {
            fill(&pool.acquire(), 100);
        }
    }
    let stats = pool.stats();
    assert_eq!(stats.chunks_made, 2, "{stats:?}");
    assert!(stats.kept_bytes < 2 << 20, "{stats:?}");
}

#[test]
fn what_is_borrowed_here_and_given_back_there_is_found_again() {
    let pool = ContextPool::builder().contexts_per_thread(4).build();
    let (send, receive) = mpsc::channel::<ContextLease>();
    let (done, next) = mpsc::channel();
    thread::scope(|threads| {
        threads.spawn(move || {
            for lease in receive {
                assert_eq!(lease.alloc_str("moved"), "moved");
                drop(lease);
                done.send(()).unwrap();
            }
        });
        for round in 0..5_000 {
            let lease = pool.acquire();
            // Furnished here or there.
            if round % 3 != 0 {
                assert_eq!(lease.alloc_str(&text(round, 5)), text(round, 5));
            }
            send.send(lease).unwrap();
            next.recv().unwrap();
        }
        drop(send);
    });
    let stats = pool.stats();
    assert_eq!(stats.in_use, 0);
    // A shelf full on the other thread, and one on its way.
    assert!(stats.created <= 6, "{stats:?}");
    assert!(stats.chunks_made <= 6, "{stats:?}");
}

#[test]
fn a_pool_that_dies_while_its_contexts_are_on_loan_is_not_missed() {
    for furnished in [true, false] {
        let pool = ContextPool::new();
        let lease = pool.acquire();
        let elsewhere = pool.acquire();
        if furnished {
            lease.alloc_str("before");
            elsewhere.alloc_str("before");
        }
        drop(pool);
        lease.enter(|| Neighbours::new(lease.arena()).assert_whole());
        thread::spawn(move || {
            elsewhere.enter(|| Neighbours::new(elsewhere.arena()).assert_whole());
            elsewhere.pooled_string().push_str("an object");
        })
        .join()
        .unwrap();
        lease.pooled_string().push_str("an object");
    }
}

#[test]
fn strangers_may_come_first() {
    let pool = ContextPool::new();
    for round in 0..20 {
        let lease = pool.acquire();
        lease.enter(|| {
            let theirs = thread::scope(|threads| {
                let stranger = threads.spawn(|| lease.alloc_str(&text(round, 9)));
                stranger.join().unwrap()
            });
            let mut own = Neighbours::new(lease.arena());
            own.settle();
            assert_eq!(theirs, text(round, 9));
            own.assert_whole();
        });
    }
    let stats = pool.stats();
    assert_eq!((stats.chunks_made, stats.strangers_allocations), (1, 20));
}

#[test]
fn budgets_hold_from_the_first_block_on() {
    let pool = ContextPool::builder().budget(10_000).build();
    for round in 0..10 {
        let lease = pool.acquire();
        if round % 2 == 0 {
            let refused = lease.try_alloc_str(&"x".repeat(10_001));
            assert!(matches!(refused, Err(AllocError::OverBudget(_))));
        }
        assert!(lease.try_alloc_str(&"x".repeat(9_000)).is_ok());
        assert!(lease.try_alloc_str(&"x".repeat(2_000)).is_err());
        // Calls that cannot fail.
        panics(|| fill(&lease, 10));
        drop(lease);
        panics(|| fill(&pool.acquire(), 10));
    }
    // One that was not used has no chunk to be limited.
    drop(pool.acquire());
    let stats = pool.stats();
    assert_eq!((stats.in_use, stats.chunks_made), (0, 1), "{stats:?}");
}

#[test]
fn what_a_thread_keeps_is_bounded_in_bytes() {
    let pool = ContextPool::builder()
        .kept_bytes_per_thread(1 << 20)
        .shared_kept_bytes(2 << 20)
        .build();
    let leases: Vec<_> = (0..20).map(|_| pool.acquire()).collect();
    for lease in &leases {
        fill(lease, 300);
    }
    drop(leases);
    let stats = pool.stats();
    assert!(stats.kept_bytes <= 3 << 20, "{stats:?}");
    assert!(stats.kept_bytes >= 2 << 20, "{stats:?}");
    // What is kept here goes with the thread, what is shared stays.
    let elsewhere = pool.clone();
    thread::spawn(move || {
        let leases: Vec<_> = (0..20).map(|_| elsewhere.acquire()).collect();
        for lease in &leases {
            fill(lease, 300);
        }
    })
    .join()
    .unwrap();
    let stats = pool.stats();
    assert!(stats.kept_bytes <= 3 << 20, "{stats:?}");
}

#[test]
fn a_large_request_finds_its_chunk_again() {
    let pool = ContextPool::new();
    for _ in 0..10 {
        fill(&pool.acquire(), 3_000);
    }
    let lease = pool.acquire();
    lease.alloc_str("first");
    let chunk = lease.arena().allocated_bytes();
    fill(&lease, 3_000);
    assert_eq!(lease.arena().allocated_bytes(), chunk);
}
