//! `x.to_string()`, `x.to_lowercase()`, `x.replace(a, b)`, `items.join(", ")` and other methods that make a text
//! or a vector of something.
//!
//! Of std's own types and ours: another type's method of the same name may do something else.

use std::borrow::Borrow;
use std::ops::Deref;

use super::source_types::{ItemsSource, PiecesSource, ShowsItself, TextPattern, TextSource};
use super::text;
use crate::collections::{ArenaVec, TempString};
use crate::context::RequestContext;

/// What a text or vector is made of, and where it is made.
///
/// Its own methods are those of std's types, and what they make is in the arena. Of any other type they do not
/// exist, so that the method call goes on to the value itself, as the user wrote it.
//
// Not `Clone`, which would give it a `to_owned` whatever the type.
#[derive(Debug)]
pub struct Source<'source, 'arena, T: ?Sized>(pub &'source T, pub &'arena RequestContext);

impl<T: ?Sized> Deref for Source<'_, '_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.0
    }
}

impl<'arena, T: ShowsItself + ?Sized> Source<'_, 'arena, T> {
    /// `x.to_string()`.
    #[inline]
    #[must_use]
    pub fn to_string(self) -> TempString<'arena> {
        text::shown(self.1, self.0)
    }
}
impl<'arena, T: TextSource + ?Sized> Source<'_, 'arena, T> {
    /// `x.to_owned()`.
    #[inline]
    #[must_use]
    pub fn to_owned(self) -> TempString<'arena> {
        TempString::from_str_in(self.0.text(), self.1.arena())
    }

    /// `x.to_ascii_lowercase()`.
    #[inline]
    #[must_use]
    pub fn to_ascii_lowercase(self) -> TempString<'arena> {
        let mut text = self.to_owned();
        text.make_ascii_lowercase();
        text
    }

    /// `x.to_ascii_uppercase()`.
    #[inline]
    #[must_use]
    pub fn to_ascii_uppercase(self) -> TempString<'arena> {
        let mut text = self.to_owned();
        text.make_ascii_uppercase();
        text
    }

    /// `x.to_lowercase()`. What is beyond ASCII is left to std, whose tables these are.
    #[must_use]
    pub fn to_lowercase(self) -> TempString<'arena> {
        lowercase(self.0.text(), self.1)
    }

    /// `x.to_uppercase()`, likewise.
    #[must_use]
    pub fn to_uppercase(self) -> TempString<'arena> {
        uppercase(self.0.text(), self.1)
    }

    /// `x.repeat(times)`.
    ///
    /// # Panics
    ///
    /// As `str::repeat` does, if there is no room for so much.
    #[must_use]
    pub fn repeat(self, times: usize) -> TempString<'arena> {
        repeated(self.0.text(), times, self.1)
    }

    /// `x.replace(pattern, with)`.
    #[must_use]
    pub fn replace(self, pattern: impl TextPattern, with: &str) -> TempString<'arena> {
        replaced(self.0.text(), pattern, with, usize::MAX, self.1)
    }

    /// `x.replacen(pattern, with, times)`.
    #[must_use]
    pub fn replacen(
        self,
        pattern: impl TextPattern,
        with: &str,
        times: usize,
    ) -> TempString<'arena> {
        replaced(self.0.text(), pattern, with, times, self.1)
    }
}

impl<'arena, T: PiecesSource + ?Sized> Source<'_, 'arena, T> {
    /// `items.join(separator)`.
    #[must_use]
    pub fn join(self, separator: &str) -> TempString<'arena> {
        joined(self.0.pieces(), separator, self.1)
    }

    /// `items.concat()`.
    #[must_use]
    pub fn concat(self) -> TempString<'arena> {
        joined(self.0.pieces(), "", self.1)
    }
}

impl<'arena, T: ItemsSource<Item: Clone> + ?Sized> Source<'_, 'arena, T> {
    /// `items.to_vec()`.
    #[inline]
    #[must_use]
    pub fn to_vec(self) -> ArenaVec<'arena, T::Item> {
        ArenaVec::from_iter_in(self.0.items().iter().cloned(), self.1.arena())
    }
}

fn lowercase<'arena>(text: &str, context: &'arena RequestContext) -> TempString<'arena> {
    if !text.is_ascii() {
        return TempString::from_str_in(&text.to_lowercase(), context.arena());
    }
    let mut lower = TempString::from_str_in(text, context.arena());
    lower.make_ascii_lowercase();
    lower
}

fn uppercase<'arena>(text: &str, context: &'arena RequestContext) -> TempString<'arena> {
    if !text.is_ascii() {
        return TempString::from_str_in(&text.to_uppercase(), context.arena());
    }
    let mut upper = TempString::from_str_in(text, context.arena());
    upper.make_ascii_uppercase();
    upper
}

fn repeated<'arena>(
    text: &str,
    times: usize,
    context: &'arena RequestContext,
) -> TempString<'arena> {
    let length = text.len().checked_mul(times).expect("capacity overflow");
    let mut repeated = TempString::with_capacity_in(length, context.arena());
    for _ in 0..times {
        repeated.push_str(text);
    }
    repeated
}

fn replaced<'arena>(
    text: &str,
    pattern: impl TextPattern,
    with: &str,
    times: usize,
    context: &'arena RequestContext,
) -> TempString<'arena> {
    let mut replaced = TempString::with_capacity_in(text.len(), context.arena());
    let mut copied = 0;
    let mut left = times;
    pattern.each_match(text, |at, matched| {
        if left == 0 {
            return;
        }
        left -= 1;
        replaced.push_str(&text[copied..at]);
        replaced.push_str(with);
        copied = at + matched.len();
    });
    replaced.push_str(&text[copied..]);
    replaced
}

fn joined<'arena>(
    pieces: &[impl Borrow<str>],
    separator: &str,
    context: &'arena RequestContext,
) -> TempString<'arena> {
    let length = pieces
        .iter()
        .map(|piece| piece.borrow().len())
        .sum::<usize>()
        + separator.len() * pieces.len().saturating_sub(1);
    let mut joined = TempString::with_capacity_in(length, context.arena());
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(piece.borrow());
    }
    joined
}
