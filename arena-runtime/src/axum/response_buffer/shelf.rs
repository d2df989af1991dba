//! Each thread's shelf of buffers for the answers to come.
//!
//! A buffer is a `BytesMut` of which the last answer's bytes were split off: the handle stays on the shelf of
//! the thread that wrote them, and its room is free again when the last of those bytes is dropped, on
//! whichever thread that is. Neither costs an allocation, only a count. What a buffer is written with is
//! [`Writer`](super::Writer)'s business.

use std::cell::RefCell;

use bytes::BytesMut;

/// Buffers a thread keeps, of answers that are still being sent too.
const MOST_KEPT: usize = 16;
/// A buffer of more than this is not kept, in bytes.
const LARGEST_KEPT: usize = 4 * 1024 * 1024;
/// What the buffers a thread keeps may have in all, in bytes.
const MOST_KEPT_BYTES: usize = 8 * 1024 * 1024;
/// The least a new buffer starts with, in bytes.
const LEAST_CAPACITY: usize = 4096;
/// After so many answers those before are forgotten.
const ANSWERS_REMEMBERED: u32 = 64;
/// A buffer that has more than this many times what the largest of the remembered answers took is freed.
const SPARE: usize = 4;

thread_local! {
    static SHELF: RefCell<Shelf> = const { RefCell::new(Shelf::new()) };
}

/// An empty buffer with room for the largest of the last answers.
pub(super) fn take() -> BytesMut {
    SHELF
        .try_with(|shelf| shelf.borrow_mut().take())
        // This thread ends, and its shelf is gone already.
        .unwrap_or_else(|_| BytesMut::with_capacity(LEAST_CAPACITY))
}

/// Puts the handle of a buffer back, that had `capacity` bytes before its answer of `answered` bytes was split
/// off; of nothing, if it was given up.
pub(super) fn put(handle: BytesMut, capacity: usize, answered: Option<usize>) {
    let _ended = SHELF.try_with(|shelf| {
        let mut shelf = shelf.borrow_mut();
        if let Some(bytes) = answered {
            shelf.remember(bytes);
        }
        shelf.put(Kept { handle, capacity });
    });
}

#[derive(Debug)]
struct Kept {
    handle: BytesMut,
    capacity: usize,
}

#[derive(Debug)]
struct Shelf {
    /// The oldest first.
    kept: Vec<Kept>,
    kept_bytes: usize,
    answers: u32,
    /// The largest of the `answers` counted so far, and of the `ANSWERS_REMEMBERED` before, in bytes.
    largest: usize,
    largest_before: usize,
}

impl Shelf {
    const fn new() -> Self {
        Self {
            kept: Vec::new(),
            kept_bytes: 0,
            answers: 0,
            largest: 0,
            largest_before: 0,
        }
    }

    /// What an answer is expected to take at most.
    fn expected(&self) -> usize {
        self.largest.max(self.largest_before).max(LEAST_CAPACITY)
    }

    /// What a buffer may have to be kept.
    fn most_capacity(&self) -> usize {
        LARGEST_KEPT.min(self.expected().saturating_mul(SPARE))
    }

    fn take(&mut self) -> BytesMut {
        let expected = self.expected();
        // The newest is the likeliest to be in the processor's cache. One whose answer is still on its way
        // cannot be reclaimed and is passed over.
        for index in (0..self.kept.len()).rev() {
            let kept = &mut self.kept[index];
            if kept.handle.try_reclaim(kept.capacity) {
                let mut handle = self.remove(index).handle;
                handle.reserve(expected);
                return handle;
            }
        }
        BytesMut::with_capacity(expected)
    }

    fn put(&mut self, kept: Kept) {
        if kept.capacity > self.most_capacity() {
            return;
        }
        // The oldest goes: nobody needed it, or a slow client still holds its bytes, with which it is freed.
        while self.kept.len() >= MOST_KEPT || self.kept_bytes + kept.capacity > MOST_KEPT_BYTES {
            self.remove(0);
        }
        self.kept_bytes += kept.capacity;
        self.kept.push(kept);
    }

    fn remember(&mut self, bytes: usize) {
        self.largest = self.largest.max(bytes);
        self.answers += 1;
        if self.answers == ANSWERS_REMEMBERED {
            self.answers = 0;
            self.largest_before = std::mem::take(&mut self.largest);
            let most = self.most_capacity();
            self.kept.retain(|kept| kept.capacity <= most);
            self.kept_bytes = self.kept.iter().map(|kept| kept.capacity).sum();
        }
    }

    fn remove(&mut self, index: usize) -> Kept {
        let kept = self.kept.remove(index);
        self.kept_bytes -= kept.capacity;
        kept
    }
}

#[cfg(test)]
mod tests {
    use bytes::{Bytes, BytesMut};

    use super::{
        ANSWERS_REMEMBERED, LARGEST_KEPT, LEAST_CAPACITY, MOST_KEPT, MOST_KEPT_BYTES, SHELF, put,
        take,
    };

    /// An answer of `length` bytes.
    fn answer(length: usize) -> Bytes {
        let mut buffer = take();
        buffer.resize(length, 7);
        let capacity = buffer.capacity();
        let bytes = buffer.split().freeze();
        put(buffer, capacity, Some(length));
        bytes
    }

    fn kept() -> (usize, usize) {
        SHELF.with_borrow(|shelf| {
            let bytes = shelf.kept.iter().map(|kept| kept.capacity).sum();
            assert_eq!(shelf.kept_bytes, bytes);
            (shelf.kept.len(), bytes)
        })
    }

    #[test]
    fn a_buffer_comes_back_when_its_last_byte_is_gone() {
        let bytes = answer(10_000);
        let at = bytes.as_ptr();
        let half = bytes.slice(..5_000);
        drop(bytes);
        assert_ne!(answer(10).as_ptr(), at, "its bytes are still held");
        assert!(half.iter().all(|byte| *byte == 7));
        drop(half);
        SHELF
            .with_borrow_mut(|shelf| assert!(shelf.kept.len() > 1 && shelf.remove(1).capacity > 0));
        assert_eq!(answer(10_000).as_ptr(), at);
    }

    #[test]
    fn a_buffer_comes_back_from_another_thread() {
        let bytes = answer(5_000);
        let at = bytes.as_ptr() as usize;
        std::thread::spawn(move || drop(bytes)).join().unwrap();
        assert_eq!(answer(5_000).as_ptr() as usize, at);
    }

    #[test]
    fn the_next_buffer_has_room_for_the_last_answers() {
        drop(answer(50_000));
        let held = take();
        assert!(take().capacity() >= 50_000, "a fresh one too");
        drop(held);
    }

    #[test]
    fn slow_clients_do_not_take_up_the_shelf() {
        let slow: Vec<_> = (0..3 * MOST_KEPT).map(|_| answer(2_000)).collect();
        assert_eq!(kept().0, MOST_KEPT);
        drop(answer(2_000));
        let at = answer(2_000).as_ptr();
        assert_eq!(answer(2_000).as_ptr(), at);
        drop(slow);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let large: Vec<_> = (0..12).map(|_| answer(1024 * 1024)).collect();
        assert!(kept().1 <= MOST_KEPT_BYTES);
        drop(large);
        drop(answer(LARGEST_KEPT + 1));
        let largest = SHELF.with_borrow(|shelf| shelf.kept.iter().map(|kept| kept.capacity).max());
        assert!(largest.unwrap_or(0) <= LARGEST_KEPT);
    }

    #[test]
    fn what_one_large_answer_left_is_freed() {
        drop(answer(1024 * 1024));
        for _ in 0..2 * ANSWERS_REMEMBERED {
            drop(answer(100));
        }
        assert!(kept().1 <= 4 * LEAST_CAPACITY);
    }

    #[test]
    fn an_empty_answer_does_not_hold_its_buffer() {
        let empty = answer(0);
        let mut buffer = take();
        buffer.resize(100, 1);
        assert!(empty.is_empty());
        put(BytesMut::new(), 0, None);
    }
}
