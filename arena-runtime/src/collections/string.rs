//! Strings in the arena: the type and what can be done with it by name.
//!
//! What its blocks do when dropped is in [`block`](super::block), the traits it shares with `String` in
//! [`string_traits`](super::string_traits), `drain` in [`string_drain`](super::string_drain).

use std::marker::PhantomData;
use std::mem;
use std::ops::RangeBounds;

use allocator_api2::vec::Vec;

use super::block::sealed::Bytes as _;
use super::block::{Block, Kept, Reclaimed, append};
use super::ranges::positions;
use super::string_drain::StringDrain;
use super::vec::ArenaVec;
use crate::{AllocError, Arena};

/// A growing string in an arena, for text that is kept: dropping it costs nothing, and its memory comes
/// back when the arena is reset.
///
/// It dereferences to `str` and has the methods of [`String`]; those that make one take the arena.
///
/// ```
/// use arena_runtime::{Arena, ArenaString};
///
/// let arena = Arena::new();
/// let mut name = ArenaString::from_str_in("Ada", &arena);
/// name.push_str(" Lovelace");
/// assert_eq!(name, "Ada Lovelace");
/// assert_eq!(&name[..3], "Ada");
/// assert!(!std::mem::needs_drop::<ArenaString<'_>>());
/// ```
pub type ArenaString<'a> = ArenaText<'a, Kept<'a>>;

/// A growing string in an arena, for text that is used and forgotten: it gives its block back when
/// dropped, so a loop that formats a million strings leaves the arena flat.
///
/// ```
/// use arena_runtime::{Arena, TempString};
///
/// let arena = Arena::new();
/// arena.enter(|| {
///     arena.alloc(0_u64);
///     let before = arena.allocated_bytes();
///     for n in 0..100_000 {
///         let line = TempString::from_fmt_in(format_args!("line {n}"), &arena);
///         assert!(line.starts_with("line"));
///     }
///     assert_eq!(arena.allocated_bytes(), before);
/// });
/// ```
pub type TempString<'a> = ArenaText<'a, Reclaimed<'a>>;

/// What [`ArenaString`] and [`TempString`] have in common, which is all but what `Drop` does.
///
/// ```
/// use arena_runtime::{Arena, ArenaText, Block};
///
/// fn length<'a>(text: &ArenaText<'a, impl Block<'a>>) -> usize {
///     text.len()
/// }
///
/// let arena = Arena::new();
/// assert_eq!(length(&arena_runtime::ArenaString::from_str_in("four", &arena)), 4);
/// assert_eq!(length(&arena_runtime::TempString::from_str_in("four", &arena)), 4);
/// ```
pub struct ArenaText<'a, B> {
    /// Always UTF-8: every method that touches the bytes leaves them so, by unwinding too.
    block: B,
    arena: PhantomData<&'a Arena>,
}

impl<'a, B: Block<'a>> ArenaText<'a, B> {
    /// An empty string. Nothing is allocated until something is pushed.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString};
    ///
    /// let arena = Arena::new();
    /// assert!(ArenaString::new_in(&arena).is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn new_in(arena: &'a Arena) -> Self {
        Self::holding(Vec::new_in(arena))
    }

    /// An empty string with room for `capacity` bytes.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString};
    ///
    /// let arena = Arena::new();
    /// assert!(ArenaString::with_capacity_in(10, &arena).capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity_in(capacity: usize, arena: &'a Arena) -> Self {
        Self::holding(Vec::with_capacity_in(capacity, arena))
    }

    /// A copy of `text`.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString};
    ///
    /// let arena = Arena::new();
    /// assert_eq!(ArenaString::from_str_in("Ada", &arena), "Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn from_str_in(text: &str, arena: &'a Arena) -> Self {
        let mut copy = Self::with_capacity_in(text.len(), arena);
        copy.push_str(text);
        copy
    }

    /// The caller vouches, within this crate, that `bytes` are UTF-8.
    #[inline]
    pub(super) fn holding(bytes: Vec<u8, &'a Arena>) -> Self {
        debug_assert!(str::from_utf8(&bytes).is_ok());
        Self {
            block: B::holding(bytes),
            arena: PhantomData,
        }
    }

    #[inline]
    pub(super) fn into_buffer(self) -> Vec<u8, &'a Arena> {
        self.block.into_bytes()
    }

    #[inline]
    fn bytes(&self) -> &Vec<u8, &'a Arena> {
        self.block.bytes()
    }

    /// Whoever takes the bytes leaves them UTF-8.
    #[inline]
    pub(super) fn bytes_mut(&mut self) -> &mut Vec<u8, &'a Arena> {
        self.block.bytes_mut()
    }

    /// The arena that the string is in.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString};
    ///
    /// let arena = Arena::new();
    /// let name = ArenaString::from_str_in("Ada", &arena);
    /// let other = ArenaString::from_str_in("Charles", name.arena());
    /// # assert!(std::ptr::eq(other.arena(), &arena));
    /// ```
    #[inline]
    #[must_use]
    pub fn arena(&self) -> &'a Arena {
        self.bytes().allocator()
    }

    /// The text, as it is got by dereferencing too.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let name = arena_runtime::ArenaString::from_str_in("Ada", &arena);
    /// assert_eq!(name.as_str(), "Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        // SAFETY: the bytes are UTF-8, the invariant of `block`.
        unsafe { str::from_utf8_unchecked(self.bytes()) }
    }

    /// The text, to be changed where it stands.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada", &arena);
    /// name.as_mut_str().make_ascii_uppercase();
    /// assert_eq!(name, "ADA");
    /// ```
    #[inline]
    #[must_use]
    pub fn as_mut_str(&mut self) -> &mut str {
        // SAFETY: as in `as_str`; a `&mut str` keeps its bytes UTF-8.
        unsafe { str::from_utf8_unchecked_mut(self.bytes_mut()) }
    }

    /// The text as a plain reference, which lives as long as the arena's borrow. Its block stays in the
    /// arena until that is reset.
    ///
    /// ```
    /// use arena_runtime::{Arena, TempString};
    ///
    /// fn greeting<'a>(name: &str, arena: &'a Arena) -> &'a str {
    ///     TempString::from_fmt_in(format_args!("Hello, {name}"), arena).into_str()
    /// }
    ///
    /// assert_eq!(greeting("Ada", &Arena::new()), "Hello, Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_str(self) -> &'a str {
        let bytes = Vec::leak(self.block.into_bytes());
        // SAFETY: the bytes are UTF-8, the invariant of `block`.
        unsafe { str::from_utf8_unchecked(bytes) }
    }

    /// The bytes of the text.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let name = arena_runtime::ArenaString::from_str_in("Ada", &arena);
    /// assert_eq!(name.into_bytes(), b"Ada");
    /// ```
    #[inline]
    #[must_use]
    pub fn into_bytes(self) -> ArenaVec<'a, u8> {
        ArenaVec::from_allocator_vec(self.block.into_bytes())
    }

    /// Bytes that the string can hold before it grows.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena_runtime::ArenaString::new_in(&arena).capacity(), 0);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.bytes().capacity()
    }

    /// Makes room for at least `additional` more bytes.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut line = arena_runtime::ArenaString::from_str_in("so far", &arena);
    /// line.reserve(100);
    /// assert!(line.capacity() >= 106);
    /// ```
    pub fn reserve(&mut self, additional: usize) {
        self.bytes_mut().reserve(additional);
    }

    /// Makes room for at least `additional` more bytes, if there is any.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent, the heap has no more, or nothing that large can be. The string is
    /// as it was then.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut line = arena_runtime::ArenaString::new_in(&arena);
    /// assert!(line.try_reserve(100).is_ok());
    /// assert!(line.try_reserve(usize::MAX).is_err());
    /// ```
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), AllocError> {
        let arena = self.arena();
        arena.fallibly(|| self.bytes_mut().try_reserve(additional))
    }

    /// Gives up the room that the text does not need. The arena gets it back if the string is its newest
    /// block.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut line = arena_runtime::ArenaString::with_capacity_in(100, &arena);
    /// line.push_str("short");
    /// line.shrink_to_fit();
    /// assert!(line.capacity() < 100);
    /// ```
    pub fn shrink_to_fit(&mut self) {
        self.bytes_mut().shrink_to_fit();
    }

    /// Appends `text`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::new_in(&arena);
    /// name.push_str("Ada");
    /// assert_eq!(name, "Ada");
    /// ```
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        append(self.bytes_mut(), text.as_bytes());
    }

    /// Appends `character`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ad", &arena);
    /// name.push('a');
    /// assert_eq!(name, "Ada");
    /// ```
    #[inline]
    pub fn push(&mut self, character: char) {
        if character.is_ascii() {
            // By far the most frequent, and a single store.
            append(self.bytes_mut(), &[character as u8]);
        } else {
            self.push_str(character.encode_utf8(&mut [0; 4]));
        }
    }

    /// Takes off the last character.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Adé", &arena);
    /// assert_eq!(name.pop(), Some('é'));
    /// assert_eq!(name, "Ad");
    /// ```
    pub fn pop(&mut self) -> Option<char> {
        let last = self.as_str().chars().next_back()?;
        let rest = self.as_str().len() - last.len_utf8();
        self.bytes_mut().truncate(rest);
        Some(last)
    }

    /// Inserts `character` before the byte position `at`.
    ///
    /// # Panics
    ///
    /// When `at` is not on a character boundary of the text.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("da", &arena);
    /// name.insert(0, 'A');
    /// assert_eq!(name, "Ada");
    /// ```
    pub fn insert(&mut self, at: usize, character: char) {
        self.insert_str(at, character.encode_utf8(&mut [0; 4]));
    }

    /// Inserts `text` before the byte position `at`.
    ///
    /// # Panics
    ///
    /// When `at` is not on a character boundary of the text.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Lovelace", &arena);
    /// name.insert_str(0, "Ada ");
    /// assert_eq!(name, "Ada Lovelace");
    /// ```
    pub fn insert_str(&mut self, at: usize, text: &str) {
        assert!(self.as_str().is_char_boundary(at), "a character boundary");
        let bytes = self.bytes_mut();
        append(bytes, text.as_bytes());
        bytes[at..].rotate_right(text.len());
    }

    /// Takes out the character at the byte position `at`.
    ///
    /// # Panics
    ///
    /// When no character begins at `at`.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("xAda", &arena);
    /// assert_eq!(name.remove(0), 'x');
    /// assert_eq!(name, "Ada");
    /// ```
    pub fn remove(&mut self, at: usize) -> char {
        let Some(character) = self.as_str()[at..].chars().next() else {
            panic!("cannot remove a char from the end of a string");
        };
        self.bytes_mut().drain(at..at + character.len_utf8());
        character
    }

    /// Cuts the text off after `len` bytes; does nothing if it is no longer than that.
    ///
    /// # Panics
    ///
    /// When `len` is within the text and not on a character boundary.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada Lovelace", &arena);
    /// name.truncate(3);
    /// assert_eq!(name, "Ada");
    /// ```
    #[inline]
    pub fn truncate(&mut self, len: usize) {
        if len <= self.as_str().len() {
            assert!(self.as_str().is_char_boundary(len), "a character boundary");
            self.bytes_mut().truncate(len);
        }
    }

    /// Moves the text from the byte position `at` on to a string of its own, in the same arena.
    ///
    /// # Panics
    ///
    /// When `at` is not on a character boundary of the text.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada Lovelace", &arena);
    /// assert_eq!(name.split_off(3), " Lovelace");
    /// assert_eq!(name, "Ada");
    /// ```
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        let tail = Self::from_str_in(&self.as_str()[at..], self.arena());
        self.truncate(at);
        tail
    }

    /// Empties the string and keeps its room.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada", &arena);
    /// name.clear();
    /// assert!(name.is_empty() && name.capacity() >= 3);
    /// ```
    #[inline]
    pub fn clear(&mut self) {
        self.bytes_mut().clear();
    }

    /// Keeps the characters for which `keep` answers yes.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("A-d-a", &arena);
    /// name.retain(|character| character != '-');
    /// assert_eq!(name, "Ada");
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(char) -> bool) {
        // The bytes are not UTF-8 while they move, so the string is empty meanwhile: `keep` may panic.
        let empty = Self::new_in(self.arena());
        let mut bytes = mem::replace(self, empty).block.into_bytes();
        let (mut kept, mut at) = (0, 0);
        while at < bytes.len() {
            // SAFETY: `at` is on a character boundary, and nothing from there on has been written.
            let rest = unsafe { str::from_utf8_unchecked(&bytes[at..]) };
            let Some(character) = rest.chars().next() else {
                break;
            };
            let next = at + character.len_utf8();
            if keep(character) {
                bytes.copy_within(at..next, kept);
                kept += next - at;
            }
            at = next;
        }
        bytes.truncate(kept);
        *self = Self::holding(bytes);
    }

    /// Removes a range of bytes and yields its characters. The range is gone when the iterator is
    /// dropped, read to the end or not.
    ///
    /// # Panics
    ///
    /// When the range is not inside the text or not on character boundaries.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada Lovelace", &arena);
    /// assert!(name.drain(..4).eq(['A', 'd', 'a', ' ']));
    /// assert_eq!(name, "Lovelace");
    /// ```
    pub fn drain(&mut self, range: impl RangeBounds<usize>) -> StringDrain<'_, 'a, B> {
        let range = positions(&range, self.as_str().len());
        StringDrain::new(self, range)
    }

    /// Puts `text` in the place of a range of bytes.
    ///
    /// # Panics
    ///
    /// When the range is not inside the text or not on character boundaries.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut name = arena_runtime::ArenaString::from_str_in("Ada Byron", &arena);
    /// name.replace_range(4.., "Lovelace");
    /// assert_eq!(name, "Ada Lovelace");
    /// ```
    pub fn replace_range(&mut self, range: impl RangeBounds<usize>, text: &str) {
        let range = positions(&range, self.as_str().len());
        // Slicing refuses what is not a range of characters.
        let replaced = self.as_str()[range.clone()].len();
        let bytes = self.bytes_mut();
        append(bytes, text.as_bytes());
        bytes[range.end..].rotate_right(text.len());
        bytes.drain(range.start..range.start + replaced);
    }
}

impl<'a> TempString<'a> {
    /// The same text, now kept until the arena is reset. Nothing is copied.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString, TempString};
    ///
    /// let arena = Arena::new();
    /// let line: ArenaString<'_> = TempString::from_str_in("worth keeping", &arena).keep();
    /// assert_eq!(line, "worth keeping");
    /// ```
    #[inline]
    #[must_use]
    pub fn keep(self) -> ArenaString<'a> {
        ArenaString::holding(self.block.into_bytes())
    }
}
