//! What can be pooled: collections that can be emptied and keep their room.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasher;

/// A std collection that a context can hand out again: `String`, and `Vec`, `VecDeque`, `HashMap` and
/// `HashSet` of any `'static` items.
///
/// It cannot be implemented elsewhere.
///
/// ```
/// use arena_runtime::{RequestContext, Reusable};
///
/// fn some<C: Reusable>(ctx: &RequestContext) -> C {
///     ctx.pooled::<C>().into_inner()
/// }
///
/// assert!(some::<Vec<u8>>(&RequestContext::new()).is_empty());
/// ```
pub trait Reusable: sealed::Emptied + Default + 'static {}

mod sealed {
    /// # Safety
    ///
    /// After `empty` has returned, a value may be sent to any thread and dropped there, whatever may be
    /// done with its items: it holds none.
    pub unsafe trait Emptied {
        /// Drops the items and keeps the room for them.
        fn empty(&mut self);

        /// Bytes of heap that the room takes.
        fn kept_bytes(&self) -> usize;
    }
}

macro_rules! reusable {
    ($($ty:ty, [$($generics:tt)*], $collection:ident => $bytes:expr;)*) => {$(
        impl<$($generics)*> Reusable for $ty {}

        // SAFETY: `clear` drops all items, and what is left is a buffer that is nobody else's.
        unsafe impl<$($generics)*> sealed::Emptied for $ty {
            #[inline]
            fn empty(&mut self) {
                self.clear();
            }

            #[inline]
            fn kept_bytes(&self) -> usize {
                let $collection = self;
                $bytes
            }
        }
    )*};
}

reusable! {
    String, [], text => text.capacity();
    Vec<T>, [T: 'static], items => capacity_bytes::<T>(items.capacity());
    VecDeque<T>, [T: 'static], items => capacity_bytes::<T>(items.capacity());
    HashMap<K, V, S>, [K: 'static, V: 'static, S: BuildHasher + Default + Send + 'static],
        entries => table_bytes::<(K, V)>(entries.capacity());
    HashSet<T, S>, [T: 'static, S: BuildHasher + Default + Send + 'static],
        items => table_bytes::<T>(items.capacity());
}

#[inline]
fn capacity_bytes<T>(capacity: usize) -> usize {
    // The capacity for zero-sized items is the largest number there is.
    capacity.saturating_mul(size_of::<T>())
}

/// A table fills seven eighths of its slots, each of which has a byte beside its entry.
#[inline]
fn table_bytes<T>(capacity: usize) -> usize {
    capacity.saturating_mul(size_of::<T>() + 1) / 7 * 8
}
