//! Whether a handler's future is worth checking for `Send` where it is made.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::{is_generic, names_parameter};
use crate::parse::handler::Handler;

/// What the body says of whether its future may go from thread to thread. All that axum says of one that
/// may not, where the route is added, is that there is no handler.
#[derive(Clone, Copy, Default)]
pub(in crate::expand) struct Sendability {
    /// It waits, so that something may live across an await.
    pub(in crate::expand) waits: bool,
    /// It waits and has, by its names, what often is not `Send`: then a future is worth making for the check
    /// alone.
    pub(in crate::expand) is_doubtful: bool,
}

impl Sendability {
    pub(in crate::expand) fn of(handler: &Handler) -> Self {
        let body = handler.body.to_token_stream();
        if is_generic(&handler.signature) || names_parameter(body.clone()) {
            return Self::default();
        }
        let mut seen = Seen::default();
        seen.look(body);
        if seen.names_itself {
            return Self::default();
        }
        Self {
            waits: seen.waits,
            is_doubtful: seen.waits && seen.has_unsendable,
        }
    }
}

#[derive(Default)]
struct Seen {
    waits: bool,
    /// `Self`, which may have parameters of the `impl` around in it.
    names_itself: bool,
    has_unsendable: bool,
}

impl Seen {
    fn look(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.look(group.stream()),
                TokenTree::Ident(name) => {
                    self.waits |= name == "await";
                    self.names_itself |= name == "Self";
                    self.has_unsendable |= OFTEN_UNSENDABLE.iter().any(|known| name == known);
                }
                _ => {}
            }
        }
    }
}

/// Types that are not `Send`, and methods that give such.
const OFTEN_UNSENDABLE: [&str; 18] = [
    "Bump",
    "Rc",
    "RefCell",
    "Cell",
    "UnsafeCell",
    "NonNull",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "borrow",
    "borrow_mut",
    "dyn",
    "entered",
    "lock",
    "read",
    "rng",
    "thread_rng",
    "write",
];
