//! Names in scope, innermost last, so that a shadowed binding is never taken for the one it hides.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Ident, Pat, PatIdent};

use super::bindings::BindingId;

/// A stack of scopes.
#[derive(Default)]
pub(super) struct Scopes(Vec<HashMap<String, Named>>);

/// What a name stands for.
#[derive(Clone, Copy)]
struct Named {
    /// The binding, if it is followed.
    binding: Option<BindingId>,
    /// Its type may be open where it is used, and be told by what comes later.
    is_open: bool,
}

impl Scopes {
    pub(super) fn open(&mut self) {
        self.0.push(HashMap::new());
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    pub(super) fn declare(&mut self, name: &Ident, binding: Option<BindingId>, is_open: bool) {
        if let Some(scope) = self.0.last_mut() {
            let named = Named { binding, is_open };
            scope.insert(plain(&name.to_string()).to_owned(), named);
        }
    }

    /// Declares every name a pattern binds as one that is not followed.
    pub(super) fn declare_pattern(&mut self, pat: &Pat, is_open: bool) {
        struct Names<'s>(&'s mut Scopes, bool);
        impl Visit<'_> for Names<'_> {
            fn visit_pat_ident(&mut self, pat: &PatIdent) {
                self.0.declare(&pat.ident, None, self.1);
                visit::visit_pat_ident(self, pat);
            }
        }
        Names(self, is_open).visit_pat(pat);
    }

    pub(super) fn find(&self, name: &str) -> Option<BindingId> {
        self.named(name)?.binding
    }

    /// Whether it is a name of the body's whose type may be open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.named(name).is_some_and(|named| named.is_open)
    }

    fn named(&self, name: &str) -> Option<Named> {
        let mut scopes = self.0.iter().rev();
        scopes.find_map(|scope| scope.get(plain(name))).copied()
    }
}

/// Format strings capture `r#type` as `{type}`.
fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
