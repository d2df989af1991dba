//! Closures and `async` blocks, which may run later and elsewhere, and iterator chains, whose closures run
//! before the chain is collected.

use syn::{Expr, ExprClosure};

use super::super::fate::Fate;
use super::super::known_methods::{self, Adaptor};
use super::{OUT_OF_SIGHT, Surroundings, Walk};

impl Walk<'_> {
    /// An iterator whose items will be collected into something whose parts have the fate `items`.
    /// Closures in it run before the collecting is done.
    pub(super) fn chain(&mut self, iterator: &Expr, items: Fate) {
        let Expr::MethodCall(call) = iterator else {
            return self.expr(iterator, OUT_OF_SIGHT);
        };
        let flows = matches!(items, Fate::Answered | Fate::PartOf(_));
        match known_methods::adaptor(&call.method.to_string()) {
            Some(Adaptor::Makes) if flows && call.args.len() == 1 => {
                match &call.args[0] {
                    Expr::Closure(closure) if is_plain(closure) => {
                        self.closure_in_chain(closure, items);
                    }
                    other => self.expr(other, OUT_OF_SIGHT),
                }
                self.chain(&call.receiver, OUT_OF_SIGHT);
            }
            Some(Adaptor::Passes) if flows => {
                for argument in &call.args {
                    self.expr(argument, OUT_OF_SIGHT);
                }
                self.chain(&call.receiver, items);
            }
            _ => self.expr(iterator, OUT_OF_SIGHT),
        }
    }

    fn closure_in_chain(&mut self, closure: &ExprClosure, items: Fate) {
        let returned = std::mem::replace(&mut self.returned, items);
        self.scopes.open();
        for input in &closure.inputs {
            self.scopes.declare_pattern(input);
        }
        self.expr(&closure.body, items);
        self.scopes.close();
        self.returned = returned;
    }

    pub(super) fn closure(&mut self, closure: &ExprClosure) {
        self.within(closure.capture.is_some(), |walk| {
            for input in &closure.inputs {
                walk.scopes.declare_pattern(input);
            }
            walk.expr(&closure.body, OUT_OF_SIGHT);
        });
    }

    /// Walks what may run later and elsewhere.
    pub(super) fn within(&mut self, moves: bool, walk: impl FnOnce(&mut Self)) {
        let surroundings = self.surroundings;
        self.surroundings = if moves || surroundings == Surroundings::MoveClosure {
            Surroundings::MoveClosure
        } else {
            Surroundings::Closure
        };
        let returned = std::mem::replace(&mut self.returned, OUT_OF_SIGHT);
        self.scopes.open();
        walk(self);
        self.scopes.close();
        self.returned = returned;
        self.surroundings = surroundings;
    }
}

fn is_plain(closure: &ExprClosure) -> bool {
    closure.capture.is_none() && closure.asyncness.is_none()
}
