//! `format!` whose format string was taken apart when the program was compiled: literals are copied, and
//! what is shown by a plain `{}` is written directly where its type is known to show as it is written.

use std::fmt::{self, Display};

use super::FromArenaText;
use super::shows_plainly::Plain;
use crate::collections::{Scratch, TempString, Written};
use crate::context::RequestContext;

/// A text being put together.
pub struct Text<'arena> {
    scratch: Scratch<'arena>,
    context: &'arena RequestContext,
}

impl<'arena> Text<'arena> {
    /// An empty text.
    #[inline]
    #[must_use]
    pub fn new(context: &'arena RequestContext) -> Self {
        Self {
            scratch: Scratch::new(context.arena()),
            context,
        }
    }

    /// A piece of the format string.
    #[inline]
    pub fn literal(&mut self, literal: &str) {
        self.scratch.push_str(literal);
    }

    /// A plain `{}`.
    ///
    /// # Panics
    ///
    /// As `format!` does, when `value`'s `fmt` returns an error.
    #[inline]
    pub fn display<T: Display>(&mut self, value: T) {
        match Plain::of(&value) {
            Some(plain) => self.plain(plain),
            None => self.scratch.push_arguments(format_args!("{value}")),
        }
    }

    // Where the type is known so is the arm, and nothing is left of the rest.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn plain(&mut self, shown: Plain<'_>) {
        match shown {
            Plain::Str(text) => self.scratch.push_str(text),
            Plain::Char(letter) => self.scratch.push_str(letter.encode_utf8(&mut [0; 4])),
            Plain::Signed(number) => self.scratch.push_str(itoa::Buffer::new().format(number)),
            Plain::Unsigned(number) => self.scratch.push_str(itoa::Buffer::new().format(number)),
        }
    }

    /// A placeholder that says how.
    ///
    /// # Panics
    ///
    /// As `format!` does, when a value's `fmt` returns an error.
    pub fn arguments(&mut self, arguments: fmt::Arguments<'_>) {
        self.scratch.push_arguments(arguments);
    }

    /// The text as a temporary.
    #[inline]
    #[must_use]
    pub fn temporary(mut self) -> TempString<'arena> {
        match self.scratch.written() {
            Written::Short(text, arena) => TempString::from_str_in(text, arena),
            Written::Long(text) => text,
        }
    }

    /// The text as what the answer has at its place.
    #[inline]
    #[must_use]
    pub fn answered<T: FromArenaText<'arena>>(mut self) -> T {
        match self.scratch.written() {
            Written::Short(text, _) => T::from_short(self.context, text),
            Written::Long(text) => T::from_temporary(text),
        }
    }
}
