//! One value that lives with the arena and is reached as the arena is: by the thread inside, without a lock.
//!
//! What it is, is the business of [`context`](crate::context), which keeps its object pools here. It is only
//! ever moved out and in, so nothing of its own runs while the arena is held.

use std::any::Any;

use super::Arena;

pub(crate) type Companion = Box<dyn Any + Send>;

impl Arena {
    /// Takes out the companion, if there is one and no other thread is inside.
    #[inline]
    pub(crate) fn take_companion(&self) -> Option<Companion> {
        if let Some(owned) = self.owned() {
            return owned.companion.take();
        }
        // Perhaps it is yet to be lent.
        self.as_owner_with_chunk(|owned| owned.companion.take())
            .flatten()
    }

    /// Puts in a companion. It is handed back when another thread is inside.
    #[inline]
    pub(crate) fn put_companion(&self, companion: Companion) -> Option<Companion> {
        let mut companion = Some(companion);
        let former = self.as_owner(|owned| owned.companion.replace(companion.take()));
        // Dropped only now, when nothing is held.
        drop(former);
        companion
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use loom::sync::Arc;
    use loom::thread;

    use crate::interleavings;

    use super::{Arena, Companion};

    /// Takes the companion out and puts it in again, as taking and giving back an object does. Returns what
    /// was lost to another thread.
    fn borrow(arena: &Arena) -> u32 {
        let Some(companion) = arena.take_companion() else {
            return 0;
        };
        arena.put_companion(companion).map_or(0, value)
    }

    fn value(companion: Companion) -> u32 {
        *companion.downcast().expect("a number")
    }

    /// One thread inside the scope and two outside reach for it at once: it is in one place at any time.
    #[test]
    fn there_is_one_companion() {
        interleavings::with_few_interruptions("there_is_one_companion", 3, || {
            let arena = Arc::new(Arena::new());
            assert!(arena.put_companion(Box::new(7u32)).is_none());
            let others: Vec<_> = [true, false]
                .into_iter()
                .map(|inside| {
                    let arena = Arc::clone(&arena);
                    thread::spawn(move || {
                        if inside {
                            arena.enter(|| borrow(&arena))
                        } else {
                            borrow(&arena)
                        }
                    })
                })
                .collect();
            let mut found = borrow(&arena);
            for other in others {
                found += other.join().unwrap();
            }
            found += arena.take_companion().map_or(0, value);
            assert_eq!(found, 7);
        });
    }
}
