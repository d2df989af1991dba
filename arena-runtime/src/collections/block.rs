//! The bytes of a string in the arena, and what becomes of them when the string is dropped.
//!
//! Two behaviours and nothing else: the text on top of them is the business of [`string`](super::string).

use std::mem::ManuallyDrop;

use allocator_api2::vec::Vec;

use crate::Arena;

/// Where the bytes of an [`ArenaText`](super::ArenaText) are, and whether dropping gives them back.
///
/// Implemented by [`Kept`] and [`Reclaimed`]; it cannot be implemented elsewhere.
///
/// ```
/// use arena_runtime::{Arena, ArenaText, Block};
///
/// fn shout<'a, B: Block<'a>>(text: &mut ArenaText<'a, B>) {
///     text.push('!');
/// }
///
/// let arena = Arena::new();
/// let mut text = arena_runtime::TempString::from_str_in("hey", &arena);
/// shout(&mut text);
/// assert_eq!(text, "hey!");
/// ```
pub trait Block<'a>: sealed::Bytes<'a> {}

/// A block that stays in the arena until the arena is reset: dropping it does nothing at all.
///
/// ```
/// assert!(!std::mem::needs_drop::<arena_runtime::Kept<'_>>());
/// ```
pub struct Kept<'a>(ManuallyDrop<Vec<u8, &'a Arena>>);

/// A block that is given back when dropped, which makes room if it is the newest one.
///
/// ```
/// assert!(std::mem::needs_drop::<arena_runtime::Reclaimed<'_>>());
/// ```
pub struct Reclaimed<'a>(Vec<u8, &'a Arena>);

impl<'a> Block<'a> for Kept<'a> {}
impl<'a> Block<'a> for Reclaimed<'a> {}

pub(super) mod sealed {
    use super::{Arena, Kept, ManuallyDrop, Reclaimed, Vec};

    /// The bytes themselves, for this crate only.
    pub trait Bytes<'a>: Sized {
        fn holding(bytes: Vec<u8, &'a Arena>) -> Self;
        fn bytes(&self) -> &Vec<u8, &'a Arena>;
        fn bytes_mut(&mut self) -> &mut Vec<u8, &'a Arena>;
        fn into_bytes(self) -> Vec<u8, &'a Arena>;
    }

    impl<'a> Bytes<'a> for Kept<'a> {
        #[inline]
        fn holding(bytes: Vec<u8, &'a Arena>) -> Self {
            Self(ManuallyDrop::new(bytes))
        }

        #[inline]
        fn bytes(&self) -> &Vec<u8, &'a Arena> {
            &self.0
        }

        #[inline]
        fn bytes_mut(&mut self) -> &mut Vec<u8, &'a Arena> {
            &mut self.0
        }

        #[inline]
        fn into_bytes(self) -> Vec<u8, &'a Arena> {
            ManuallyDrop::into_inner(self.0)
        }
    }

    impl<'a> Bytes<'a> for Reclaimed<'a> {
        #[inline]
        fn holding(bytes: Vec<u8, &'a Arena>) -> Self {
            Self(bytes)
        }

        #[inline]
        fn bytes(&self) -> &Vec<u8, &'a Arena> {
            &self.0
        }

        #[inline]
        fn bytes_mut(&mut self) -> &mut Vec<u8, &'a Arena> {
            &mut self.0
        }

        #[inline]
        fn into_bytes(self) -> Vec<u8, &'a Arena> {
            self.0
        }
    }
}

/// Growing is rare and long; kept out of line, it leaves the way that does not grow short enough to be
/// inlined wherever something is pushed.
#[cold]
#[inline(never)]
fn grow(bytes: &mut Vec<u8, &Arena>, additional: usize) {
    bytes.reserve(additional);
}

/// Appends `tail`: a comparison and a copy when there is room.
#[inline]
pub(super) fn append(bytes: &mut Vec<u8, &Arena>, tail: &[u8]) {
    let len = bytes.len();
    if tail.len() > bytes.capacity() - len {
        grow(bytes, tail.len());
    }
    // SAFETY: `len` bytes of the buffer are written, so its end is in it.
    let end = unsafe { bytes.as_mut_ptr().add(len) };
    // SAFETY: the capacity beyond `len` is at least `tail.len()`, seen to above, and `tail` is not in the
    // buffer, which is borrowed mutably.
    unsafe { end.copy_from_nonoverlapping(tail.as_ptr(), tail.len()) };
    // SAFETY: within the capacity, and the bytes up to there are written.
    unsafe { bytes.set_len(len + tail.len()) };
}
