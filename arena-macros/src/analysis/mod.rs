//! A syntactic escape analysis of a handler's body: where it allocates strings and vectors, and what
//! becomes of each value.
//!
//! Types cannot be seen from here, so what is not proved stays on the heap. The body is walked once
//! ([`walk`]), which records each site and each use of each binding with its [`Fate`]; from these follow
//! the verdicts ([`verdict`]). Nothing is changed here; that is for [`rewrite`](crate::rewrite).

mod bindings;
mod fate;
mod known_methods;
mod mentions;
pub(crate) mod outliving;
mod parts;
mod scopes;
mod site;
mod verdict;
mod walk;

#[cfg(test)]
mod tests;

use proc_macro2::Ident;
use syn::{Block, Expr, Pat, Signature};

use crate::parse::body_macros::BodyMacros;

pub(crate) use self::bindings::BindingId;
pub(crate) use self::fate::Reason;
pub(crate) use self::parts::{is_made_in_passing, whole_of, whole_of_mut};
pub(crate) use self::site::{Constructor, Shape, SiteKind, name_of};
pub(crate) use self::verdict::{Kept, LookedUp, Plan, PlannedSite, PlannedUse, Route};

/// An expression's place in the tree: its address, which holds as long as the tree is not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ExprId(usize);

impl ExprId {
    pub(crate) fn of(expr: &Expr) -> Self {
        Self(std::ptr::from_ref(expr).addr())
    }
}

/// A pattern's place in the tree, likewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PatId(usize);

impl PatId {
    pub(crate) fn of(pat: &Pat) -> Self {
        Self(std::ptr::from_ref(pat).addr())
    }
}

/// What the analysis must know of the function around the body.
pub(crate) struct Handler<'h> {
    pub(crate) signature: &'h Signature,
    /// The user's name for the context.
    pub(crate) context: Option<&'h Ident>,
    /// What the body returns may live in the arena.
    pub(crate) answer_borrows: bool,
    /// The names of sites that stay on the heap.
    pub(crate) skips: &'h [String],
    /// What is passed by reference to where it cannot be seen may be passed as a `str` or a slice.
    pub(crate) lends: bool,
}

/// Decides for each allocation site of `block` where its value will live.
pub(crate) fn analyse(handler: &Handler<'_>, block: &Block, macros: &BodyMacros) -> Plan {
    verdict::decide(walk::walk(handler, block, macros))
}
