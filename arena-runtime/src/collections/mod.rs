//! Strings, vectors, maps and sets that live in an [`Arena`](crate::Arena).
//!
//! They do what std's do and are read through the same types (`str`, slices). Where their memory comes
//! from and when it comes back is left to [`arena`](crate::arena).

mod block;
#[cfg(feature = "serde")]
mod deserialize;
#[cfg(feature = "macros")]
pub(crate) mod digits;
mod erased;
mod format;
mod map;
mod ranges;
#[cfg(feature = "utoipa")]
mod schema;
#[cfg(feature = "serde")]
mod serialize;
mod set;
#[cfg(feature = "macros")]
mod sized_text;
mod string;
mod string_drain;
mod string_traits;
mod vec;
#[cfg(any(test, doctest))]
mod vec_drop_check;
mod vec_iter;
mod vec_lent;
mod vec_raw;
mod vec_traits;

pub use self::block::{Block, Kept, Reclaimed};
#[cfg(feature = "macros")]
pub(crate) use self::format::Written;
#[cfg(feature = "macros")]
pub use self::format::{Scratch, ScratchRoom};
pub use self::map::ArenaMap;
pub use self::set::ArenaSet;
#[cfg(feature = "macros")]
pub(crate) use self::sized_text::{Buffer, SizedText};
pub use self::string::{ArenaString, ArenaText, TempString};
pub use self::string_drain::StringDrain;
pub use self::vec::ArenaVec;
pub use self::vec_iter::{VecDrain, VecIntoIter};
