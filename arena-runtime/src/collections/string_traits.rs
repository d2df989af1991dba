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

impl<'t, C: Block<'t>> FromIterator<ArenaText<'t, C>> for String {
    fn from_iter<I: IntoIterator<Item = ArenaText<'t, C>>>(texts: I) -> Self {
        let mut whole = Self::new();
        whole.extend(texts);
        whole
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

impl<'a, B: Block<'a>> From<&ArenaText<'a, B>> for String {
    fn from(text: &ArenaText<'a, B>) -> Self {
        Self::from(text.as_str())
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

#[cfg(test)]
mod tests {
    use crate::{Arena, ArenaString, Reclaimed, TempString};
    use std::borrow::Cow;
    use std::collections::HashSet;
    use std::fmt::Write as _;
    use std::hash::{BuildHasher, RandomState};
    use std::mem::needs_drop;
    use std::panic::{RefUnwindSafe, UnwindSafe};

    #[test]
    fn only_temporary_strings_need_drop() {
        const { assert!(!needs_drop::<ArenaString<'_>>()) };
        const { assert!(!needs_drop::<Option<(u8, ArenaString<'_>)>>()) };
        const { assert!(needs_drop::<TempString<'_>>()) };
    }

    #[test]
    fn may_be_sent_shared_and_unwound_through() {
        fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
        check::<ArenaString<'_>>();
        check::<TempString<'_>>();
    }

    #[test]
    fn lifetimes_shrink() {
        fn shrink<'s, 'l: 's>(text: ArenaString<'l>, _: &'s u8) -> ArenaString<'s> {
            text
        }
        let arena = Arena::new();
        assert_eq!(shrink(ArenaString::from_str_in("a", &arena), &1), "a");
    }

    #[test]
    fn equals_every_kind_of_text_from_both_sides() {
        fn check<A: PartialEq<B> + ?Sized, B: PartialEq<A> + ?Sized>(left: &A, right: &B) {
            assert!(left == right);
            assert!(right == left);
        }
        let arena = Arena::new();
        let text = ArenaString::from_str_in("Ada", &arena);
        let temporary = TempString::from_str_in("Ada", &arena);
        let (owned, cow) = (String::from("Ada"), Cow::Borrowed("Ada"));
        check(&text, "Ada");
        check(&text, &"Ada");
        check(&text, &owned);
        check(&text, &cow);
        check(&text, &temporary);
        assert_ne!(text, "Eve");
        assert!(text < TempString::from_str_in("Eve", &arena));
    }

    #[test]
    fn prints_and_hashes_as_str() {
        let arena = Arena::new();
        let plain = "tab\t, \"quotes\", \u{301}";
        let text = ArenaString::from_str_in(plain, &arena);
        assert_eq!(format!("{text}|{text:>40}"), format!("{plain}|{plain:>40}"));
        assert_eq!(format!("{text:?}{text:#?}"), format!("{plain:?}{plain:#?}"));
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&text), hasher.hash_one(plain));
        assert!(HashSet::from([text]).contains(plain));
    }

    #[test]
    fn grows_by_every_kind_of_text() {
        let arena = Arena::new();
        let mut text = TempString::new_in(&arena) + "a";
        text += "b";
        text.extend(['c']);
        text.extend(&['d']);
        text.extend(["e"]);
        text.extend([String::from("f")]);
        text.extend([Box::<str>::from("g")]);
        text.extend([Cow::Borrowed("h")]);
        text.extend([ArenaString::from_str_in("i", &arena)]);
        write!(text, "{:1}", 'j').unwrap();
        assert_eq!(&text[2..], "cdefghij");
        let mut owned = String::from(&text);
        owned.extend([text.clone()]);
        assert_eq!(owned, [text.clone(), text].into_iter().collect::<String>());
        assert_eq!(owned, "abcdefghijabcdefghij");
    }

    #[test]
    fn temporaries_leave_the_arena_flat() {
        let arena = Arena::new();
        arena.enter(|| {
            let first = ArenaString::from_str_in("kept", &arena);
            let room = |_: u32| TempString::from_str_in("used and forgotten", &arena).as_ptr();
            let place = room(0);
            assert!((0..1000).all(|n| room(n) == place));
            // What is kept is not given back.
            assert_eq!(
                TempString::from_str_in("kept too", &arena).keep(),
                "kept too"
            );
            assert_ne!(room(0), place);
            assert_eq!(Cow::from(first), "kept");
        });
    }

    #[test]
    fn a_panicking_retain_leaves_text() {
        let arena = Arena::new();
        let mut text = crate::ArenaText::<Reclaimed<'_>>::from_str_in("aéb", &arena);
        let retain = || text.retain(|character| character != 'a' && panic!("on purpose"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(retain)).is_err());
        assert!(str::from_utf8(text.as_bytes()).is_ok());
    }

    #[test]
    #[should_panic(expected = "boundary")]
    fn half_a_character_is_refused() {
        TempString::from_str_in("é", &Arena::new()).drain(1..);
    }
}
