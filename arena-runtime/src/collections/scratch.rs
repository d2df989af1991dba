//! Text of a length that nobody knows, while it is written: on the stack as long as it fits there.
//!
//! What writes it may do anything meanwhile, write to the same arena too, so the arena is asked when the text is
//! done, for exactly as much. What is written is left to [`format`](super::format) and `expansion::text`.

use std::fmt;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use super::string::TempString;
use crate::Arena;

/// What most formatted texts fit in. They are written on the stack first, so that their exact length is
/// known before the arena is asked.
const SCRATCH_BYTES: usize = 256;

/// Where a [`Scratch`] writes on the stack.
// Both are public for the expansion, which has a variable of each. Kept apart and where they are, they are no work
// in a program that turns out to write nothing there; in one, they would be zeroed.
#[derive(Debug)]
pub struct ScratchRoom([MaybeUninit<u8>; SCRATCH_BYTES]);

impl ScratchRoom {
    /// Room that is not written yet.
    #[inline]
    #[must_use]
    // To write something there by default is what it is to be spared.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self([MaybeUninit::uninit(); SCRATCH_BYTES])
    }
}

/// Text on the stack until it outgrows that, in the arena from then on.
pub struct Scratch<'s, 'a> {
    /// The first `len` are written, with UTF-8.
    bytes: &'s mut [MaybeUninit<u8>; SCRATCH_BYTES],
    len: usize,
    spilled: Option<TempString<'a>>,
    arena: &'a Arena,
}

/// What a [`Scratch`] has become.
pub(crate) enum Written<'s, 'a> {
    /// Short enough for the stack.
    Short(&'s str, &'a Arena),
    /// In the arena already.
    Long(TempString<'a>),
}

impl<'s, 'a> Scratch<'s, 'a> {
    #[inline]
    pub(crate) fn new(room: &'s mut ScratchRoom, arena: &'a Arena) -> Self {
        Self {
            bytes: &mut room.0,
            len: 0,
            spilled: None,
            arena,
        }
    }

    #[cfg(feature = "macros")]
    #[inline]
    pub(crate) fn arena(&self) -> &'a Arena {
        self.arena
    }

    /// The next `bytes` bytes on the stack, if the text is there and so many are left.
    #[inline]
    fn next(&mut self, bytes: usize) -> Option<&mut [MaybeUninit<u8>]> {
        let room = self.bytes.get_mut(self.len..)?;
        room.get_mut(..bytes).filter(|_| self.spilled.is_none())
    }

    #[inline]
    pub(crate) fn push_str(&mut self, text: &str) {
        match self.next(text.len()) {
            Some(room) => {
                room.write_copy_of_slice(text.as_bytes());
                self.len += text.len();
            }
            None => self.push_spilling(text),
        }
    }

    /// So many spaces.
    #[cfg(feature = "macros")]
    pub(crate) fn push_spaces(&mut self, count: usize) {
        match self.next(count) {
            Some(room) => {
                room.fill(MaybeUninit::new(b' '));
                self.len += count;
            }
            None => self.push_arguments(format_args!("{:count$}", "")),
        }
    }

    /// A number, with zeros before it to be so many bytes long.
    #[cfg(feature = "macros")]
    pub(crate) fn push_integer(&mut self, magnitude: u128, is_negative: bool, bytes: usize) {
        if let Some(room) = self.next(bytes) {
            super::digits::fill(room, magnitude, is_negative);
            self.len += bytes;
        } else {
            let sign = if is_negative { "-" } else { "" };
            let digits = bytes - sign.len();
            self.push_arguments(format_args!("{sign}{magnitude:0digits$}"));
        }
    }

    /// Writes, and panics as `format!` does when an argument's `fmt` fails.
    pub(crate) fn push_arguments(&mut self, arguments: fmt::Arguments<'_>) {
        write_all(self, arguments);
    }

    #[cold]
    #[inline(never)]
    fn push_spilling(&mut self, text: &str) {
        if let Some(spilled) = &mut self.spilled {
            return spilled.push_str(text);
        }
        let bytes = (self.len + text.len()).saturating_mul(2);
        let mut spilled = TempString::with_capacity_in(bytes, self.arena);
        spilled.push_str(self.short());
        spilled.push_str(text);
        self.spilled = Some(spilled);
    }

    /// The text on the stack; all of it when nothing has spilled.
    #[inline]
    fn short(&self) -> &str {
        let written = NonNull::from(&*self.bytes).cast::<u8>();
        let written = NonNull::slice_from_raw_parts(written, self.len);
        // SAFETY: the first `len` bytes are inside, written, and borrowed with `self`.
        let bytes = unsafe { written.as_ref() };
        // SAFETY: whole `str`s are copied there, or ASCII written.
        unsafe { str::from_utf8_unchecked(bytes) }
    }

    #[inline]
    pub(crate) fn written(&mut self) -> Written<'_, 'a> {
        match self.spilled.take() {
            Some(text) => Written::Long(text),
            None => Written::Short(self.short(), self.arena),
        }
    }
}

impl fmt::Debug for Scratch<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

impl fmt::Write for Scratch<'_, '_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

/// Writes, and panics as `format!` does when an argument's `fmt` fails.
pub(super) fn write_all(to: &mut impl fmt::Write, arguments: fmt::Arguments<'_>) {
    to.write_fmt(arguments).expect(
        "a formatting trait implementation returned an error when the underlying stream did not",
    );
}
