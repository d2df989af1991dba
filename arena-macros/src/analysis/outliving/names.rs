//! The names in a body that certainly stand for something of the request's arena.

use std::collections::{HashMap, HashSet};

use syn::visit::{self, Visit};
use syn::{Expr, Ident, Local, Pat, PatIdent};

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
}

/// The names that a body binds, in the order of their mention in patterns.
#[derive(Default)]
pub(super) struct Names<'ast> {
    bound: Vec<&'ast Ident>,
    /// `let name = value;`
    lets: Vec<(&'ast Ident, &'ast Expr)>,
}

impl Names<'_> {
    /// The names that certainly borrow from the context: bound once in all the body, and by a method of
    /// the context's. `None` if the context's own name is bound again.
    pub(super) fn borrowed_from(&self, context: &Ident) -> Option<HashMap<String, Kind>> {
        let mut once = HashSet::new();
        let mut again = HashSet::new();
        for name in &self.bound {
            if !once.insert(*name) {
                again.insert(*name);
            }
        }
        if once.contains(context) {
            return None;
        }
        let mut borrowed = HashMap::from([(context.to_string(), Kind::Context)]);
        for (name, value) in &self.lets {
            if let Some(kind) = handed_out_by(context, value)
                && !again.contains(name)
            {
                borrowed.insert(name.to_string(), kind);
            }
        }
        Some(borrowed)
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
