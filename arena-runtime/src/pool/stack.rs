//! A stack bounded by the number of its items and by their bytes: what a pool keeps things in. What was used
//! last is taken first, as it is still in the processor's caches.

/// What can be kept.
pub(super) trait Kept {
    /// Bytes that are kept by keeping it, as long as it is kept.
    fn kept_bytes(&self) -> usize;
}

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) items: usize,
    pub(super) bytes: usize,
}

#[derive(Debug)]
pub(super) struct Stack<T> {
    items: Vec<T>,
    bytes: usize,
    bounds: Bounds,
}

impl<T: Kept> Stack<T> {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            items: Vec::new(),
            bytes: 0,
            bounds,
        }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<T> {
        let item = self.items.pop()?;
        self.bytes -= item.kept_bytes();
        Some(item)
    }

    /// Takes `item` if there is room for it, and hands it back if not.
    #[inline]
    pub(super) fn push(&mut self, item: T) -> Option<T> {
        let bytes = item.kept_bytes();
        // The sum is within bounds, and each item is in memory.
        if self.items.len() >= self.bounds.items || self.bytes + bytes > self.bounds.bytes {
            return Some(item);
        }
        self.items.push(item);
        self.bytes += bytes;
        None
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Kept, Stack};

    impl Kept for usize {
        fn kept_bytes(&self) -> usize {
            *self
        }
    }

    #[test]
    fn neither_bound_is_exceeded() {
        let mut stack = Stack::new(Bounds { items: 3, bytes: 9 });
        assert_eq!(stack.push(10), Some(10), "is handed back");
        assert_eq!(stack.push(4), None);
        assert_eq!(stack.push(6), Some(6));
        assert_eq!(stack.push(5), None);
        assert_eq!(stack.push(0), None);
        assert_eq!(stack.push(0), Some(0));
        assert_eq!((stack.len(), stack.bytes()), (3, 9));
        assert_eq!([stack.pop(), stack.pop()], [Some(0), Some(5)]);
        assert_eq!((stack.len(), stack.bytes()), (1, 4));
    }
}
