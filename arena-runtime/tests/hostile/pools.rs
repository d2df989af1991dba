//! Pools used from thread-local destructors, across threads, and out of order.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

use arena_runtime::{ContextLease, ContextPool};

use crate::items::{Neighbours, panics, text};

thread_local! {
    static FIRST: RefCell<Vec<AtEnd>> = const { RefCell::new(Vec::new()) };
    static SECOND: RefCell<Vec<AtEnd>> = const { RefCell::new(Vec::new()) };
}

/// What a thread does when it ends.
enum AtEnd {
    /// Drops a lease.
    Release(#[allow(dead_code)] ContextLease),
    /// Drops the pool's handle.
    Leave(#[allow(dead_code)] ContextPool),
    /// Takes leases, several at once, and uses them.
    Lease(ContextPool),
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        if let Self::Lease(pool) = self {
            for _ in 0..3 {
                use_leases(pool);
            }
        }
    }
}

/// Takes leases, which are distinct contexts, writes in them and reads it again.
fn use_leases(pool: &ContextPool) {
    let leases: Vec<_> = (0..3).map(|_| pool.acquire()).collect();
    let places: HashSet<_> = leases.iter().map(place).collect();
    assert_eq!(places.len(), leases.len());
    let texts: Vec<_> = leases
        .iter()
        .map(|lease| lease.enter(|| lease.alloc_str(&text(place(lease) % 97, 5))))
        .collect();
    for (lease, found) in leases.iter().zip(texts) {
        assert_eq!(found, text(place(lease) % 97, 5));
    }
}

fn place(lease: &ContextLease) -> usize {
    std::ptr::from_ref(lease.context()).addr()
}

/// Runs `work` on a thread to its very end, destructors of thread-locals included.
fn on_a_thread(work: impl FnOnce() + Send + 'static) {
    thread::spawn(work).join().unwrap();
}

/// Runs `prepare` on threads that meet the pool before, after, and never before their thread-locals, and
/// sees to it that the pool is as good as before.
fn at_the_end_of_a_thread(prepare: fn(&ContextPool)) {
    for contexts in [0, 1, 32] {
        let pool = ContextPool::builder()
            .contexts_per_thread(contexts)
            .shared_contexts(4)
            .initial_bytes(256)
            .build();
        // How a thread meets its thread-locals, which registers their destructors, and the pool.
        let meetings: [fn(&ContextPool); 4] = [
            use_leases,
            |pool| {
                FIRST.with_borrow(Vec::len);
                SECOND.with_borrow(Vec::len);
                use_leases(pool);
            },
            |pool| {
                SECOND.with_borrow(Vec::len);
                use_leases(pool);
            },
            |_| {},
        ];
        for meet in meetings {
            let elsewhere = pool.clone();
            on_a_thread(move || {
                meet(&elsewhere);
                prepare(&elsewhere);
            });
            let stats = pool.stats();
            assert_eq!(stats.in_use, 0, "{stats:?}");
            use_leases(&pool);
        }
        let stats = pool.stats();
        assert_eq!(stats.in_use, 0, "{stats:?}");
        assert!(stats.discarded <= stats.created, "{stats:?}");
    }
}

#[test]
fn a_lease_kept_in_a_thread_local_goes_back_when_its_thread_ends() {
    at_the_end_of_a_thread(|pool| {
        FIRST.with_borrow_mut(|first| first.push(AtEnd::Release(pool.acquire())));
        SECOND.with_borrow_mut(|second| {
            second.push(AtEnd::Release(pool.acquire()));
            second.push(AtEnd::Release(pool.acquire()));
        });
    });
}

#[test]
fn contexts_may_be_leased_from_thread_local_destructors() {
    at_the_end_of_a_thread(|pool| {
        FIRST.with_borrow_mut(|first| first.push(AtEnd::Lease(pool.clone())));
        SECOND.with_borrow_mut(|second| second.push(AtEnd::Lease(pool.clone())));
    });
}

#[test]
fn leases_and_releases_mix_in_thread_local_destructors() {
    at_the_end_of_a_thread(|pool| {
        FIRST.with_borrow_mut(|first| {
            first.push(AtEnd::Release(pool.acquire()));
            first.push(AtEnd::Lease(pool.clone()));
            first.push(AtEnd::Release(pool.acquire()));
        });
        SECOND.with_borrow_mut(|second| {
            second.push(AtEnd::Lease(pool.clone()));
            second.push(AtEnd::Release(pool.acquire()));
            second.push(AtEnd::Leave(pool.clone()));
        });
    });
}

#[test]
fn a_pool_may_die_in_a_thread_local_destructor_before_or_after_its_leases() {
    for order in 0..6 {
        on_a_thread(move || {
            let pool = ContextPool::new();
            let (lease, last) = (pool.acquire(), pool.acquire());
            if order % 2 == 0 {
                use_leases(&pool);
            }
            let mut ends = vec![AtEnd::Release(lease), AtEnd::Leave(pool)];
            if order % 3 == 0 {
                ends.reverse();
            }
            if order < 3 {
                FIRST.with_borrow_mut(|first| first.push(AtEnd::Release(last)));
                SECOND.with_borrow_mut(|second| second.extend(ends));
            } else {
                SECOND.with_borrow_mut(|second| second.push(AtEnd::Release(last)));
                FIRST.with_borrow_mut(|first| first.extend(ends));
            }
        });
    }
}

#[test]
fn the_global_pool_may_be_used_from_thread_local_destructors() {
    for _ in 0..3 {
        on_a_thread(|| {
            let pool = ContextPool::global();
            FIRST.with_borrow_mut(|first| {
                first.push(AtEnd::Lease(pool.clone()));
                first.push(AtEnd::Release(pool.acquire()));
            });
        });
    }
    use_leases(ContextPool::global());
}

#[test]
fn no_context_is_on_loan_twice() {
    let pool = &ContextPool::builder()
        .contexts_per_thread(2)
        .shared_contexts(3)
        .initial_bytes(256)
        .build();
    let on_loan = &Mutex::new(HashSet::new());
    let start = &Barrier::new(4);
    thread::scope(|threads| {
        let (send, receive) = mpsc::channel::<(ContextLease, usize)>();
        threads.spawn(move || {
            start.wait();
            // Whatever was leased elsewhere is released here.
            for (lease, writer) in receive {
                let found = lease.enter(|| lease.alloc_str(&text(writer, 8)));
                assert_eq!(found, text(writer, 8));
                assert!(on_loan.lock().unwrap().remove(&place(&lease)));
                drop(lease);
            }
        });
        for writer in 0..3 {
            let send = send.clone();
            threads.spawn(move || {
                start.wait();
                let mut held = Vec::new();
                for round in 0..150 {
                    let lease = pool.acquire();
                    assert!(on_loan.lock().unwrap().insert(place(&lease)));
                    lease.alloc_str(&text(writer, round));
                    held.push(lease);
                    if round % 4 == 3 {
                        let lease = held.swap_remove(round % held.len());
                        send.send((lease, writer)).unwrap();
                    }
                    if held.len() > 6 {
                        let lease = held.remove(0);
                        Neighbours::new(lease.arena()).assert_whole();
                        assert!(on_loan.lock().unwrap().remove(&place(&lease)));
                        drop(lease);
                    }
                }
                for lease in held {
                    assert!(on_loan.lock().unwrap().remove(&place(&lease)));
                    drop(lease);
                }
            });
        }
        drop(send);
    });
    assert!(on_loan.lock().unwrap().is_empty());
    let stats = pool.stats();
    assert_eq!(stats.in_use, 0);
    assert_eq!(stats.created + stats.reused, 3 * 150);
}

#[test]
fn what_is_written_in_one_lease_is_not_touched_by_the_next() {
    let pool = ContextPool::new();
    let outer = pool.acquire();
    outer.enter(|| {
        let mut neighbours = Neighbours::new(outer.arena());
        for _ in 0..20 {
            let inner = pool.acquire();
            inner.enter(|| {
                let mut inside = Neighbours::new(inner.arena());
                neighbours.settle();
                inside.settle();
                inside.assert_whole();
            });
            drop(inner);
            neighbours.settle();
        }
        neighbours.assert_whole();
    });
    assert_eq!(pool.stats().in_use, 1);
    assert_eq!(pool.stats().created, 2);
}

#[test]
fn a_lease_held_by_what_panics_goes_back() {
    let pool = ContextPool::new();
    for round in 0..10 {
        panics(|| {
            let lease = pool.acquire();
            lease.enter(|| {
                lease.alloc_str(&text(9, round));
                panic!("on purpose");
            });
        });
        assert_eq!(pool.stats().in_use, 0);
        let lease = pool.acquire();
        assert!(!lease.arena().is_entered());
        lease.enter(|| Neighbours::new(lease.arena()).assert_whole());
    }
    assert_eq!(pool.stats().created, 1);
}

#[test]
fn leases_that_outlive_many_pools_are_released_anywhere() {
    let mut leases = Vec::new();
    for round in 0..30 {
        let pool = ContextPool::builder().initial_bytes(128).build();
        drop(pool.acquire());
        leases.push(pool.acquire());
        leases.push(pool.acquire());
        if round % 3 == 0 {
            drop(leases.remove(0));
        }
    }
    let found: Vec<_> = leases
        .iter()
        .map(|lease| lease.alloc_str("alone"))
        .collect();
    assert!(found.iter().all(|text| *text == "alone"));
    let others = leases.split_off(20);
    on_a_thread(move || drop(others));
    drop(leases);
    use_leases(&ContextPool::new());
}

#[test]
fn a_first_chunk_that_cannot_be_is_done_without() {
    let pool = ContextPool::builder()
        .initial_bytes(isize::MAX as usize)
        .build();
    for _ in 0..3 {
        let lease = pool.acquire();
        lease.enter(|| Neighbours::new(lease.arena()).assert_whole());
    }
    let stats = pool.stats();
    assert_eq!((stats.created, stats.in_use), (1, 0), "{stats:?}");
}
