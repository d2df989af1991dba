//! Branches and loops: values that come out of one of several places, and names that stand for one item
//! after the other.

use syn::{Expr, ExprForLoop, ExprIf, ExprMatch, Pat};

use super::super::bindings::BindingId;
use super::super::fate::{Fate, Reason};
use super::super::site::Form;
use super::Walk;
use syn::visit::Visit;

impl Walk<'_> {
    pub(super) fn branches(&mut self, branches: &ExprIf, fate: Fate) {
        let fate = fate_of_branch(fate);
        self.scopes.open();
        self.expr(&branches.cond, Fate::Dropped);
        self.block(&branches.then_branch, fate);
        self.scopes.close();
        match &branches.else_branch {
            Some((_, otherwise)) => self.expr(otherwise, fate),
            None => self.note_other_source(fate),
        }
    }

    pub(super) fn arms(&mut self, arms: &ExprMatch, fate: Fate) {
        let inside = self.matched(&arms.expr, arms.arms.iter().map(|arm| &arm.pat));
        let is_open = self.is_open(&arms.expr);
        for arm in &arms.arms {
            self.scopes.open();
            self.declare_inside(&arm.pat, inside, is_open);
            self.expr(&arm.body, fate_of_branch(fate));
            self.scopes.close();
        }
    }

    pub(super) fn for_loop(&mut self, each: &ExprForLoop) {
        let (iterated, by_reference) = match &*each.expr {
            Expr::Reference(reference) => (&*reference.expr, true),
            expr => (expr, false),
        };
        // Iterating a vector by value or by reference gives the same items on both sides.
        // In a closure, though, by value also means captured by value.
        let nesting = self.nesting;
        let stays = by_reference
            || self
                .named_by(iterated)
                .is_none_or(|id| self.found.bindings.get(id).nesting == nesting);
        let known = self.is_shaped(iterated) || Form::of(iterated, self.macros).is_some();
        let items = if stays && self.table_named_by(iterated).is_some() {
            self.table(iterated);
            None
        } else if known && stays {
            let items = self.vector_of(iterated);
            self.expr(&each.expr, Fate::Borrowed);
            items
        } else {
            let items = self.items_through(&each.expr);
            self.said.items_are_watched = items.is_some();
            self.consumed(&each.expr);
            items
        };
        let is_open = self.is_open(&each.expr);
        self.scopes.open();
        self.declare_item(&each.pat, items, is_open);
        self.repeated(&each.body);
        self.scopes.close();
    }

    /// Declares the name under which a loop or a closure knows an item of a followed vector.
    pub(super) fn declare_item(&mut self, pat: &Pat, items: Option<BindingId>, is_open: bool) {
        let named = match pat {
            Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name),
            _ => None,
        };
        match (named, items) {
            (Some(name), Some(items)) => self.scopes.declare(&name.ident, Some(items), is_open),
            (None, Some(_)) if matches!(pat, Pat::Wild(_)) => {}
            (_, items) => {
                // Taken apart, by a pattern that wants the very type.
                if let Some(items) = items {
                    self.record_use(items, None, Fate::Escapes(Reason::FixedByDeclaration));
                }
                self.visit_pat(pat);
                self.scopes.declare_pattern(pat, is_open);
            }
        }
    }
}

/// A value that comes out of one of several branches must have one type in all of them, which only
/// followed values are sure to.
fn fate_of_branch(fate: Fate) -> Fate {
    match fate {
        Fate::Borrowed | Fate::Lent { .. } => Fate::Escapes(Reason::MustUnify),
        fate => fate,
    }
}
