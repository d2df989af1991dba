//! What an expression names: a binding, a field or an element of one, the context.

use syn::{Expr, Path};

use super::super::bindings::{BindingId, Certainty, Holds};
use super::super::fate::Fate;
use super::super::site::{Form, Shape};
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    pub(super) fn binding_of(&self, path: &Path) -> Option<BindingId> {
        path.get_ident()
            .and_then(|name| self.scopes.find(&name.to_string()))
    }

    /// The binding that a plain name stands for.
    pub(super) fn named_by(&self, expr: &Expr) -> Option<BindingId> {
        match expr {
            Expr::Path(path) => self.binding_of(&path.path),
            Expr::Paren(inner) => self.named_by(&inner.expr),
            _ => None,
        }
    }

    pub(super) fn holds(&self, expr: &Expr) -> Option<Holds> {
        let id = self.named_by(expr)?;
        Some(self.found.bindings.get(id).holds)
    }

    /// The shape of the binding that a plain name stands for, or of an item of one.
    pub(super) fn shape_of_place(&self, expr: &Expr) -> Option<Shape> {
        match expr {
            Expr::Index(index) if !matches!(&*index.index, Expr::Range(_)) => {
                let vector = self.named_by(&index.expr)?;
                let items = self.found.bindings.get(vector).items?;
                self.found.bindings.get(items).shape
            }
            _ => {
                let id = self.named_by(expr)?;
                self.found.bindings.get(id).shape
            }
        }
    }

    pub(super) fn is_shaped(&self, expr: &Expr) -> bool {
        self.shape_of_place(expr).is_some()
    }

    /// The shape of a receiver: a binding's, or that of a site in place.
    pub(super) fn shape_of_receiver(&self, expr: &Expr) -> Option<Shape> {
        match expr {
            Expr::Paren(inner) => self.shape_of_receiver(&inner.expr),
            expr => self
                .shape_of_place(expr)
                .or_else(|| Form::of(expr, self.macros)?.shape),
        }
    }

    /// Whether the shape of `expr` is only likely.
    pub(super) fn is_a_guess(&self, expr: &Expr) -> bool {
        match self.named_by(expr) {
            Some(id) => self.found.bindings.get(id).certainty == Certainty::Guess,
            None => Form::of(expr, self.macros).is_some_and(|form| form.is_a_guess(expr)),
        }
    }

    /// A string or vector that is dereferenced or indexed is borrowed as a `str` or a slice.
    pub(super) fn place(&mut self, expr: &Expr, derefs: bool) {
        // What holds a reference is dereferenced to the string, not to its text.
        let by_value = !matches!(self.holds(expr), Some(Holds::Reference | Holds::Items));
        let borrows = derefs && by_value && self.shape_of_receiver(expr).is_some();
        self.expr(
            expr,
            if borrows {
                Fate::Borrowed
            } else {
                OUT_OF_SIGHT
            },
        );
    }

    /// Whether `expr` is `ctx.vec()` or its like.
    pub(super) fn asks_context(&self, expr: &Expr) -> bool {
        let Expr::MethodCall(call) = expr else {
            return false;
        };
        let Expr::Path(receiver) = &*call.receiver else {
            return false;
        };
        self.context()
            .is_some_and(|context| receiver.path.is_ident(context))
            && call.args.is_empty()
    }

    /// The binding a field or an element of which is assigned to.
    pub(super) fn root_of_place(&self, place: &Expr) -> Option<BindingId> {
        match place {
            Expr::Path(path) => self.binding_of(&path.path),
            Expr::Field(field) => self.root_of_place(&field.base),
            Expr::Index(index) => self.root_of_place(&index.expr),
            _ => None,
        }
    }

    pub(super) fn fate_of_base(&self, base: &Expr) -> Fate {
        match base {
            Expr::Path(_) if !self.is_shaped(base) && self.holds(base) == Some(Holds::Value) => {
                Fate::Borrowed
            }
            _ => OUT_OF_SIGHT,
        }
    }
}
