//! `drain` of strings.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

use super::block::Block;
use super::string::ArenaText;

/// The characters of a range that is being removed from a string; made by
/// [`ArenaText::drain`](super::ArenaText::drain).
///
/// ```
/// # let arena = arena_runtime::Arena::new();
/// let mut name = arena_runtime::ArenaString::from_str_in("Ada!!", &arena);
/// assert_eq!(name.drain(3..).as_str(), "!!");
/// assert_eq!(name, "Ada");
/// ```
pub struct StringDrain<'s, 'a, B: Block<'a>> {
    text: &'s mut ArenaText<'a, B>,
    removed: Range<usize>,
    /// The part of `removed` that has not been yielded; on character boundaries.
    unread: Range<usize>,
}

impl<'s, 'a, B: Block<'a>> StringDrain<'s, 'a, B> {
    pub(super) fn new(text: &'s mut ArenaText<'a, B>, removed: Range<usize>) -> Self {
        // Refuses a range that is not one of characters.
        let _ = &text[removed.clone()];
        Self {
            text,
            unread: removed.clone(),
            removed,
        }
    }

    /// What has not been yielded yet.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada", &arena);
    /// let mut drain = name.drain(..);
    /// drain.next();
    /// assert_eq!(drain.as_str(), "da");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text[self.unread.clone()]
    }
}

impl<'a, B: Block<'a>> Iterator for StringDrain<'_, 'a, B> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let first = self.as_str().chars().next()?;
        self.unread.start += first.len_utf8();
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.as_str().chars().size_hint()
    }
}

impl<'a, B: Block<'a>> DoubleEndedIterator for StringDrain<'_, 'a, B> {
    fn next_back(&mut self) -> Option<char> {
        let last = self.as_str().chars().next_back()?;
        self.unread.end -= last.len_utf8();
        Some(last)
    }
}

impl<'a, B: Block<'a>> FusedIterator for StringDrain<'_, 'a, B> {}

impl<'a, B: Block<'a>> Drop for StringDrain<'_, 'a, B> {
    fn drop(&mut self) {
        self.text.bytes_mut().drain(self.removed.clone());
    }
}

impl<'a, B: Block<'a>> fmt::Debug for StringDrain<'_, 'a, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StringDrain").field(&self.as_str()).finish()
    }
}
