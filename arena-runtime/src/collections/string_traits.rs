//! The traits of strings in the arena: they print, compare, hash and convert as the `str` they hold.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Add, AddAssign, Deref, DerefMut};
use std::path::Path;

use super::block::Block;
use super::string::ArenaText;

impl<'a, B: Block<'a>> Deref for ArenaText<'a, B> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<'a, B: Block<'a>> DerefMut for ArenaText<'a, B> {
    #[inline]
    fn deref_mut(&mut self) -> &mut str {
        self.as_mut_str()
    }
}

impl<'a, B: Block<'a>> fmt::Debug for ArenaText<'a, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<'a, B: Block<'a>> fmt::Display for ArenaText<'a, B> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl<'a, B: Block<'a>> fmt::Write for ArenaText<'a, B> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }

    #[inline]
    fn write_char(&mut self, character: char) -> fmt::Result {
        self.push(character);
        Ok(())
    }
}

impl<'a, B: Block<'a>> Clone for ArenaText<'a, B> {
    fn clone(&self) -> Self {
        Self::from_str_in(self, self.arena())
    }
}

impl<'a, 'b, B: Block<'a>, C: Block<'b>> PartialEq<ArenaText<'b, C>> for ArenaText<'a, B> {
    #[inline]
    fn eq(&self, other: &ArenaText<'b, C>) -> bool {
        self.as_str() == other.as_str()
    }
}

/// Equality with another kind of text, from both sides.
macro_rules! equal_to {
    ($($text:ty),+) => {$(
        impl<'a, B: Block<'a>> PartialEq<$text> for ArenaText<'a, B> {
            #[inline]
            fn eq(&self, other: &$text) -> bool {
                let other: &str = other;
                self.as_str() == other
            }
        }

        impl<'a, B: Block<'a>> PartialEq<ArenaText<'a, B>> for $text {
            #[inline]
            fn eq(&self, other: &ArenaText<'a, B>) -> bool {
                other == self
            }
        }
    )+};
}

equal_to!(str, &str, String, Cow<'_, str>);

impl<'a, B: Block<'a>> Eq for ArenaText<'a, B> {}

impl<'a, 'b, B: Block<'a>, C: Block<'b>> PartialOrd<ArenaText<'b, C>> for ArenaText<'a, B> {
    #[inline]
    fn partial_cmp(&self, other: &ArenaText<'b, C>) -> Option<Ordering> {
        Some(self.as_str().cmp(other.as_str()))
    }
}

impl<'a, B: Block<'a>> Ord for ArenaText<'a, B> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl<'a, B: Block<'a>> Hash for ArenaText<'a, B> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// Lends the text as `&$target`.
macro_rules! as_ref {
    ($($target:ty),+) => {$(
        impl<'a, B: Block<'a>> AsRef<$target> for ArenaText<'a, B> {
            #[inline]
            fn as_ref(&self) -> &$target {
                self.as_str().as_ref()
            }
        }
    )+};
}

as_ref!(str, [u8], OsStr, Path);

impl<'a, B: Block<'a>> AsMut<str> for ArenaText<'a, B> {
    #[inline]
    fn as_mut(&mut self) -> &mut str {
        self.as_mut_str()
    }
}

impl<'a, B: Block<'a>> Borrow<str> for ArenaText<'a, B> {
    #[inline]
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl<'a, B: Block<'a>> Extend<char> for ArenaText<'a, B> {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        let characters = characters.into_iter();
        self.reserve(characters.size_hint().0);
        characters.for_each(|character| self.push(character));
    }
}

impl<'a, 'c, B: Block<'a>> Extend<&'c char> for ArenaText<'a, B> {
    fn extend<I: IntoIterator<Item = &'c char>>(&mut self, characters: I) {
        self.extend(characters.into_iter().copied());
    }
}

/// Appends texts of one kind, one after the other.
macro_rules! extend_with {
    ($(<$($lifetime:lifetime)?> $text:ty),+) => {$(
        impl<'a, $($lifetime,)? B: Block<'a>> Extend<$text> for ArenaText<'a, B> {
            fn extend<I: IntoIterator<Item = $text>>(&mut self, texts: I) {
                texts.into_iter().for_each(|text| self.push_str(&text));
            }
        }
    )+};
}

extend_with!(<'t> &'t str, <> String, <> Box<str>, <'t> Cow<'t, str>);

impl<'a, 't, B: Block<'a>, C: Block<'t>> Extend<ArenaText<'t, C>> for ArenaText<'a, B> {
    fn extend<I: IntoIterator<Item = ArenaText<'t, C>>>(&mut self, texts: I) {
        texts.into_iter().for_each(|text| self.push_str(&text));
    }
}

impl<'t, C: Block<'t>> Extend<ArenaText<'t, C>> for String {
    fn extend<I: IntoIterator<Item = ArenaText<'t, C>>>(&mut self, texts: I) {
        texts.into_iter().for_each(|text| self.push_str(&text));
    }
}

impl<'a, B: Block<'a>> Add<&str> for ArenaText<'a, B> {
    type Output = Self;

    #[inline]
    fn add(mut self, text: &str) -> Self {
        self.push_str(text);
        self
    }
}

impl<'a, B: Block<'a>> AddAssign<&str> for ArenaText<'a, B> {
    #[inline]
    fn add_assign(&mut self, text: &str) {
        self.push_str(text);
    }
}

impl<'a, B: Block<'a>> From<ArenaText<'a, B>> for String {
    fn from(text: ArenaText<'a, B>) -> Self {
        Self::from(text.as_str())
    }
}

impl<'a, B: Block<'a>> From<ArenaText<'a, B>> for Cow<'a, str> {
    fn from(text: ArenaText<'a, B>) -> Self {
        Cow::Borrowed(text.into_str())
    }
}
