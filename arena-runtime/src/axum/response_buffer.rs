//! Response bytes in buffers that come back when the last byte is sent.
//!
//! Each thread keeps a few buffers, bounded in number and size. A buffer returns to the thread on which
//! the body is dropped, which for hyper is the one that sent it.

use std::cell::RefCell;

use bytes::Bytes;

/// Buffers a thread keeps.
const MOST_KEPT: usize = 16;
/// A buffer with more capacity than this is freed instead of kept, in bytes.
const LARGEST_KEPT: usize = 1024 * 1024;
/// What a new buffer starts with, in bytes: most answers are smaller than a few of these.
const INITIAL_CAPACITY: usize = 1024;

thread_local! {
    static KEPT: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// A reused buffer to write a response into.
#[derive(Debug)]
pub(super) struct ResponseBuffer {
    bytes: Vec<u8>,
}

impl ResponseBuffer {
    /// An empty buffer, with the capacity that an earlier answer left it.
    pub(super) fn take() -> Self {
        let kept = KEPT.try_with(|kept| kept.borrow_mut().pop()).ok().flatten();
        Self {
            bytes: kept.unwrap_or_else(|| Vec::with_capacity(INITIAL_CAPACITY)),
        }
    }

    pub(super) fn as_mut_vec(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// The bytes written so far, to be sent without copying.
    pub(super) fn into_bytes(self) -> Bytes {
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for ResponseBuffer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for ResponseBuffer {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        if bytes.capacity() > LARGEST_KEPT {
            return;
        }
        bytes.clear();
        // While a thread ends its buffers are gone already; this one goes after them.
        let _ended = KEPT.try_with(|kept| {
            let mut kept = kept.borrow_mut();
            if kept.len() < MOST_KEPT {
                kept.push(bytes);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_KEPT, ResponseBuffer};

    #[test]
    fn a_buffer_comes_back_when_its_bytes_are_gone() {
        let mut buffer = ResponseBuffer::take();
        buffer.as_mut_vec().extend([7; 10_000]);
        let at = buffer.as_mut_vec().as_ptr();
        let bytes = buffer.into_bytes();
        let half = bytes.slice(..5_000);
        drop(bytes);
        assert!(half.iter().all(|byte| *byte == 7));
        drop(half);
        let mut again = ResponseBuffer::take();
        assert_eq!(again.as_mut_vec().as_ptr(), at);
        assert!(again.as_mut_vec().is_empty());
    }

    #[test]
    fn a_huge_buffer_is_freed() {
        let mut buffer = ResponseBuffer::take();
        buffer.as_mut_vec().reserve(LARGEST_KEPT + 1);
        drop(buffer);
        assert!(ResponseBuffer::take().as_mut_vec().capacity() <= LARGEST_KEPT);
    }
}
