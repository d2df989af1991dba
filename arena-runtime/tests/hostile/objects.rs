//! Pooled objects in the wrong hands: forgotten, dropped elsewhere, outliving what they came from, or full of
//! items that misbehave.

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem::forget;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::LazyLock;

use arena_runtime::{ContextPool, Pooled, PooledMap, PooledVec, RequestContext};

use crate::items::{Item, Ledger, text};

#[test]
fn forgotten_guards_leak_their_items_and_nothing_else() {
    let ledger = Ledger::new();
    let pool = ContextPool::new();
    for _ in 0..3 {
        let ctx = pool.acquire();
        let mut kept: PooledVec<'_, Item> = ctx.pooled_vec();
        kept.extend(ledger.items(2));
        let mut lost: PooledVec<'_, Item> = ctx.pooled_vec();
        lost.extend(ledger.items(1));
        forget(lost);
    }
    assert_eq!(pool.stats().in_use, 0);
    ledger.assert_settled(&[2, 5, 8]);
}

#[test]
fn objects_are_never_handed_out_twice() {
    let ctx = RequestContext::new();
    for round in 0..50 {
        let mut all: Vec<_> = (0..round).map(|_| ctx.pooled_vec::<usize>()).collect();
        for (n, vec) in all.iter_mut().enumerate() {
            assert!(vec.is_empty());
            vec.extend([n; 7]);
        }
        // Given back in another order each time.
        while !all.is_empty() {
            let vec = all.swap_remove(round * 31 % all.len());
            assert!(vec.iter().all(|n| *n == vec[0]) && vec.len() == 7);
        }
    }
}

#[test]
fn threads_inside_and_outside_take_and_give_back_at_once() {
    let ctx = &RequestContext::new();
    let use_some = |thread: usize| {
        for n in 0..500 {
            let mut numbers = ctx.pooled_vec::<usize>();
            let mut line = ctx.pooled_string();
            let mut map = ctx.pooled_map::<usize, String>();
            assert!(numbers.is_empty() && line.is_empty() && map.is_empty());
            numbers.extend([thread; 20]);
            line.push_str(&text(thread, n));
            map.insert(n, text(n, thread));
            std::thread::yield_now();
            assert!(numbers.iter().all(|n| *n == thread));
            assert_eq!(*line, text(thread, n));
            assert_eq!(map[&n], text(n, thread));
        }
    };
    std::thread::scope(|threads| {
        for thread in 0..3 {
            threads.spawn(move || use_some(thread));
        }
        threads.spawn(move || ctx.enter(|| use_some(3)));
    });
}

#[test]
fn a_guard_may_be_dropped_on_any_thread_while_others_work() {
    let ctx = &RequestContext::new();
    ctx.enter(|| {
        std::thread::scope(|threads| {
            for n in 0..100 {
                let mut moved = ctx.pooled_vec::<String>();
                moved.push(text(n, n));
                threads.spawn(move || assert_eq!(moved[0], text(n, n)));
                let mut own = ctx.pooled_vec::<String>();
                own.push(text(n, 0));
                assert_eq!(own[0], text(n, 0));
            }
        });
    });
}

#[test]
fn items_that_are_not_send_stay_with_their_thread() {
    let pool = ContextPool::builder().contexts_per_thread(0).build();
    let counted = Rc::new(());
    for _ in 0..10 {
        let ctx = pool.acquire();
        let mut own: Pooled<'_, HashMap<u8, Rc<()>>> = ctx.pooled();
        own.extend((0..50).map(|n| (n, Rc::clone(&counted))));
        drop(own);
        assert_eq!(Rc::strong_count(&counted), 1);
        // The room goes to another thread, which fills it with its own.
        std::thread::spawn(move || {
            let counted = Rc::new(());
            let mut own: Pooled<'_, HashMap<u8, Rc<()>>> = ctx.pooled();
            assert!(own.is_empty());
            own.insert(1, Rc::clone(&counted));
            drop(own);
            assert_eq!(Rc::strong_count(&counted), 1);
        })
        .join()
        .unwrap();
    }
    assert_eq!(pool.stats().created, 1);
}

#[test]
fn an_item_whose_drop_panics_takes_its_object_with_it() {
    let ledger = Ledger::new();
    let ctx = RequestContext::new();
    for round in 0..10 {
        ledger.plant_bomb(round * 5 + 2);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let mut items: PooledVec<'_, Item> = ctx.pooled_vec();
            items.extend(ledger.items(5));
        }));
        assert!(caught.is_err() && ledger.is_bomb_off());
        assert!(ctx.pooled_vec::<Item>().is_empty());
    }
    ledger.assert_settled(&[]);
}

#[test]
fn a_drop_that_takes_objects_while_its_own_is_emptied_gets_others() {
    struct Nested(u32);
    impl Drop for Nested {
        fn drop(&mut self) {
            static CTX: LazyLock<RequestContext> = LazyLock::new(RequestContext::new);
            if self.0 > 0 {
                let mut more = CTX.pooled_vec::<Self>();
                assert!(more.is_empty());
                more.extend((0..3).map(|_| Self(self.0 - 1)));
            }
        }
    }
    drop(Nested(5));
}

#[test]
fn guards_and_leases_in_thread_locals_end_with_their_thread() {
    static CTX: LazyLock<RequestContext> = LazyLock::new(RequestContext::new);
    thread_local! {
        static FIRST: RefCell<Option<PooledVec<'static, String>>> = const { RefCell::new(None) };
        static LAST: RefCell<Option<PooledMap<'static, u8, String>>> = const { RefCell::new(None) };
    }
    for n in 0..5 {
        std::thread::spawn(move || {
            let mut names = CTX.pooled_vec();
            names.push(text(n, 1));
            let pool = ContextPool::new();
            drop(pool.acquire());
            FIRST.set(Some(names));
            let mut map = CTX.pooled_map();
            map.insert(1, text(n, 2));
            LAST.set(Some(map));
        })
        .join()
        .unwrap();
        assert!(CTX.pooled_vec::<String>().is_empty());
        assert!(CTX.pooled_map::<u8, String>().is_empty());
    }
}

#[test]
fn what_was_taken_out_outlives_everything() {
    let taken: Vec<Vec<String>> = {
        let pool = ContextPool::new();
        (0..30)
            .map(|n| {
                let ctx = pool.acquire();
                let mut names = ctx.pooled_vec();
                names.extend((0..n).map(|m| text(n, m)));
                names.into_inner()
            })
            .collect()
    };
    for (n, names) in taken.iter().enumerate() {
        let expected: Vec<String> = (0..n).map(|m| text(n, m)).collect();
        assert_eq!(*names, expected);
    }
}
