//! Calls of functions and methods: which arguments become parts of something that is followed, and what
//! a method does with its receiver.

use syn::{Expr, ExprCall, ExprMethodCall, Path};

use super::super::bindings::BindingId;
use super::super::fate::{Fate, Reason};
use super::super::known_methods;
use super::super::site::Shape;
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    pub(super) fn call(&mut self, call: &ExprCall, fate: Fate) {
        if let Expr::Path(function) = &*call.func
            && is_constructor(&function.path)
        {
            return self.parts(call.args.iter(), fate);
        }
        self.expr(&call.func, OUT_OF_SIGHT);
        for argument in &call.args {
            self.expr(argument, OUT_OF_SIGHT);
        }
    }

    pub(super) fn method_call(&mut self, call: &ExprMethodCall) {
        let method = call.method.to_string();
        match self.shape_of_receiver(&call.receiver) {
            Some(shape) if known_methods::agrees(shape, &method) => {
                self.expr(&call.receiver, Fate::Borrowed);
            }
            Some(_) => self.expr(&call.receiver, Fate::Escapes(Reason::UnknownMethod)),
            None => self.receiver(&call.receiver),
        }
        let is_text = self.shape_of_receiver(&call.receiver) == Some(Shape::Text);
        for (index, argument) in call.args.iter().enumerate() {
            let is_element = known_methods::element_argument(&method) == Some(index);
            match self.collection(&call.receiver, argument) {
                Some(id) if is_element => self.expr(argument, Fate::PartOf(id)),
                Some(id) if method == "extend" => self.chain(argument, Fate::PartOf(id)),
                _ if is_text && known_methods::takes_str(&method, index) => {
                    self.lent_as_str(argument);
                }
                _ => self.expr(argument, OUT_OF_SIGHT),
            }
        }
    }

    /// An argument whose parameter is a `&str`, so that `&argument` coerces on both sides.
    fn lent_as_str(&mut self, argument: &Expr) {
        let fate = if matches!(argument, Expr::Reference(_)) {
            Fate::Borrowed
        } else {
            OUT_OF_SIGHT
        };
        self.expr(argument, fate);
    }

    /// The receiver of a method that says nothing about what it does with it. A followed aggregate may
    /// be asked anything: its type stays what it is.
    pub(super) fn receiver(&mut self, receiver: &Expr) {
        let fate = match receiver {
            Expr::Path(path)
                if self
                    .binding_of(&path.path)
                    .is_some_and(|id| self.bindings.get(id).shape.is_none()) =>
            {
                Fate::Borrowed
            }
            _ => OUT_OF_SIGHT,
        };
        self.expr(receiver, fate);
    }

    /// The receiver of `.to_string()`: both kinds of strings are displayed alike.
    pub(super) fn displayed(&mut self, receiver: &Expr) {
        match self.shape_of_receiver(receiver) {
            Some(Shape::Text) => self.expr(receiver, Fate::Borrowed),
            _ => self.receiver(receiver),
        }
    }

    /// The local collection that `receiver` names, if `argument` may become a part of it: anything may
    /// of one that is known to be a vector, and of any other what has a type of its own.
    fn collection(&self, receiver: &Expr, argument: &Expr) -> Option<BindingId> {
        let Expr::Path(path) = receiver else {
            return None;
        };
        let id = self.binding_of(&path.path)?;
        let binding = self.bindings.get(id);
        let accepts = match binding.shape {
            Some(shape) => shape == Shape::Items,
            None => binding.is_arena_collection || matches!(argument, Expr::Struct(_)),
        };
        accepts.then_some(id)
    }
}

/// A path whose last name is capitalised names a tuple struct or a variant: its arguments become its
/// parts.
fn is_constructor(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| {
        last.ident
            .to_string()
            .trim_start_matches("r#")
            .starts_with(char::is_uppercase)
    })
}
