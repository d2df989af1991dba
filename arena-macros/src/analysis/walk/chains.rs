//! Iterator chains: their closures run where they stand if the chain runs to its end there, and their items
//! flow into what is collected.

use syn::{Expr, ExprClosure, ExprMethodCall, ReturnType};

use super::super::bindings::BindingId;
use super::super::fate::{Fate, Reason};
use super::super::known_methods::{self, Adaptor};
use super::super::site::Form;
use super::{OUT_OF_SIGHT, Walk};

impl Walk<'_> {
    /// An iterator whose items will be collected into something whose parts have the fate `items`.
    pub(super) fn chain(&mut self, iterator: &Expr, items: Fate) {
        let flows = matches!(items, Fate::Answered | Fate::PartOf(_));
        let Expr::MethodCall(call) = iterator else {
            self.note_other_source(items);
            return self.expr(iterator, OUT_OF_SIGHT);
        };
        match known_methods::adaptor(&call.method.to_string()) {
            Some(Adaptor::Makes) if flows && call.args.len() == 1 => {
                let through = self.items_through(&call.receiver);
                self.said.items_are_watched = through.is_some();
                self.consumed(&call.receiver);
                match &call.args[0] {
                    Expr::Closure(closure) if is_plain(closure) => {
                        if call.method == "filter_map" {
                            // It returns the item in an `Option`, which the answer may say but a vector of
                            // strings does not.
                            self.note_other_source(items);
                        }
                        self.closure_here(closure, through, 1, items);
                    }
                    _ => {
                        self.note_other_source(items);
                        self.chain_arguments(call, true);
                    }
                }
            }
            // What a closure asks of an item depends on its type, which is not the std one any more.
            Some(Adaptor::Passes) if flows && !has_closure(call) => {
                self.chain_arguments(call, true);
                self.chain(&call.receiver, items);
            }
            _ => {
                self.note_other_source(items);
                self.consumed(iterator);
            }
        }
    }

    /// An expression whose iterator, if it is one, runs to its end where it stands.
    pub(super) fn consumed(&mut self, expr: &Expr) {
        self.said.is_consumed = !comes_from_threads(expr);
        self.expr(expr, OUT_OF_SIGHT);
    }

    /// The arguments of an adaptor or a consumer.
    pub(super) fn chain_arguments(&mut self, call: &ExprMethodCall, consumed: bool) {
        let method = call.method.to_string();
        let through = self.items_through(&call.receiver);
        let runs_here = consumed && known_methods::calls_before_it_ends(&method);
        for argument in &call.args {
            match argument {
                Expr::Closure(closure) if runs_here && closure.asyncness.is_none() => {
                    let compared = 1 + usize::from(known_methods::compares_items(&method));
                    self.closure_here(closure, through, compared, OUT_OF_SIGHT);
                }
                other => {
                    if known_methods::calls_before_it_ends(&method) {
                        self.let_through(through);
                    }
                    // Such as the other iterator of a `zip`.
                    self.said.is_consumed = runs_here && !comes_from_threads(other);
                    self.expr(other, OUT_OF_SIGHT);
                }
            }
        }
    }

    /// Items that are handed to where they are not followed.
    pub(super) fn let_through(&mut self, items: Option<BindingId>) {
        if let Some(items) = items {
            self.record_use(items, None, Fate::Escapes(Reason::OutOfSight));
        }
    }

    /// What the items of an iterator become that is collected into a text: they are copied into it as they come.
    pub(super) fn chain_into_text(&mut self, iterator: &Expr) {
        if let Expr::MethodCall(call) = iterator
            && call.method == "map"
            && let Some(Expr::Closure(closure)) = call.args.first()
            && is_plain(closure)
            && Form::of(&closure.body, self.macros).is_some()
        {
            let through = self.items_through(&call.receiver);
            self.said.items_are_watched = through.is_some();
            self.consumed(&call.receiver);
            return self.closure_here(closure, through, 1, Fate::Borrowed);
        }
        self.consumed(iterator);
    }
}

/// Whether the closure is neither `move` nor `async`, and does not say what it returns.
pub(super) fn is_plain(closure: &ExprClosure) -> bool {
    closure.capture.is_none()
        && closure.asyncness.is_none()
        && matches!(closure.output, ReturnType::Default)
}

fn has_closure(call: &ExprMethodCall) -> bool {
    let is_plain = |argument: &Expr| matches!(argument, Expr::Lit(_) | Expr::Path(_));
    matches!(
        call.method.to_string().as_str(),
        "filter" | "inspect" | "skip_while" | "take_while"
    ) || !call.args.iter().all(is_plain)
}

/// `par_iter()` and its like call closures on other threads, where the arena is slow.
pub(super) fn comes_from_threads(expr: &Expr) -> bool {
    let mut expr = expr;
    while let Expr::MethodCall(call) = expr {
        let method = call.method.to_string();
        if method.starts_with("par_") || method == "into_par_iter" {
            return true;
        }
        expr = &call.receiver;
    }
    false
}
