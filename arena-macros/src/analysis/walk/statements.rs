//! Blocks and `let`: where bindings come from.

use quote::ToTokens;
use syn::visit::Visit;
use syn::{Block, Local, Pat, Stmt, Type};

use super::super::PatId;
use super::super::bindings::Container;
use super::super::fate::{Fate, Reason};
use super::super::mentions;
use super::Walk;

impl Walk<'_> {
    pub(super) fn block(&mut self, block: &Block, tail: Fate) {
        self.scopes.open();
        let is_in_statement = std::mem::replace(&mut self.is_in_statement, true);
        let last = block.stmts.len().wrapping_sub(1);
        for (index, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Local(local) => self.local(local),
                Stmt::Expr(expr, None) if index == last => self.expr(expr, tail),
                Stmt::Expr(expr, _) => self.expr(expr, Fate::Dropped),
                Stmt::Macro(stmt) => {
                    let is_tail = index == last && stmt.semi_token.is_none();
                    self.macro_call(&stmt.mac, if is_tail { tail } else { Fate::Dropped });
                    if is_tail && let Fate::Bound(id) = tail {
                        // A site in statement position is left alone, so it gives a std value.
                        self.found.bindings.get_mut(id).has_other_source = true;
                    }
                }
                Stmt::Item(item) => self.visit_item(item),
            }
        }
        self.is_in_statement = is_in_statement;
        self.scopes.close();
    }

    pub(super) fn local(&mut self, local: &Local) {
        let (pat, written) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pat => (pat, None),
        };
        let is_open = self.is_open_local(written, local.init.as_ref());
        let plain = match pat {
            Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name),
            _ => None,
        };
        // A name that may be refuted is a constant, such as `None`.
        let diverges = local
            .init
            .as_ref()
            .is_some_and(|init| init.diverge.is_some());
        let followed = plain.filter(|_| local.attrs.is_empty() && !diverges);
        let Some(name) = followed else {
            if let Some(init) = &local.init {
                let fate = Fate::Escapes(Reason::FixedByDeclaration);
                self.expr(&init.expr, fate);
                if let Some((_, diverge)) = &init.diverge {
                    self.expr(diverge, Fate::Dropped);
                }
            }
            self.visit_pat(&local.pat);
            if !local.attrs.is_empty() {
                // It may be compiled out, and then the names go on meaning what they meant.
                self.pin_names_of(&local.pat);
            }
            self.scopes.declare_pattern(&local.pat, is_open);
            return;
        };
        let written = written.filter(|ty| !matches!(ty, syn::Type::Infer(_)));
        let id = self.found.bindings.declare(
            &name.ident,
            PatId::of(&local.pat),
            written.cloned(),
            self.nesting,
        );
        self.found.bindings.get_mut(id).is_mutable = name.mutability.is_some();
        if let Some(init) = &local.init {
            if self.asks_context(&init.expr) {
                self.found.bindings.get_mut(id).container = Container::Arena;
            } else if written.is_none() && self.makes_option(&init.expr) {
                self.found.bindings.get_mut(id).container = Container::Option;
            }
            // `let s: &str = &format!(..);` coerces what either side lends.
            let fate = if written.is_some_and(is_text_or_slice) {
                self.note_other_source(Fate::Bound(id));
                Fate::Borrowed
            } else {
                Fate::Bound(id)
            };
            self.expr(&init.expr, fate);
        }
        self.scopes.declare(&name.ident, Some(id), is_open);
    }

    fn pin_names_of(&mut self, pat: &Pat) {
        let mut hidden = Vec::new();
        mentions::each_name(pat.to_token_stream(), &mut |name| {
            hidden.extend(self.scopes.find(name));
        });
        for id in hidden {
            self.found.bindings.get_mut(id).pinned = Some(Reason::FixedByDeclaration);
        }
    }
}

/// `&str` or `&[T]`.
fn is_text_or_slice(ty: &Type) -> bool {
    let Type::Reference(reference) = ty else {
        return false;
    };
    match &*reference.elem {
        Type::Path(ty) => ty.path.is_ident("str"),
        Type::Slice(_) => reference.mutability.is_none(),
        _ => false,
    }
}
