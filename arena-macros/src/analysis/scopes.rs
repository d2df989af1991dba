//! Names in scope, innermost last, so that a shadowed binding is never taken for the one it hides.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Ident, Pat, PatIdent};

use super::bindings::BindingId;

/// A stack of scopes. A name may stand for a binding that is followed or for something that is not.
#[derive(Default)]
pub(super) struct Scopes(Vec<HashMap<String, Option<BindingId>>>);

impl Scopes {
    pub(super) fn open(&mut self) {
        self.0.push(HashMap::new());
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    pub(super) fn declare(&mut self, name: &Ident, binding: Option<BindingId>) {
        if let Some(scope) = self.0.last_mut() {
            scope.insert(plain(&name.to_string()).to_owned(), binding);
        }
    }

    /// Declares every name a pattern binds as one that is not followed.
    pub(super) fn declare_pattern(&mut self, pat: &Pat) {
        struct Names<'s>(&'s mut Scopes);
        impl Visit<'_> for Names<'_> {
            fn visit_pat_ident(&mut self, pat: &PatIdent) {
                self.0.declare(&pat.ident, None);
                visit::visit_pat_ident(self, pat);
            }
        }
        Names(self).visit_pat(pat);
    }

    pub(super) fn find(&self, name: &str) -> Option<BindingId> {
        self.0
            .iter()
            .rev()
            .find_map(|scope| scope.get(plain(name)))
            .copied()
            .flatten()
    }
}

/// Format strings capture `r#type` as `{type}`.
fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
