//! What an expression names: a binding, a field or an element of one, the context.

use syn::{Expr, Path};

use super::super::bindings::BindingId;
use super::super::fate::Fate;
use super::super::site::{Form, Shape};
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    pub(super) fn binding_of(&self, path: &Path) -> Option<BindingId> {
        path.get_ident()
            .and_then(|name| self.scopes.find(&name.to_string()))
    }

    /// The shape of the binding that a plain name stands for.
    pub(super) fn shape_of_place(&self, expr: &Expr) -> Option<Shape> {
        match expr {
            Expr::Path(path) => {
                let id = self.binding_of(&path.path)?;
                self.bindings.get(id).shape
            }
            Expr::Paren(inner) => self.shape_of_place(&inner.expr),
            _ => None,
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

    /// Whether `expr` is `ctx.vec()` or its like.
    pub(super) fn asks_context(&self, expr: &Expr) -> bool {
        let Expr::MethodCall(call) = expr else {
            return false;
        };
        let Expr::Path(receiver) = &*call.receiver else {
            return false;
        };
        self.context
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
            Expr::Path(_) if !self.is_shaped(base) => Fate::Borrowed,
            _ => OUT_OF_SIGHT,
        }
    }
}
