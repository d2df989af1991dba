//! Closures and `async` blocks: those that may run later and elsewhere, and those that are done before
//! their statement is.

use syn::{Expr, ExprClosure};

use super::super::bindings::BindingId;
use super::super::fate::{Fate, Reason};
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    /// A closure of which nothing is known.
    pub(super) fn closure(&mut self, closure: &ExprClosure) {
        self.elsewhere(closure.capture.is_some(), |walk| {
            for input in &closure.inputs {
                walk.scopes.declare_pattern(input, walk.takes_open);
            }
            walk.expr(&closure.body, OUT_OF_SIGHT);
        });
    }

    /// A closure that is called before its statement ends, with `items` as its last so many arguments if
    /// these are followed; what it returns has the fate `returned`.
    pub(super) fn closure_here(
        &mut self,
        closure: &ExprClosure,
        items: Option<BindingId>,
        so_many: usize,
        returned: Fate,
    ) {
        self.within(closure.capture.is_some(), returned, |walk| {
            for (index, input) in closure.inputs.iter().enumerate() {
                let items = items.filter(|_| index + so_many >= closure.inputs.len());
                walk.declare_item(input, items, walk.takes_open);
            }
            walk.expr(&closure.body, returned);
        });
    }

    /// A future that is polled here until it is done.
    pub(super) fn awaited(&mut self, future: &Expr) {
        match future {
            Expr::Async(block) => self.within(block.capture.is_some(), OUT_OF_SIGHT, |walk| {
                walk.block(&block.block, OUT_OF_SIGHT);
            }),
            Expr::Paren(inner) => self.awaited(&inner.expr),
            // `tracing`'s ways to put a future in a span.
            Expr::MethodCall(call)
                if call.method == "instrument" || call.method == "in_current_span" =>
            {
                self.awaited(&call.receiver);
                for argument in &call.args {
                    self.expr(argument, OUT_OF_SIGHT);
                }
            }
            _ => self.consumed(future),
        }
    }

    /// Walks what may run later and elsewhere.
    pub(super) fn elsewhere(&mut self, moves: bool, walk: impl FnOnce(&mut Self)) {
        let kept = self.kept;
        self.kept = kept.or(Some(Reason::InClosure));
        self.within(moves, OUT_OF_SIGHT, walk);
        self.kept = kept;
    }

    fn within(&mut self, moves: bool, returned: Fate, walk: impl FnOnce(&mut Self)) {
        let outer = (self.returned, self.nesting, self.moved_into);
        // What is no block yet is made one.
        let is_in_statement = std::mem::replace(&mut self.is_in_statement, true);
        self.returned = returned;
        self.nesting += 1;
        if moves {
            self.moved_into = self.nesting;
        }
        self.scopes.open();
        walk(self);
        self.scopes.close();
        self.is_in_statement = is_in_statement;
        (self.returned, self.nesting, self.moved_into) = outer;
    }
}
