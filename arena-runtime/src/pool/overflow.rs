//! What threads share of a pool: what a full shelf could not take, for those who run out.

#[cfg(arena_loom)]
use loom::sync::atomic::{AtomicUsize, Ordering};
#[cfg(arena_loom)]
use loom::sync::{Mutex, MutexGuard};
#[cfg(not(arena_loom))]
use std::sync::atomic::{AtomicUsize, Ordering};
#[cfg(not(arena_loom))]
use std::sync::{Mutex, MutexGuard};

use std::sync::PoisonError;

use super::stack::{Bounds, Kept, Stack};

/// A bounded stack under a lock, passed without it while empty.
#[derive(Debug)]
pub(super) struct Overflow<T> {
    stack: Mutex<Stack<T>>,
    /// How many items there are, as of when the lock was last let go.
    len: AtomicUsize,
}

impl<T: Kept> Overflow<T> {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            stack: Mutex::new(Stack::new(bounds)),
            len: AtomicUsize::new(0),
        }
    }

    /// Nothing that runs under the lock leaves the stack half-changed, so poison says nothing.
    fn lock(&self) -> MutexGuard<'_, Stack<T>> {
        self.stack.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take(&self) -> Option<T> {
        // Whoever misses an item that is just being put in makes a new one: no harm done.
        if self.len.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut stack = self.lock();
        let item = stack.pop();
        self.len.store(stack.len(), Ordering::Relaxed);
        item
    }

    /// Takes `item` if there is room for it, and hands it back if not.
    pub(super) fn give(&self, item: T) -> Option<T> {
        let mut stack = self.lock();
        let unkept = stack.push(item);
        self.len.store(stack.len(), Ordering::Relaxed);
        unkept
    }

    /// Bytes that are kept here.
    pub(super) fn bytes(&self) -> usize {
        self.lock().bytes()
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use loom::sync::Arc;
    use loom::thread;

    use crate::interleavings;

    use super::{Bounds, Overflow};

    /// Three threads put in and take out: nothing is lost, handed out twice, or kept beyond the bounds.
    #[test]
    fn each_item_is_in_one_place() {
        for bounds in [
            Bounds {
                items: 1,
                bytes: 30,
            },
            Bounds {
                items: 2,
                bytes: 20,
            },
        ] {
            interleavings::with_few_interruptions("each_item_is_in_one_place", 4, move || {
                let overflow = Arc::new(Overflow::new(bounds));
                let others: Vec<_> = [10, 20]
                    .into_iter()
                    .map(|item: usize| {
                        let overflow = Arc::clone(&overflow);
                        thread::spawn(move || {
                            let unkept = overflow.give(item);
                            assert!(overflow.bytes() <= bounds.bytes);
                            let taken = overflow.take();
                            [unkept, taken].into_iter().flatten().sum::<usize>()
                        })
                    })
                    .collect();
                let mut had = overflow.take().unwrap_or(0);
                for other in others {
                    had += other.join().unwrap();
                }
                had += overflow.take().unwrap_or(0);
                assert_eq!(had, 30);
                assert_eq!((overflow.take(), overflow.bytes()), (None, 0));
            });
        }
    }
}
