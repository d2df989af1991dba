//! Formatting into the arena, through `core::fmt`.
//!
//! Formats that are known when the program is compiled take a shorter way, of which only the [`Scratch`]
//! is here, for what they cannot know; see `expansion::text`.

use std::fmt;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use super::block::Block;
use super::string::{ArenaText, TempString};
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

    #[inline]
    pub(crate) fn push_str(&mut self, text: &str) {
        let room = self.bytes.get_mut(self.len..);
        match room.and_then(|room| room.get_mut(..text.len())) {
            Some(room) if self.spilled.is_none() => {
                room.write_copy_of_slice(text.as_bytes());
                self.len += text.len();
            }
            _ => self.push_spilling(text),
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
        // SAFETY: only whole `str`s are copied there.
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
fn write_all(to: &mut impl fmt::Write, arguments: fmt::Arguments<'_>) {
    to.write_fmt(arguments).expect(
        "a formatting trait implementation returned an error when the underlying stream did not",
    );
}

impl<'a, B: Block<'a>> ArenaText<'a, B> {
    /// The formatted text; the `format!` of arena strings.
    ///
    /// # Panics
    ///
    /// As `format!` does: when the `fmt` of an argument returns an error.
    ///
    /// ```
    /// use arena_runtime::{Arena, ArenaString};
    ///
    /// let arena = Arena::new();
    /// let line = ArenaString::from_fmt_in(format_args!("{} + {}", 1, 2), &arena);
    /// assert_eq!(line, "1 + 2");
    /// ```
    #[must_use]
    pub fn from_fmt_in(arguments: fmt::Arguments<'_>, arena: &'a Arena) -> Self {
        if let Some(literal) = arguments.as_str() {
            return Self::from_str_in(literal, arena);
        }
        let mut room = ScratchRoom::new();
        let mut scratch = Scratch::new(&mut room, arena);
        scratch.push_arguments(arguments);
        match scratch.written() {
            Written::Short(text, arena) => Self::from_str_in(text, arena),
            Written::Long(text) => Self::holding(text.into_buffer()),
        }
    }

    /// Appends the formatted text: what `write!` does, without a result to look at.
    ///
    /// # Panics
    ///
    /// As `format!` does: when the `fmt` of an argument returns an error.
    ///
    /// ```
    /// # let arena = arena_runtime::Arena::new();
    /// let mut line = arena_runtime::ArenaString::from_str_in("sum: ", &arena);
    /// line.write_arguments(format_args!("{}", 1 + 2));
    /// assert_eq!(line, "sum: 3");
    /// ```
    #[inline]
    pub fn write_arguments(&mut self, arguments: fmt::Arguments<'_>) {
        match arguments.as_str() {
            Some(literal) => self.push_str(literal),
            None => write_all(self, arguments),
        }
    }
}

impl Arena {
    /// Formats into the arena; the `format!` of arenas.
    ///
    /// # Panics
    ///
    /// As `format!` does: when the `fmt` of an argument returns an error.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena.alloc_fmt(format_args!("{} + {}", 1, 2)), "1 + 2");
    /// ```
    #[must_use]
    pub fn alloc_fmt(&self, arguments: fmt::Arguments<'_>) -> &str {
        if let Some(literal) = arguments.as_str() {
            return self.alloc_str(literal);
        }
        let mut room = ScratchRoom::new();
        let mut scratch = Scratch::new(&mut room, self);
        scratch.push_arguments(arguments);
        match scratch.written() {
            Written::Short(text, arena) => arena.alloc_str(text),
            Written::Long(text) => text.into_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Arena, ArenaString, TempString};
    use std::fmt;
    use std::panic::catch_unwind;

    struct Fails;

    impl fmt::Display for Fails {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    #[test]
    fn an_argument_that_fails_panics_with_stds_words() {
        let words = |work: fn() -> String| *catch_unwind(work).unwrap_err().downcast().unwrap();
        let std: String = words(|| format!("{Fails}"));
        let ours = [
            words(|| Arena::new().alloc_fmt(format_args!("{Fails}")).into()),
            words(|| ArenaString::from_fmt_in(format_args!("{Fails}"), &Arena::new()).into()),
            words(|| {
                let arena = Arena::new();
                let mut text = TempString::new_in(&arena);
                text.write_arguments(format_args!("{Fails}"));
                text.into()
            }),
        ];
        assert_eq!(ours, [std.clone(), std.clone(), std]);
    }

    #[test]
    fn an_argument_may_format_into_the_same_arena() {
        struct Nested<'a>(&'a Arena, usize);
        impl fmt::Display for Nested<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.1 {
                    0 => Ok(()),
                    n => f.write_str(
                        self.0
                            .alloc_fmt(format_args!("{n} {}", Nested(self.0, n - 1))),
                    ),
                }
            }
        }
        let arena = Arena::new();
        let expected = (1..=200)
            .rev()
            .map(|n| n.to_string() + " ")
            .collect::<String>();
        arena.enter(|| {
            assert_eq!(
                arena.alloc_fmt(format_args!("{}", Nested(&arena, 200))),
                expected
            );
        });
    }
}
