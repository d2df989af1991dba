//! Strings: found free of what JSON escapes eight bytes at a time, and copied whole; most are.

use std::io;

use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use super::{Writer, copy_ends};

const ONES: u64 = u64::MAX / 0xff;
const HIGH_BITS: u64 = ONES << 7;
const BACKSLASH: u64 = ONES * b'\\' as u64;
/// Between a space and a quote. With it flipped, the quote comes down to where only controls and it are.
const FLIPPED: u64 = ONES * (b' ' ^ b'"') as u64;
const FIRST_PRINTABLE: u64 = ONES * (b'!') as u64;

/// The high bit of the first byte in `word` that must be escaped, counted from the least significant; bits of
/// bytes above it may be set wrongly, by borrows.
#[inline]
fn escapes(word: u64) -> u64 {
    let controls_and_quotes = (word ^ FLIPPED).wrapping_sub(FIRST_PRINTABLE);
    let backslashes = (word ^ BACKSLASH).wrapping_sub(ONES);
    (controls_and_quotes | backslashes) & !word & HIGH_BITS
}

#[inline]
fn must_be_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Whether nothing in `text` must be escaped.
#[inline]
pub(super) fn is_plain(text: &[u8]) -> bool {
    // The last piece overlaps the one before: that is cheaper than to look at its bytes one by one.
    if let Some(last) = text.last_chunk() {
        let words = text.as_chunks().0;
        words
            .iter()
            .fold(in_word(last), |found, word| found | in_word(word))
            == 0
    } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        in_halves(first, last) == 0
    } else {
        !text.iter().any(|byte| must_be_escaped(*byte))
    }
}

#[inline]
fn in_word(word: &[u8; 8]) -> u64 {
    escapes(u64::from_le_bytes(*word))
}

#[inline]
fn in_halves(first: &[u8; 4], last: &[u8; 4]) -> u64 {
    let low = u64::from(u32::from_le_bytes(*first));
    escapes(low | u64::from(u32::from_le_bytes(*last)) << 32)
}

/// Copies `text` to `room`, which is as long, and says whether nothing in it must be escaped; if something must,
/// what is in `room` is of no use.
// Most texts are short, and each length has its straight way: two pieces that overlap unless it is full.
#[inline]
fn copy_plain(room: &mut [u8], text: &[u8]) -> bool {
    const LONG: usize = 33;

    if text.len() >= LONG {
        copy_long_plain(room, text)
    } else if let Some([first, last]) = copy_ends::<16>(room, text) {
        in_words(first) | in_words(last) == 0
    } else if let Some([first, last]) = copy_ends::<8>(room, text) {
        in_word(first) | in_word(last) == 0
    } else if let Some([first, last]) = copy_ends::<4>(room, text) {
        in_halves(first, last) == 0
    } else {
        let mut found = false;
        for (to, byte) in room.iter_mut().zip(text) {
            found |= must_be_escaped(*byte);
            *to = *byte;
        }
        !found
    }
}

#[inline(never)]
fn copy_long_plain(room: &mut [u8], text: &[u8]) -> bool {
    let is_plain = is_plain(text);
    if is_plain {
        room.copy_from_slice(text);
    }
    is_plain
}

#[inline]
fn in_words(words: &[u8; 16]) -> u64 {
    let words = words.as_chunks::<8>().0;
    words.iter().fold(0, |found, word| found | in_word(word))
}

/// Where the first byte is that must be escaped.
fn first_escape(text: &[u8]) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = escapes(u64::from_le_bytes(*word));
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| must_be_escaped(*byte))?;
    Some(words.len() * 8 + at)
}

/// Writes `text` in quotes.
#[inline]
pub(super) fn write_str(writer: &mut Writer, text: &str) -> io::Result<()> {
    let text = text.as_bytes();
    let room = writer.room(text.len() + 2);
    if let [open, inside @ .., close] = room
        && copy_plain(inside, text)
    {
        *open = b'"';
        *close = b'"';
        return Ok(());
    }
    write_escaped(writer, text)
}

/// Writes `text` in quotes, whose room is taken already, and may be spoilt.
#[cold]
#[inline(never)]
fn write_escaped(writer: &mut Writer, text: &[u8]) -> io::Result<()> {
    writer.take_back(text.len() + 2);
    writer.push(b"\"");
    let mut rest = text;
    while let Some(at) = first_escape(rest) {
        writer.push(&rest[..at]);
        let escape = match rest[at] {
            b'"' => CharEscape::Quote,
            b'\\' => CharEscape::ReverseSolidus,
            b'\x08' => CharEscape::Backspace,
            b'\x0c' => CharEscape::FormFeed,
            b'\n' => CharEscape::LineFeed,
            b'\r' => CharEscape::CarriageReturn,
            b'\t' => CharEscape::Tab,
            control => CharEscape::AsciiControl(control),
        };
        CompactFormatter.write_char_escape(writer, escape)?;
        rest = &rest[at + 1..];
    }
    writer.push(rest);
    writer.push(b"\"");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Writer;
    use super::{first_escape, is_plain, write_str};

    fn check(text: &str) {
        let mut writer = Writer::new();
        write_str(&mut writer, text).unwrap();
        let expected = serde_json::to_vec(text).unwrap();
        assert_eq!(writer.written(), expected, "{text:?}");
        assert_eq!(is_plain(text.as_bytes()), expected.len() == text.len() + 2);
    }

    #[test]
    fn each_character_at_each_place_of_a_word() {
        let below = (0..=0x2ff).filter_map(char::from_u32);
        let ends = ['\u{7ff}', '\u{2028}', '\u{ffff}', '\u{10ffff}'];
        for character in below.chain(ends) {
            for length in 0..20 {
                for place in 0..=length {
                    let text: String = (0..=length)
                        .map(|at| if at == place { character } else { 'a' })
                        .collect();
                    check(&text);
                }
            }
        }
    }

    #[test]
    fn neighbours_that_borrow_from_each_other() {
        // What `escapes` may set wrongly stands behind what it sets rightly.
        let alphabet = [
            '\0', '\x1f', ' ', '!', '"', '#', '[', '\\', ']', '\x7f', 'é',
        ];
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    let text: String = ["abc", "abcdefg", ""]
                        .iter()
                        .flat_map(|before| before.chars().chain([first, second, third]))
                        .collect();
                    check(&text);
                    let found = first_escape(text.as_bytes());
                    let expected = text.bytes().position(super::must_be_escaped);
                    assert_eq!(found, expected);
                }
            }
        }
    }
}
