//! Heap buffers that are handed out empty and taken back with their capacity.
//!
//! For code that insists on `String` or `Vec<u8>`; what can live in the arena should.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// Buffers of each kind that a context keeps. A handler rarely has more than a few at once.
const MOST_KEPT: usize = 4;

/// The buffers that are at home now.
#[derive(Default)]
pub(super) struct Buffers {
    strings: Shelf<String>,
    scratch: Shelf<Vec<u8>>,
}

impl Buffers {
    pub(super) fn string(&self) -> StringBuffer<'_> {
        StringBuffer {
            buffer: self.strings.take(),
            home: &self.strings,
        }
    }

    pub(super) fn scratch(&self) -> ScratchBuffer<'_> {
        ScratchBuffer {
            buffer: self.scratch.take(),
            home: &self.scratch,
        }
    }

    pub(super) fn kept_bytes(&mut self) -> usize {
        let strings = self.strings.kept().iter().map(String::capacity);
        let scratch = self.scratch.kept().iter().map(Vec::capacity);
        strings.chain(scratch).sum()
    }
}

/// A few buffers of one kind.
#[derive(Default)]
struct Shelf<B>(Mutex<Vec<B>>);

impl<B: Default> Shelf<B> {
    // Nothing that can panic runs under the lock but `push`, which leaves the shelf as it was.
    fn take(&self) -> B {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pop().unwrap_or_default()
    }

    fn give_back(&self, buffer: B) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_KEPT {
            kept.push(buffer);
        }
    }

    fn kept(&mut self) -> &[B] {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

macro_rules! guard {
    ($(#[$docs:meta])* $name:ident: $buffer:ty) => {
        $(#[$docs])*
        pub struct $name<'context> {
            buffer: $buffer,
            home: &'context Shelf<$buffer>,
        }

        impl Deref for $name<'_> {
            type Target = $buffer;

            fn deref(&self) -> &$buffer {
                &self.buffer
            }
        }

        impl DerefMut for $name<'_> {
            fn deref_mut(&mut self) -> &mut $buffer {
                &mut self.buffer
            }
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.buffer.fmt(f)
            }
        }

        impl Drop for $name<'_> {
            fn drop(&mut self) {
                let mut buffer = std::mem::take(&mut self.buffer);
                buffer.clear();
                self.home.give_back(buffer);
            }
        }
    };
}

guard! {
    /// A reused `String`; see [`RequestContext::string_buffer`](crate::RequestContext::string_buffer).
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// ctx.string_buffer().push_str("kept for its capacity");
    /// assert!(ctx.string_buffer().is_empty());
    /// assert!(ctx.string_buffer().capacity() > 0);
    /// ```
    StringBuffer: String
}

guard! {
    /// A reused `Vec<u8>`; see [`RequestContext::scratch_buffer`](crate::RequestContext::scratch_buffer).
    ///
    /// ```
    /// let ctx = arena_runtime::RequestContext::new();
    /// ctx.scratch_buffer().extend(b"kept for its capacity");
    /// assert!(ctx.scratch_buffer().is_empty());
    /// ```
    ScratchBuffer: Vec<u8>
}
