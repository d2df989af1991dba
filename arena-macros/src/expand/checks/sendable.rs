//! Whether a handler's future is worth checking for `Send` where it is made.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::is_generic;
use crate::parse::handler::Handler;

/// What the body says of whether its future may go from thread to thread. All that axum says of one that
/// may not, where the route is added, is that there is no handler.
#[derive(Clone, Copy, Default)]
pub(in crate::expand) struct Sendability {
    /// It waits, so that something may live across an await.
    pub(in crate::expand) waits: bool,
    /// It waits and has, by its names, what often is not `Send`: then the future is worth making for the check
    /// alone.
    pub(in crate::expand) is_doubtful: bool,
}

impl Sendability {
    pub(in crate::expand) fn of(handler: &Handler) -> Self {
        if is_generic(&handler.signature) {
            return Self::default();
        }
        let mut seen = Seen::default();
        seen.look(handler.body.to_token_stream());
        Self {
            waits: seen.waits,
            is_doubtful: seen.waits && seen.has_unsendable,
        }
    }
}

#[derive(Default)]
struct Seen {
    waits: bool,
    has_unsendable: bool,
}

impl Seen {
    fn look(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.look(group.stream()),
                TokenTree::Ident(name) => {
                    self.waits |= name == "await";
                    self.has_unsendable |= OFTEN_UNSENDABLE.iter().any(|known| name == known);
                }
                _ => {}
            }
        }
    }
}

/// Types that are not `Send`, and methods that give such.
const OFTEN_UNSENDABLE: [&str; 15] = [
    "Rc",
    "RefCell",
    "Cell",
    "UnsafeCell",
    "NonNull",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "borrow_mut",
    "entered",
    "lock",
    "read",
    "rng",
    "thread_rng",
    "write",
];
