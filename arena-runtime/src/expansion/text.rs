//! `format!` whose format string was taken apart when the program was compiled: literals are copied, and
//! what is shown by a `{}` is written directly where its type is known to show as it is written.
//!
//! If that is so of all, the text is written once, where it is to be. Otherwise it is written aside first:
//! nobody can say how long it will be, and what writes itself may do anything meanwhile, panic or write to the
//! same arena too.

use std::fmt::{self, Display};

use super::FromArenaText;
use super::part::{Part, Parts};
use crate::collections::{Scratch, ScratchRoom, SizedText, TempString, Written};
use crate::context::RequestContext;

/// Writes aside, in `room`.
#[inline]
#[must_use]
pub fn scratch<'s, 'arena>(
    context: &'arena RequestContext,
    room: &'s mut ScratchRoom,
) -> Scratch<'s, 'arena> {
    Scratch::new(room, context.arena())
}

/// A text being put together, as a `T`.
pub struct Text<'t, 's, 'arena, T: FromArenaText<'arena>> {
    /// A field of its own, so that a compiler that knows it need not look for it in others.
    is_sized: bool,
    /// Without room if the text is not of known length.
    sized: SizedText<T::Buffer>,
    aside: &'t mut Scratch<'s, 'arena>,
}

impl<'t, 's, 'arena, T: FromArenaText<'arena>> Text<'t, 's, 'arena, T> {
    /// An empty text, that `parts` will be written to.
    #[inline]
    #[must_use]
    pub fn new(parts: Parts, aside: &'t mut Scratch<'s, 'arena>) -> Self {
        // What is no length the allocator refuses.
        let bytes = if parts.are_known {
            usize::try_from(parts.bytes).unwrap_or(usize::MAX)
        } else {
            0
        };
        Self {
            is_sized: parts.are_known,
            sized: SizedText::with_room(bytes, aside.arena()),
            aside,
        }
    }

    /// A piece of the format string.
    #[inline]
    pub fn literal(&mut self, literal: &str) {
        if self.is_sized {
            self.sized.push_str(literal);
        } else {
            self.aside.push_str(literal);
        }
    }

    /// What a placeholder shows.
    ///
    /// # Panics
    ///
    /// As `format!` does, when a value's `fmt` returns an error.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn part(&mut self, part: Part<'_>) {
        if self.is_sized {
            part.write_to(&mut self.sized);
        } else {
            part.append_to(self.aside);
        }
    }

    /// The text as what the answer has at its place.
    // All that is done in one piece when the length is known, so that the rest can be left away then.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[must_use]
    pub fn answered(self) -> T {
        if self.is_sized {
            T::from_buffer(self.sized.finish())
        } else {
            written_aside(self.aside)
        }
    }
}

#[inline(never)]
fn written_aside<'arena, T: FromArenaText<'arena>>(aside: &mut Scratch<'_, 'arena>) -> T {
    match aside.written() {
        Written::Short(text, arena) => {
            let mut sized = SizedText::with_room(text.len(), arena);
            sized.push_str(text);
            T::from_buffer(sized.finish())
        }
        Written::Long(text) => T::from_temporary(text),
    }
}

impl<'arena> Text<'_, '_, 'arena, TempString<'arena>> {
    /// The text as a temporary.
    #[inline]
    #[must_use]
    pub fn temporary(self) -> TempString<'arena> {
        self.answered()
    }
}

/// A whole `format!` whose format string was not taken apart.
///
/// # Panics
///
/// As `format!` does, when a value's `fmt` returns an error.
#[must_use]
pub fn formatted<'arena>(
    context: &'arena RequestContext,
    arguments: fmt::Arguments<'_>,
) -> TempString<'arena> {
    TempString::from_fmt_in(arguments, context.arena())
}

/// `x.to_string()`.
#[inline]
pub(super) fn shown<'arena, T: Display + ?Sized>(
    context: &'arena RequestContext,
    value: &T,
) -> TempString<'arena> {
    let mut parts = Parts::beside(0);
    let part = parts.display(&value);
    let mut room = ScratchRoom::new();
    let mut aside = scratch(context, &mut room);
    let mut text = Text::new(parts, &mut aside);
    text.part(part);
    text.temporary()
}

impl<'arena, T: FromArenaText<'arena>> fmt::Debug for Text<'_, '_, 'arena, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{FromArenaText, Parts, Text, scratch};
    use crate::collections::{ArenaString, ScratchRoom, TempString};
    use crate::context::RequestContext;

    /// `"<{:>9}|{x:05}|{}>"`, as the expansion has it, where `last` is of known length or not.
    fn shown<'a, T: FromArenaText<'a>>(
        context: &'a RequestContext,
        text: &str,
        number: i64,
        last: &dyn std::fmt::Display,
        letter: Option<char>,
    ) -> T {
        let mut parts = Parts::beside(4);
        let (number, letter) = (&number, letter.as_ref());
        let (text_part, number_part) = (parts.right(&text, 9), parts.zeros(&number, 5));
        let last_part = match &letter {
            Some(letter) => parts.display(letter),
            None => parts.display(&last),
        };
        let mut room = ScratchRoom::new();
        let mut aside = scratch(context, &mut room);
        let mut whole = Text::new(parts, &mut aside);
        whole.literal("<");
        whole.part(text_part);
        whole.literal("|");
        whole.part(number_part);
        whole.literal("|");
        whole.part(last_part);
        whole.literal(">");
        whole.answered()
    }

    #[test]
    fn texts_of_known_length_and_others_are_the_same() {
        let context = RequestContext::new();
        let long = "long ".repeat(80);
        for text in ["", "größe", &long] {
            for number in [0, -7, 12_345, i64::MIN] {
                let expected = format!("<{text:>9}|{number:05}|ä>");
                for letter in [Some('ä'), None] {
                    context.enter(|| {
                        let show = || shown::<&str>(&context, text, number, &'ä', letter);
                        assert_eq!(show(), expected);
                        let owned: String = shown(&context, text, number, &'ä', letter);
                        let kept: ArenaString<'_> = shown(&context, text, number, &'ä', letter);
                        let used: TempString<'_> = shown(&context, text, number, &'ä', letter);
                        assert!(owned == expected && kept == expected && used == expected);
                    });
                }
            }
        }
    }
}
