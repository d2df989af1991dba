//! What threads share of a pool: the contexts that a full shelf could not take, for those who run out.

#[cfg(arena_loom)]
use loom::sync::atomic::{AtomicUsize, Ordering};
#[cfg(arena_loom)]
use loom::sync::{Mutex, MutexGuard};
#[cfg(not(arena_loom))]
use std::sync::atomic::{AtomicUsize, Ordering};
#[cfg(not(arena_loom))]
use std::sync::{Mutex, MutexGuard};

use std::sync::PoisonError;

/// A bounded stack under a lock, passed without it while empty.
#[derive(Debug)]
pub(super) struct Overflow<T> {
    items: Mutex<Vec<T>>,
    /// How many there are, as of when the lock was last let go.
    len: AtomicUsize,
    most: usize,
}

impl<T> Overflow<T> {
    pub(super) fn new(most: usize) -> Self {
        Self {
            items: Mutex::new(Vec::new()),
            len: AtomicUsize::new(0),
            most,
        }
    }

    /// Nothing that runs under the lock leaves the stack half-changed, so poison says nothing.
    fn lock(&self) -> MutexGuard<'_, Vec<T>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn take(&self) -> Option<T> {
        // Whoever misses an item that is just being put in makes a new one: no harm done.
        if self.len.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut items = self.lock();
        let item = items.pop();
        self.len.store(items.len(), Ordering::Relaxed);
        item
    }

    /// Keeps `item`, if there is room. What there is none for is handed back.
    pub(super) fn give(&self, item: T) -> Option<T> {
        let mut items = self.lock();
        if items.len() >= self.most {
            return Some(item);
        }
        items.push(item);
        self.len.store(items.len(), Ordering::Relaxed);
        None
    }

    /// The sum over all items.
    pub(super) fn sum(&self, of: impl Fn(&T) -> u64) -> u64 {
        self.lock().iter().map(of).sum()
    }
}

#[cfg(all(test, arena_loom))]
mod models {
    use loom::sync::Arc;
    use loom::thread;

    use crate::interleavings;

    use super::Overflow;

    /// Three threads put in and take out: nothing is lost, handed out twice, or kept beyond the bound.
    #[test]
    fn each_item_is_in_one_place() {
        interleavings::with_few_interruptions("each_item_is_in_one_place", 4, || {
            let overflow = Arc::new(Overflow::new(1));
            let others: Vec<_> = [10, 20]
                .into_iter()
                .map(|item: u32| {
                    let overflow = Arc::clone(&overflow);
                    thread::spawn(move || {
                        let unkept = overflow.give(item);
                        let taken = overflow.take();
                        [unkept, taken].into_iter().flatten().sum::<u32>()
                    })
                })
                .collect();
            let mut had = overflow.take().unwrap_or(0);
            for other in others {
                had += other.join().unwrap();
            }
            had += overflow.take().unwrap_or(0);
            assert_eq!(had, 30);
            assert_eq!(overflow.take(), None);
        });
    }
}
