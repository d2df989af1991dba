//! Formatting into the arena, through `core::fmt`.
//!
//! Where it is written first is left to [`scratch`](super::scratch); formats that are known when the program is
//! compiled, and take a shorter way, to `expansion::text`.

use std::fmt;

use super::block::Block;
use super::scratch::{Scratch, ScratchRoom, Written, write_all};
use super::string::ArenaText;
use crate::Arena;

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
