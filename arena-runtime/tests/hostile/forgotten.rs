//! Guards and collections that are forgotten instead of dropped: something may leak, nothing may be wrong.

use std::mem::forget;

use arena_runtime::{
    Arena, ArenaMap, ArenaString, ArenaVec, ContextPool, RequestContext, TempString,
};

use crate::items::{Ledger, Neighbours, as_stranger_and_as_owner, ids, text};

#[test]
fn forgotten_buffers_are_replaced_by_new_ones() {
    let mut ctx = RequestContext::new();
    for round in 0..20 {
        let mut line = ctx.string_buffer();
        let mut bytes = ctx.scratch_buffer();
        assert!(line.is_empty() && bytes.is_empty());
        line.push_str(&text(1, round));
        bytes.extend(text(2, round).bytes());
        if round % 2 == 0 {
            forget((line, bytes));
        } else {
            drop((line, bytes));
        }
        let kept = ctx.string_buffer();
        assert!(kept.is_empty());
        drop(kept);
        if round % 5 == 0 {
            ctx.reset();
        }
    }
}

#[test]
fn forgotten_collections_leak_their_items_and_nothing_else() {
    let ledger = Ledger::new();
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        forget(ArenaVec::from_iter_in(ledger.items(5), arena));
        neighbours.settle();
        let mut iter = ArenaVec::from_iter_in(ledger.items(5), arena).into_iter();
        drop(iter.next());
        forget(iter);
        neighbours.settle();
        let mut map = ArenaMap::new_in(arena);
        map.extend(ledger.items(5).enumerate());
        forget(map);
        forget(
            Some(ArenaString::from_str_in("forgotten", arena))
                .into_iter()
                .collect::<Vec<_>>(),
        );
        forget(TempString::from_str_in("forgotten", arena));
        neighbours.settle();
        neighbours.assert_whole();
    });
    let leaked: Vec<_> = (0..30).filter(|id| ![5, 20].contains(id)).collect();
    ledger.assert_settled(&leaked);
}

#[test]
fn a_forgotten_drain_loses_what_was_behind_and_the_vector_goes_on() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::from_iter_in(ledger.items(10), arena);
        let mut neighbours = Neighbours::new(arena);
        let mut drain = items.drain(3..6);
        assert_eq!(drain.next().unwrap().read(), 3);
        assert_eq!(drain.next_back().unwrap().read(), 5);
        forget(drain);
        assert_eq!(ids(&items), [0, 1, 2]);
        items.extend(ledger.items(20));
        assert_eq!(ids(&items)[3..], (10..30).collect::<Vec<_>>());
        // An empty range in the middle, forgotten, loses the tail too.
        forget(items.drain(5..5));
        assert_eq!(ids(&items), [0, 1, 2, 10, 11]);
        neighbours.settle();
        neighbours.assert_whole();
        drop(items);
        let leaked: Vec<_> = (4..10).filter(|&id| id != 5).chain(12..30).collect();
        ledger.assert_settled(&leaked);
    });
}

#[test]
fn a_forgotten_drain_of_a_string_leaves_text() {
    as_stranger_and_as_owner(|arena| {
        let mut words = TempString::from_str_in("Ada é Lovelace ∂", arena);
        let mut drain = words.drain(4..7);
        assert_eq!(drain.next(), Some('é'));
        forget(drain);
        let left = String::from(&words);
        assert!(str::from_utf8(left.as_bytes()).is_ok());
        words.push_str(" and more than there was room for");
        assert_eq!(words, left + " and more than there was room for");
    });
}

#[test]
fn a_forgotten_drain_of_a_map_leaves_it_usable() {
    let ledger = Ledger::new();
    as_stranger_and_as_owner(|arena| {
        let mut map = ArenaMap::new_in(arena);
        map.extend(ledger.items(50).enumerate());
        let mut drain = map.drain();
        drop(drain.next());
        forget(drain);
        assert_eq!(map.len(), map.iter().count());
        map.clear();
        map.extend(ledger.items(60).enumerate());
        assert_eq!(map.len(), 60);
        assert!(map.iter().all(|(key, item)| item.read() % 110 == key + 50));
    });
    assert_eq!(ledger.dropped(), 2 * (1 + 60));
}

#[test]
fn a_forgotten_lease_stays_in_use_and_the_pool_goes_on() {
    let pool = ContextPool::new();
    for round in 0..5 {
        let lease = pool.acquire();
        lease.enter(|| lease.alloc_str(&text(3, round)).len());
        forget(lease);
        let lease = pool.acquire();
        let mut neighbours = Neighbours::new(lease.arena());
        neighbours.assert_whole();
        assert_eq!(pool.stats().in_use, round as u64 + 2);
    }
    let stats = pool.stats();
    assert_eq!(stats.in_use, 5);
    assert_eq!(stats.created + stats.reused, 10);
    assert_eq!(stats.created, 6);
}

#[test]
fn a_lease_forgotten_on_another_thread_stays_in_use_after_that_has_ended() {
    let pool = ContextPool::new();
    let elsewhere = pool.clone();
    std::thread::spawn(move || {
        drop(elsewhere.acquire());
        forget(elsewhere.acquire());
    })
    .join()
    .unwrap();
    assert_eq!(pool.stats().in_use, 1);
    drop(pool.acquire());
    assert_eq!(pool.stats().in_use, 1);
}

#[test]
fn an_arena_reset_after_all_was_forgotten_starts_anew() {
    let mut arena = Arena::new();
    for _ in 0..10 {
        arena.enter(|| {
            let mut items = ArenaVec::from_iter_in((0..100).map(|n| text(4, n)), &arena);
            forget(items.drain(10..));
            forget(items);
        });
        forget(ArenaVec::from_elem_in(7, 100, &arena));
        arena.reset();
        Neighbours::new(&arena).assert_whole();
        arena.enter(|| Neighbours::new(&arena).assert_whole());
    }
}
