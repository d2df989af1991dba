//! Object pools: std collections that are handed out empty and taken back with their capacity.
//!
//! For code that wants the std types, or a value that outlives the request; what can live in the arena
//! should. [`guard`] is what a handler holds, [`reusable`] says what can be pooled, [`shelves`] is where
//! objects wait.
//!
//! A context's shelves are its arena's companion, so that taking and giving back an object costs no lock:
//! the thread inside the arena's scope takes the shelves out, pops or pushes, and puts them in again. When
//! another thread is inside, an object is simply made or freed. In a pool they are lent with the arena's chunk.

mod guard;
mod reusable;
mod shelves;

use crate::arena::Companion;
use crate::context::RequestContext;

pub use self::guard::{
    Pooled, PooledBytes, PooledDeque, PooledMap, PooledSet, PooledString, PooledVec,
};
pub use self::reusable::Reusable;
pub(crate) use self::shelves::ObjectLimits;
use self::shelves::{Emptied, Shelves};

/// Bytes of the objects on the shelves.
pub(crate) fn kept_object_bytes(companion: &mut Companion) -> usize {
    shelves_in(companion).map_or(0, |shelves| shelves.kept_bytes())
}

/// Frees the objects on the shelves.
pub(crate) fn clear_objects(companion: &mut Companion) {
    if let Some(shelves) = shelves_in(companion) {
        shelves.clear();
    }
}

#[inline]
fn shelves_in(companion: &mut Companion) -> Option<&mut Shelves> {
    companion.downcast_mut()
}

/// An object from the shelves, or a new one.
#[inline]
fn take<C: Reusable>(ctx: &RequestContext) -> C {
    // There are no shelves before something has been given back, or while another thread is inside.
    let Some(mut companion) = ctx.arena.take_companion() else {
        return C::default();
    };
    let object = shelves_in(&mut companion).and_then(Shelves::take);
    ctx.arena.put_companion(companion);
    object.unwrap_or_default()
}

/// Keeps an emptied object, if there is room and no other thread is inside.
#[inline]
fn give_back<C: Reusable>(ctx: &RequestContext, object: C) {
    // Here the items are dropped, so here code of the user's may run.
    let emptied = Emptied::new(object);
    if emptied.kept_bytes() == 0 {
        return;
    }
    let mut companion = ctx
        .arena
        .take_companion()
        .unwrap_or_else(|| Box::new(Shelves::new(ctx.object_limits)));
    let unkept = shelves_in(&mut companion).map(|shelves| shelves.give_back(emptied));
    // If another thread has put up shelves meanwhile, or is inside, one or the other's objects are freed.
    ctx.arena.put_companion(companion);
    drop(unkept);
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::PooledVec;
    use crate::RequestContext;

    fn kept_bytes(ctx: &RequestContext) -> usize {
        let Some(mut companion) = ctx.arena.take_companion() else {
            return 0;
        };
        let bytes = super::kept_object_bytes(&mut companion);
        ctx.arena.put_companion(companion);
        bytes
    }

    #[test]
    fn capacity_comes_back_and_content_does_not() {
        let mut ctx = RequestContext::new();
        for round in 0..3 {
            let mut rows: PooledVec<'_, (u32, String)> = ctx.pooled_vec();
            let mut ages = ctx.pooled_map::<String, u32>();
            assert!(rows.is_empty() && ages.is_empty());
            assert_eq!(rows.capacity() >= 100, round > 0);
            assert_eq!(ages.capacity() >= 100, round > 0);
            for n in 0..100 {
                rows.push((n, n.to_string()));
                ages.insert(n.to_string(), n);
            }
            drop((rows, ages));
            ctx.reset();
        }
    }

    #[test]
    fn kinds_are_kept_apart() {
        let ctx = RequestContext::new();
        ctx.pooled_vec::<u8>().reserve(1000);
        ctx.pooled_vec::<i8>().reserve(10);
        assert!(ctx.pooled_vec::<u8>().capacity() >= 1000);
        assert!((10..1000).contains(&ctx.pooled_vec::<i8>().capacity()));
        assert_eq!(ctx.pooled_vec::<u16>().capacity(), 0);
    }

    #[test]
    fn number_and_size_are_bounded() {
        let ctx = RequestContext::new();
        let all: Vec<_> = (0..100)
            .map(|_| {
                let mut bytes = ctx.pooled_bytes();
                bytes.reserve_exact(1000);
                bytes
            })
            .collect();
        drop(all);
        assert_eq!(kept_bytes(&ctx), 20 * 1000);
        ctx.pooled_string().reserve(100 * 1024 * 1024);
        assert_eq!(kept_bytes(&ctx), 20 * 1000);
    }

    #[test]
    fn what_is_taken_out_stays_out() {
        let ctx = RequestContext::new();
        let mut names = ctx.pooled_vec();
        names.push("Ada");
        let names: Vec<&str> = names.into_inner();
        assert_eq!(names, ["Ada"]);
        assert_eq!(ctx.pooled_vec::<&str>().capacity(), 0);
    }

    #[test]
    fn items_need_not_be_send_nor_is_anything_of_them_kept() {
        let counted = Rc::new(());
        let ctx = RequestContext::new();
        let mut items = ctx.pooled_vec();
        items.push(Rc::clone(&counted));
        drop(items);
        assert_eq!(Rc::strong_count(&counted), 1);
        // The emptied vector of `Rc`s goes to another thread with its context.
        std::thread::spawn(move || drop(ctx)).join().unwrap();
    }

    #[test]
    fn guards_work_across_threads_and_scopes() {
        fn check<T: Send + Sync>(_: &T) {}
        let ctx = &RequestContext::new();
        check(&ctx.pooled_map::<String, String>());
        ctx.enter(|| {
            let mut here = ctx.pooled_string();
            here.push_str("moved");
            std::thread::scope(|threads| {
                threads.spawn(move || {
                    // This thread is not inside: neither of the two is kept.
                    assert_eq!(*here, "moved");
                    ctx.pooled_string().push_str("own");
                    drop(here);
                });
            });
            assert_eq!(ctx.pooled_string().capacity(), 0);
        });
    }

    #[test]
    fn a_panic_while_emptying_loses_that_object_alone() {
        struct Explosive;
        impl Drop for Explosive {
            fn drop(&mut self) {
                assert!(std::thread::panicking(), "on purpose");
            }
        }
        let ctx = RequestContext::new();
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut map: super::PooledMap<'_, u8, Explosive> = ctx.pooled_map();
            map.insert(1, Explosive);
        }));
        assert!(caught.is_err());
        assert_eq!(ctx.pooled_map::<u8, Explosive>().capacity(), 0);
        ctx.pooled_string().push('a');
        assert!(ctx.pooled_string().capacity() > 0);
    }

    #[test]
    fn an_object_may_be_used_while_another_is_dropped() {
        struct TakesOne<'a>(&'a RequestContext);
        impl Drop for TakesOne<'_> {
            fn drop(&mut self) {
                self.0.pooled_string().push_str("from within");
            }
        }
        static CTX: std::sync::LazyLock<RequestContext> =
            std::sync::LazyLock::new(RequestContext::new);
        let mut items = CTX.pooled_vec();
        items.push(TakesOne(&CTX));
        drop(items);
        assert!(CTX.pooled_vec::<TakesOne<'static>>().capacity() > 0);
        assert!(CTX.pooled_string().capacity() > 0);
    }

    #[test]
    fn zero_sized_items_are_no_bytes() {
        let ctx = RequestContext::new();
        ctx.pooled_vec().extend([(); 1000]);
        assert_eq!(kept_bytes(&ctx), 0);
    }
}
