//! The items of local vectors that are strings or vectors made at sites themselves, followed through loops,
//! indexing and iterator chains.

use syn::{Expr, ExprIndex};

use super::super::bindings::{BindingId, Container, Holds};
use super::super::fate::{Fate, Reason};
use super::super::known_methods::{self, Adaptor};
use super::super::site::{Form, Shape};
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    /// The items of the vector that `expr` names.
    pub(super) fn vector_of(&mut self, expr: &Expr) -> Option<BindingId> {
        let id = self.named_by(expr)?;
        let binding = self.found.bindings.get(id);
        let is_vector = binding.shape == Some(Shape::Items) && binding.holds == Holds::Value;
        is_vector.then(|| self.found.bindings.items_of(id))
    }

    /// Walks a vector or text of which a method only wants a look. One without a name may have items that are
    /// followed like those of one that has.
    pub(super) fn borrowed(&mut self, expr: &Expr) {
        let is_vector =
            Form::of(expr, self.macros).is_some_and(|form| form.shape == Some(Shape::Items));
        if !is_vector {
            return self.expr(expr, Fate::Borrowed);
        }
        let unnamed = self.found.bindings.declare_unnamed(self.nesting);
        self.record_use(unnamed, None, Fate::Borrowed);
        self.expr(expr, Fate::Bound(unnamed));
    }

    /// The followed items that the iterator `expr` gives, as they are or by reference.
    pub(super) fn items_through(&mut self, expr: &Expr) -> Option<BindingId> {
        let Expr::MethodCall(call) = expr else {
            return None;
        };
        let method = call.method.to_string();
        match method.as_str() {
            "iter" | "iter_mut" | "into_iter" if call.args.is_empty() => {
                self.vector_of(&call.receiver)
            }
            "drain" => self.vector_of(&call.receiver),
            "as_ref" if call.args.is_empty() => self.option_named_by(&call.receiver),
            _ => match known_methods::adaptor(&method) {
                Some(Adaptor::Passes) => self.items_through(&call.receiver),
                _ => None,
            },
        }
    }

    /// Takes note that something is asked of `expr`, if it is an item of a followed vector: in an answer, the
    /// item's type is not known before its place is.
    pub(super) fn look_into(&mut self, expr: &Expr) {
        let items = match expr {
            Expr::Paren(inner) => return self.look_into(&inner.expr),
            Expr::Index(index) => self.vector_of(&index.expr),
            _ => self
                .named_by(expr)
                .filter(|id| self.found.bindings.get(*id).holds == Holds::Items),
        };
        if let Some(items) = items {
            self.found.bindings.get_mut(items).is_looked_into = true;
        }
    }

    /// What becomes of a vector's items with the vector itself.
    pub(super) fn let_items_go(&mut self, vector: BindingId, fate: Fate) {
        if self.found.bindings.get(vector).holds == Holds::Items {
            return;
        }
        let reason = match fate {
            Fate::Escapes(reason) => reason,
            // To the answer they go as its place wants them.
            Fate::Answered | Fate::PartOf(_) => return,
            _ => Reason::OutOfSight,
        };
        let binding = self.found.bindings.get(vector);
        if binding.shape == Some(Shape::Items) || binding.container == Container::Option {
            let items = self.found.bindings.items_of(vector);
            self.record_use(items, None, Fate::Escapes(reason));
        }
    }

    /// Items that a method hands out to where they are not followed.
    pub(super) fn hand_out(&mut self, receiver: &Expr, reason: Reason) {
        if let Some(items) = self.vector_of(receiver) {
            self.record_use(items, None, Fate::Escapes(reason));
        }
    }

    pub(super) fn index(&mut self, index: &ExprIndex, fate: Fate) {
        if self.table_named_by(&index.expr).is_some() {
            self.table(&index.expr);
        } else {
            self.place(&index.expr, true);
        }
        if let Some(items) = self.vector_of(&index.expr) {
            let is_one = !matches!(&*index.index, Expr::Range(_));
            let shaped = self.found.bindings.get(items).shape.is_some();
            let borrowed = fate == Fate::Borrowed && is_one && shaped;
            let fate = if borrowed {
                Fate::Borrowed
            } else {
                OUT_OF_SIGHT
            };
            self.record_use(items, None, fate);
        }
        self.expr(&index.index, OUT_OF_SIGHT);
    }
}
