//! What the expansion of `#[arena_handler]` calls. Not for use by hand: names and signatures may change
//! with any release.
//!
//! Sites whose names may mean something else in the user's crate are built from the user's own code and
//! a method that exists twice: inherent where the types are std's, which moves the site to the arena,
//! and in the trait [`OnHeap`] for every other type, which runs the user's code. Rust prefers the
//! inherent one where it exists, so the choice is made by the types and costs nothing.

mod answered;
pub mod answers;
pub mod arguments;
mod collect;
mod construct;
mod heap_text;
mod lookup;
mod lookup_types;
mod part;
pub mod question;
mod shows_plainly;
mod source;
mod source_types;
mod text;
mod uses;

use crate::collections::ArenaVec;
use crate::context::RequestContext;

pub use self::answered::{FromArenaItems, FromArenaText, IntoAnswer, answered};
pub use self::collect::{Collecting, FromArenaIterator, collect_answered, collecting};
pub use self::construct::{MadeBy, MadeFrom, made_by, made_from};
pub use self::heap_text::HeapText;
pub use self::lookup::{AnyKey, Key, KeyOnHeap, ReceiverType, TextForAny, receiver};
pub use self::lookup_types::{LooksUpStr, method};
pub use self::part::{Part, Parts};
pub use self::source::Source;
pub use self::source_types::{ItemsSource, PiecesSource, ShowsItself, TextPattern, TextSource};
pub use self::text::{Text, formatted, scratch};
pub use self::uses::{
    AreEqual, AreEqualOnHeap, Cloned, Cloning, Defaulting, Lend, Lending, Place, Placing,
    TextFirst, TextSecond, UnwrapOrEmpty,
};
pub use crate::collections::{Scratch, ScratchRoom};

#[cfg(feature = "axum")]
pub use axum::response::Response;

#[cfg(feature = "axum")]
pub use crate::axum::{Held, Holding};

/// A value of any type, for code that is never reached and only guides inference.
///
/// # Panics
///
/// Always.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("the expansion never calls this")
}

/// `vec![a, b]`.
#[inline]
#[must_use]
pub fn vec_of<T, const N: usize>(context: &RequestContext, items: [T; N]) -> ArenaVec<'_, T> {
    ArenaVec::from_array_in(items, context.arena())
}

/// `vec![item; count]`.
#[inline]
#[must_use]
pub fn vec_repeating<T: Clone>(context: &RequestContext, item: T, count: usize) -> ArenaVec<'_, T> {
    ArenaVec::from_elem_in(item, count, context.arena())
}

/// The site as the user wrote it, for types that the runtime does not know.
pub trait OnHeap: Sized {
    /// What the user's code makes.
    type Value;

    /// Runs the user's code.
    fn on_heap(self) -> Self::Value;

    /// `Owner::new()` of a type that is not std's.
    #[inline]
    fn new_in(self, _: &RequestContext) -> Self::Value {
        self.on_heap()
    }

    /// `Owner::with_capacity(n)` of a type that is not std's.
    #[inline]
    fn with_capacity_in(self, _: &RequestContext) -> Self::Value {
        self.on_heap()
    }

    /// `Owner::from(x)` of a type that is not std's, or from one the runtime does not know.
    #[inline]
    fn convert_in(self, _: &RequestContext) -> Self::Value {
        self.on_heap()
    }

    /// `x.collect()` of a type that is no iterator, or into one that is not std's.
    #[inline]
    fn collect_in(self, _: &RequestContext) -> Self::Value {
        self.on_heap()
    }

    /// `Owner::from_utf8_lossy(x)` of a type that is not std's.
    #[inline]
    fn convert_lossy_in(self, _: &RequestContext) -> Self::Value {
        self.on_heap()
    }
}
