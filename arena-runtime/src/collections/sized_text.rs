//! Texts whose length is known before they are written, so that memory is asked for once.
//!
//! What the length comes from is left to `expansion::part`.

use std::mem::{ManuallyDrop, MaybeUninit};
use std::slice;

use super::digits;
use super::string::TempString;
use crate::Arena;

/// A string that is made with the room it needs.
pub trait Buffer<'a>: Sized {
    /// An empty one with room for `bytes` bytes.
    fn with_room(bytes: usize, arena: &'a Arena) -> Self;

    /// All of its room, written or not.
    fn room(&mut self) -> &mut [MaybeUninit<u8>];

    /// Makes the first `len` bytes its text.
    ///
    /// # Safety
    ///
    /// They are inside the room, written, and UTF-8.
    unsafe fn set_len(&mut self, len: usize);
}

impl<'a> Buffer<'a> for TempString<'a> {
    #[inline]
    fn with_room(bytes: usize, arena: &'a Arena) -> Self {
        Self::with_capacity_in(bytes, arena)
    }

    #[inline]
    fn room(&mut self) -> &mut [MaybeUninit<u8>] {
        self.bytes_mut().spare_capacity_mut()
    }

    #[inline]
    unsafe fn set_len(&mut self, len: usize) {
        // SAFETY: the caller's word.
        unsafe { self.bytes_mut().set_len(len) }
    }
}

impl<'a> Buffer<'a> for String {
    #[inline]
    fn with_room(bytes: usize, _: &'a Arena) -> Self {
        Self::with_capacity(bytes)
    }

    #[inline]
    fn room(&mut self) -> &mut [MaybeUninit<u8>] {
        // SAFETY: the bytes that there are stay as they are.
        let bytes = unsafe { self.as_mut_vec() };
        bytes.spare_capacity_mut()
    }

    #[inline]
    unsafe fn set_len(&mut self, len: usize) {
        // SAFETY: by the caller's word it is UTF-8 still.
        let bytes = unsafe { self.as_mut_vec() };
        // SAFETY: the caller's word.
        unsafe { bytes.set_len(len) }
    }
}

/// A text of known length, as far as it is written.
///
/// What does not fit in its room is left out. That cannot be, the length having been counted before; but
/// nothing here relies on it.
pub(crate) struct SizedText<B> {
    /// Empty until the text is finished. Nobody else's code runs before that; on the way out of a panic of
    /// ours it would be a waste to look after it.
    buffer: ManuallyDrop<B>,
    /// So many bytes of the room are written, with UTF-8.
    len: usize,
}

#[cfg(feature = "macros")]
impl SizedText<String> {
    /// One on the heap, for which no arena is needed.
    #[inline]
    pub(crate) fn on_heap(bytes: usize) -> Self {
        Self {
            buffer: ManuallyDrop::new(String::with_capacity(bytes)),
            len: 0,
        }
    }
}

impl<'a, B: Buffer<'a>> SizedText<B> {
    #[inline]
    pub(crate) fn with_room(bytes: usize, arena: &'a Arena) -> Self {
        Self {
            buffer: ManuallyDrop::new(B::with_room(bytes, arena)),
            len: 0,
        }
    }

    /// The next `bytes` bytes of the room, if it has so many.
    #[inline]
    fn next(&mut self, bytes: usize) -> Option<&mut [MaybeUninit<u8>]> {
        let room = self.buffer.room();
        debug_assert!(bytes <= room.len() - self.len, "the length was counted");
        // Slicing at `len` would be checked once more.
        if bytes > room.len().wrapping_sub(self.len) {
            return None;
        }
        // SAFETY: `len` bytes are written, so they are inside the room.
        let next = unsafe { room.as_mut_ptr().add(self.len) };
        // SAFETY: so many are left from there on, and nobody else has the room.
        Some(unsafe { slice::from_raw_parts_mut(next, bytes) })
    }

    #[inline]
    pub(crate) fn push_str(&mut self, text: &str) {
        if let Some(room) = self.next(text.len()) {
            room.write_copy_of_slice(text.as_bytes());
            self.len += text.len();
        }
    }

    /// So many spaces.
    #[inline]
    pub(crate) fn push_spaces(&mut self, count: usize) {
        if let Some(room) = self.next(count) {
            room.fill(MaybeUninit::new(b' '));
            self.len += count;
        }
    }

    #[inline]
    pub(crate) fn push_char(&mut self, letter: char) {
        if let Some(room) = self.next(letter.len_utf8()) {
            encode(room, letter);
            self.len += letter.len_utf8();
        }
    }

    /// A number, with zeros before it to be so many bytes long.
    #[inline]
    pub(crate) fn push_integer(&mut self, magnitude: u128, is_negative: bool, bytes: usize) {
        if let Some(room) = self.next(bytes) {
            digits::fill(room, magnitude, is_negative);
            self.len += bytes;
        }
    }

    #[inline]
    pub(crate) fn finish(self) -> B {
        let mut text = ManuallyDrop::into_inner(self.buffer);
        // SAFETY: so many bytes are written, each time whole `str`s or ASCII.
        unsafe { text.set_len(self.len) };
        text
    }
}

/// Fills `room`, which is as long as that takes, with `letter`.
#[inline(never)]
fn encode(room: &mut [MaybeUninit<u8>], letter: char) {
    let mut bytes = [0; 4];
    room.write_copy_of_slice(letter.encode_utf8(&mut bytes).as_bytes());
}
