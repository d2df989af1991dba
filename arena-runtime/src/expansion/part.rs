//! What the placeholders of a format string show: seen before anything is written, so that the length of the
//! text is known where its values' types tell.
//!
//! In an optimised build the types are known, and with them which of the ways here is taken. Writing is left to
//! [`text`](super::text).

use std::fmt::{self, Display};

use super::shows_plainly::Plain;
use crate::collections::{Buffer, Scratch, SizedText, digits};

/// What one placeholder shows.
#[derive(Clone, Copy)]
pub struct Part<'shown> {
    pub(super) shown: Shown<'shown>,
    before: usize,
    after: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Shown<'shown> {
    Str(&'shown str),
    Char(char),
    /// A number, with zeros before it to be so many bytes long.
    Integer {
        magnitude: u128,
        is_negative: bool,
        bytes: usize,
    },
    /// What is known only as it writes itself.
    Display(&'shown dyn Display, Pad),
    Arguments(fmt::Arguments<'shown>),
}

/// How a placeholder pads what it shows.
#[derive(Clone, Copy)]
pub(super) struct Pad {
    side: Side,
    width: u16,
}

#[derive(Clone, Copy)]
enum Side {
    /// `{:5}`, as the value has it.
    Own,
    /// `{:<5}`.
    After,
    /// `{:^5}`.
    Around,
    /// `{:>5}`.
    Before,
    /// `{:05}`.
    Zeros,
}

/// The placeholders' parts, of which the lengths are summed as they are made.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// As lengths of what is in memory together, these cannot overflow.
    pub(super) bytes: u64,
    /// Whether `bytes` is all there will be.
    pub(super) are_known: bool,
}

impl Parts {
    /// None, of a format string with so many bytes beside its placeholders.
    #[inline]
    #[must_use]
    pub fn beside(literals: u64) -> Self {
        Self {
            bytes: literals,
            are_known: true,
        }
    }

    /// Whether the length of them all is known.
    #[inline]
    #[must_use]
    pub fn are_known(&self) -> bool {
        self.are_known
    }

    /// `{}`.
    #[inline]
    pub fn display<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T) -> Part<'s> {
        self.padded(value, Side::Own, 0)
    }

    /// `{:5}`.
    #[inline]
    pub fn wide<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T, width: u16) -> Part<'s> {
        self.padded(value, Side::Own, width)
    }

    /// `{:<5}`.
    #[inline]
    pub fn left<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T, width: u16) -> Part<'s> {
        self.padded(value, Side::After, width)
    }

    /// `{:^5}`.
    #[inline]
    pub fn centered<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T, width: u16) -> Part<'s> {
        self.padded(value, Side::Around, width)
    }

    /// `{:>5}`.
    #[inline]
    pub fn right<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T, width: u16) -> Part<'s> {
        self.padded(value, Side::Before, width)
    }

    /// `{:05}`.
    #[inline]
    pub fn zeros<'s, T: Display + ?Sized>(&mut self, value: &'s &'s T, width: u16) -> Part<'s> {
        self.padded(value, Side::Zeros, width)
    }

    /// Any other placeholder.
    #[inline]
    pub fn formatted<'s>(&mut self, arguments: fmt::Arguments<'s>) -> Part<'s> {
        self.unknown(Shown::Arguments(arguments))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn padded<'s, T: Display + ?Sized>(
        &mut self,
        value: &'s &'s T,
        side: Side,
        width: u16,
    ) -> Part<'s> {
        let pad = Pad { side, width };
        match Plain::of(value) {
            Some(plain) => self.known(plain, pad),
            None => self.unknown(Shown::Display(value, pad)),
        }
    }

    #[inline]
    fn unknown<'s>(&mut self, shown: Shown<'s>) -> Part<'s> {
        self.are_known = false;
        Part {
            shown,
            before: 0,
            after: 0,
        }
    }

    // Where the type is known so is the arm, and nothing is left of the rest.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn known<'s>(&mut self, plain: Plain<'s>, pad: Pad) -> Part<'s> {
        let width = usize::from(pad.width);
        let (shown, bytes) = match plain {
            Plain::Str(text) => (Shown::Str(text), text.len()),
            Plain::Char(letter) => (Shown::Char(letter), letter.len_utf8()),
            Plain::Integer(magnitude, is_negative) => {
                let mut bytes = usize::from(is_negative) + digits::count(magnitude);
                if matches!(pad.side, Side::Zeros) {
                    bytes = bytes.max(width);
                }
                let shown = Shown::Integer {
                    magnitude,
                    is_negative,
                    bytes,
                };
                (shown, bytes)
            }
        };
        let mut part = Part {
            shown,
            before: 0,
            after: 0,
        };
        if width > 0 {
            let (letters, own) = match plain {
                Plain::Str(text) => (text.chars().count(), Side::After),
                Plain::Char(_) => (1, Side::After),
                Plain::Integer(..) => (bytes, Side::Before),
            };
            let missing = width.saturating_sub(letters);
            part.before = match (pad.side, own) {
                // No zeros are missing, and what is no number has none.
                (Side::Before, _) | (Side::Own | Side::Zeros, Side::Before) => missing,
                (Side::Around, _) => missing / 2,
                _ => 0,
            };
            part.after = missing - part.before;
        }
        self.bytes += (part.before + bytes + part.after) as u64;
        part
    }
}

impl Part<'_> {
    /// Writes what is of known length.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn write_to<'a, B: Buffer<'a>>(&self, text: &mut SizedText<B>) {
        if self.before > 0 {
            text.push_spaces(self.before);
        }
        match self.shown {
            Shown::Str(shown) => text.push_str(shown),
            Shown::Char(letter) => text.push_char(letter),
            Shown::Integer {
                magnitude,
                is_negative,
                bytes,
            } => text.push_integer(magnitude, is_negative, bytes),
            // It is nowhere among parts that are all known.
            Shown::Display(..) | Shown::Arguments(_) => {}
        }
        if self.after > 0 {
            text.push_spaces(self.after);
        }
    }

    /// Writes what is of any length.
    // One for all, which the texts that come here can afford: they go through `core::fmt`.
    #[inline(never)]
    pub(super) fn append_to(&self, scratch: &mut Scratch<'_, '_>) {
        if self.before > 0 {
            scratch.push_spaces(self.before);
        }
        match self.shown {
            Shown::Str(shown) => scratch.push_str(shown),
            Shown::Char(letter) => scratch.push_str(letter.encode_utf8(&mut [0; 4])),
            Shown::Integer {
                magnitude,
                is_negative,
                bytes,
            } => scratch.push_integer(magnitude, is_negative, bytes),
            Shown::Display(shown, pad) => pad.append_to(shown, scratch),
            Shown::Arguments(arguments) => scratch.push_arguments(arguments),
        }
        if self.after > 0 {
            scratch.push_spaces(self.after);
        }
    }
}

impl Pad {
    fn append_to(self, shown: &dyn Display, scratch: &mut Scratch<'_, '_>) {
        let width = usize::from(self.width);
        let mut push = |arguments: fmt::Arguments<'_>| scratch.push_arguments(arguments);
        match self.side {
            Side::Own if width == 0 => push(format_args!("{shown}")),
            Side::Own => push(format_args!("{shown:width$}")),
            Side::After => push(format_args!("{shown:<width$}")),
            Side::Around => push(format_args!("{shown:^width$}")),
            Side::Before => push(format_args!("{shown:>width$}")),
            Side::Zeros => push(format_args!("{shown:0width$}")),
        }
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").finish_non_exhaustive()
    }
}
