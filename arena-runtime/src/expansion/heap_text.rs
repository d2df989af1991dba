//! A `format!` that stays on the heap: put together like one in the arena, if all it shows is of known length.
//!
//! It is one allocation, of just the size, and no way through `core::fmt`. What is of unknown length is left to
//! std.

use std::fmt;

use super::part::{Part, Parts};
use crate::collections::SizedText;

/// A `String` being put together.
pub struct HeapText(SizedText<String>);

impl HeapText {
    /// An empty text, that `parts` will be written to. They are [all known](Parts::are_known).
    #[inline]
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        // What is no length the allocator refuses.
        let bytes = usize::try_from(parts.bytes).unwrap_or(usize::MAX);
        Self(SizedText::on_heap(bytes))
    }

    /// A piece of the format string.
    #[inline]
    pub fn literal(&mut self, literal: &str) {
        self.0.push_str(literal);
    }

    /// What a placeholder shows.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn part(&mut self, part: Part<'_>) {
        part.write_to(&mut self.0);
    }

    /// The text.
    #[inline]
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finish()
    }
}

impl fmt::Debug for HeapText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeapText").finish_non_exhaustive()
    }
}
