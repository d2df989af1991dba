//! What closures and `async` blocks capture.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ExprAsync, ExprClosure, ExprPath, Macro};

use super::names::Kind;
use crate::parse::format_string::captured_names;

/// The names that closures and `async` blocks capture.
pub(super) struct Captures<'h> {
    pub(super) borrowed: &'h HashMap<String, Kind>,
    pub(super) inside: bool,
    pub(super) found: Vec<(Span, String, Kind)>,
}

impl Captures<'_> {
    fn mention(&mut self, name: &str, at: Span) {
        if self.inside
            && let Some(kind) = self.borrowed.get(name)
            && self.found.iter().all(|(_, found, _)| found != name)
        {
            self.found.push((at, name.to_owned(), *kind));
        }
    }

    fn mentions_in(&mut self, tokens: TokenStream) {
        for tree in tokens {
            let at = tree.span();
            match tree {
                TokenTree::Ident(name) => self.mention(&name.to_string(), at),
                TokenTree::Group(group) => self.mentions_in(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse2::<syn::LitStr>(TokenTree::Literal(literal).into())
                    {
                        for name in captured_names(&text.value()) {
                            self.mention(name, at);
                        }
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn within(&mut self, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.inside, true);
        visit(self);
        self.inside = before;
    }
}

impl<'ast> Visit<'ast> for Captures<'_> {
    fn visit_expr_async(&mut self, block: &'ast ExprAsync) {
        self.within(|captures| visit::visit_expr_async(captures, block));
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.within(|captures| visit::visit_expr_closure(captures, closure));
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        if let Some(name) = path.path.get_ident() {
            self.mention(&name.to_string(), name.span());
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.mentions_in(call.tokens.clone());
    }
}
