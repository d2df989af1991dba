//! The names in a body that certainly stand for something of the request's arena.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Block, Expr, Ident, Local, Pat, PatIdent, Signature};

/// What the context hands out that is text in the arena.
const TEXT: [&str; 4] = ["alloc_fmt", "alloc_str", "string", "temp_string"];
/// What else it hands out that is in the arena.
const DATA: [&str; 6] = [
    "alloc",
    "alloc_slice_copy",
    "alloc_slice_fill_iter",
    "map",
    "set",
    "vec",
];
/// Objects from its pools.
const POOLED: [&str; 8] = [
    "pooled",
    "pooled_bytes",
    "pooled_map",
    "pooled_set",
    "pooled_string",
    "pooled_vec",
    "scratch_buffer",
    "string_buffer",
];

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Context,
    Text,
    Data,
    Pooled,
    /// Text that an argument borrows from the request.
    RequestText,
    /// What else an argument borrows from it.
    RequestData,
}

/// The names that arguments and a body bind, in the order of their mention in patterns.
#[derive(Default)]
pub(super) struct Names<'ast> {
    bound: Vec<&'ast Ident>,
    /// `let name = value;`
    lets: Vec<(&'ast Ident, &'ast Expr)>,
}

impl<'ast> Names<'ast> {
    pub(super) fn of(signature: &'ast Signature, block: &'ast Block) -> Self {
        let mut names = Self::default();
        names.visit_signature(signature);
        names.visit_block(block);
        names
    }

    /// Whether a name can only stand for what one pattern binds it to.
    pub(super) fn binds_once(&self, name: &Ident) -> bool {
        self.bound.iter().filter(|bound| **bound == name).count() == 1
    }

    /// What the names stand for that are bound once, by `let name = value`.
    pub(super) fn values(&self) -> HashMap<String, &'ast Expr> {
        self.lets
            .iter()
            .filter(|(name, _)| self.binds_once(name))
            .map(|(name, value)| (name.to_string(), *value))
            .collect()
    }

    /// Whether a pattern binds a name.
    pub(super) fn binds(&self, name: &Ident) -> bool {
        self.bound.contains(&name)
    }

    /// The names that certainly borrow from the context: its own, and those bound once, and by a method of its.
    pub(super) fn borrowed_from(&self, context: Option<&Ident>) -> HashMap<String, Kind> {
        let mut borrowed = HashMap::new();
        let Some(context) = context else {
            return borrowed;
        };
        borrowed.insert(context.to_string(), Kind::Context);
        for (name, value) in self.values() {
            if let Some(kind) = handed_out_by(context, value) {
                borrowed.insert(name, kind);
            }
        }
        borrowed
    }
}

impl<'ast> Visit<'ast> for Names<'ast> {
    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        self.bound.push(&pat.ident);
        visit::visit_pat_ident(self, pat);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let mut pat = &local.pat;
        if let Pat::Type(typed) = pat {
            pat = &typed.pat;
        }
        if let (Pat::Ident(pat), Some(init)) = (pat, &local.init)
            && pat.by_ref.is_none()
            && init.diverge.is_none()
        {
            self.lets.push((&pat.ident, &init.expr));
        }
        visit::visit_local(self, local);
    }
}

/// What `ctx.method(..)` hands out.
pub(super) fn handed_out_by(context: &Ident, value: &Expr) -> Option<Kind> {
    let Expr::MethodCall(call) = value else {
        return None;
    };
    let name = call.method.to_string();
    let kind = if TEXT.contains(&&*name) {
        Kind::Text
    } else if DATA.contains(&&*name) {
        Kind::Data
    } else if POOLED.contains(&&*name) {
        Kind::Pooled
    } else {
        return None;
    };
    is_name(&call.receiver, context).then_some(kind)
}

fn is_name(expr: &Expr, name: &Ident) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident(name))
}
