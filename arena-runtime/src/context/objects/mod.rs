//! Object pools: std collections that are handed out empty and taken back with their capacity.
//!
//! For code that wants the std types, or a value that outlives the request; what can live in the arena
//! should. [`guard`] is what a handler holds, [`reusable`] says what can be pooled, [`shelves`] is where
//! objects wait.
//!
//! A context's shelves are its arena's companion, so that taking and giving back an object costs no lock:
//! the thread inside the arena's scope takes the shelves out, pops or pushes, and puts them in again. When
//! another thread is inside, an object is simply made or freed.

mod guard;
mod reusable;
mod shelves;

use crate::arena::Arena;
use crate::arena::Companion;

pub use self::guard::{
    Pooled, PooledBytes, PooledDeque, PooledMap, PooledSet, PooledString, PooledVec,
};
pub use self::reusable::Reusable;
pub(crate) use self::shelves::ObjectLimits;
use self::shelves::Shelves;

/// Gives an arena its shelves.
pub(super) fn install(arena: &mut Arena, limits: ObjectLimits) {
    arena.put_companion(Box::new(Shelves::new(limits)));
}

/// Bytes of the objects on the shelves.
pub(super) fn kept_bytes(arena: &mut Arena) -> usize {
    shelves_mut(arena).map_or(0, |shelves| shelves.kept_bytes())
}

/// Frees the objects on the shelves.
pub(super) fn clear(arena: &mut Arena) {
    if let Some(shelves) = shelves_mut(arena) {
        shelves.clear();
    }
}

fn shelves_mut(arena: &mut Arena) -> Option<&mut Shelves> {
    arena.companion_mut()?.downcast_mut()
}

/// An object from the shelves, or a new one.
fn take<C: Reusable>(arena: &Arena) -> C {
    with_shelves(arena, Shelves::take)
        .flatten()
        .unwrap_or_default()
}

/// Keeps an emptied object, if the shelves can be reached and have room.
fn give_back<C: Reusable>(arena: &Arena, object: C) {
    let emptied = shelves::Emptied::new(object);
    let kept_bytes = emptied.kept_bytes();
    // What could not be kept is freed when nothing is held any more.
    let _unkept = with_shelves(arena, |shelves| shelves.give_back(emptied, kept_bytes));
}

/// `None` if another thread is inside. Nothing of the user's runs in `work`.
#[inline]
fn with_shelves<R>(arena: &Arena, work: impl FnOnce(&mut Shelves) -> R) -> Option<R> {
    let mut companion: Companion = arena.take_companion()?;
    let done = companion.downcast_mut().map(work);
    // Another thread may have gone inside meanwhile, if this one was outside; its shelves are freed then.
    arena.put_companion(companion);
    done
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::rc::Rc;

    use super::PooledVec;
    use crate::RequestContext;

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
        let mut ctx = RequestContext::new();
        let all: Vec<_> = (0..100)
            .map(|_| {
                let mut bytes = ctx.pooled_bytes();
                bytes.reserve_exact(1000);
                bytes
            })
            .collect();
        drop(all);
        assert_eq!(ctx.kept_object_bytes(), 20 * 1000);
        ctx.pooled_string().reserve(100 * 1024 * 1024);
        assert_eq!(ctx.kept_object_bytes(), 20 * 1000);
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
        let mut ctx = RequestContext::new();
        ctx.pooled_vec().extend([(); 1000]);
        let _map: HashMap<(), ()> = ctx.pooled_map().into_inner();
        assert_eq!(ctx.kept_object_bytes(), 0);
    }
}
