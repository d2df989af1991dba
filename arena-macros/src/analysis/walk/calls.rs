//! Calls of functions and methods: which arguments become parts of something that is followed, and what
//! a method does with its receiver.

use syn::{Expr, ExprCall, ExprMethodCall, Path};

use super::super::ExprId;
use super::super::bindings::{BindingId, Container, Holds};
use super::super::fate::{Fate, LENT, Reason};
use super::super::known_methods;
use super::super::site::Shape;
use super::chains::comes_from_threads;
use super::{Asked, OUT_OF_SIGHT, Said, Walk, is_wrapper};

impl Walk<'_> {
    pub(super) fn call(&mut self, call: &ExprCall, fate: Fate) {
        if let Expr::Path(function) = &*call.func {
            if is_constructor(&function.path) {
                let into = self.in_struct(&function.path);
                for argument in &call.args {
                    self.said.part_of = Some(into);
                    self.said.into_any_type = !is_wrapper(&function.path);
                    self.expr(argument, fate.of_part(into));
                }
                return;
            }
            if is_drop(&function.path) && call.args.len() == 1 {
                return self.expr(&call.args[0], Fate::Dropped);
            }
            if runs_its_closure(&function.path)
                && let [Expr::Closure(closure)] = call.args.iter().collect::<Vec<_>>()[..]
                && closure.asyncness.is_none()
            {
                return self.closure_here(closure, None, 0, OUT_OF_SIGHT);
            }
            let name = path_text(&function.path);
            return self.arguments(call.args.iter(), &name);
        }
        self.expr(&call.func, OUT_OF_SIGHT);
        for argument in &call.args {
            self.expr(argument, OUT_OF_SIGHT);
        }
    }

    /// Arguments of a function or method that cannot be seen.
    fn arguments<'e>(&mut self, arguments: impl Iterator<Item = &'e Expr>, callee: &str) {
        for argument in arguments {
            self.argument(argument, callee);
        }
    }

    fn argument(&mut self, argument: &Expr, callee: &str) {
        let lends =
            matches!(argument, Expr::Reference(reference) if reference.mutability.is_none());
        let fate = if lends && self.handler.lends && !known_methods::wants_the_very_type(callee) {
            LENT
        } else {
            let callee = self.name(&callee);
            Fate::Escapes(if lends {
                Reason::LentTo(callee)
            } else {
                Reason::GivenTo(callee)
            })
        };
        self.expr(argument, fate);
    }

    pub(super) fn method_call(&mut self, call: &ExprMethodCall, expr: &Expr, said: Said) {
        let method = call.method.to_string();
        let is_eager = known_methods::is_of_the_eager(&method);
        let consumed = said.is_consumed
            || ((known_methods::consumes(&method) || is_eager)
                && !comes_from_threads(&call.receiver))
            || self.option_under(&call.receiver).is_some();
        if !said.items_are_watched
            && let Some(items) = self.items_through(expr)
        {
            self.let_through(Some(items));
        }
        let through = self.items_through(&call.receiver);
        if !known_methods::leaves_items(&method) {
            self.let_through(through);
        }
        self.said.items_are_watched = through.is_some();
        self.look_into(&call.receiver);
        if known_methods::hands_items_out(&method)
            && let Some(items) = self.vector_of(&call.receiver)
        {
            self.found.bindings.get_mut(items).is_looked_into = true;
        }
        let shape = self.shape_of_receiver(&call.receiver);
        let is_clone = method == "clone" && call.args.is_empty();
        if is_clone && let Some(id) = self.plain_binding(&call.receiver) {
            self.found.clones.push((ExprId::of(expr), id));
            self.expr(&call.receiver, Fate::Borrowed);
            return self.hand_out(&call.receiver, Reason::OutOfSight);
        }
        match shape {
            Some(shape) if known_methods::agrees(shape, &method) => {
                self.said.is_consumed = consumed;
                if known_methods::keeps_items(&method) {
                    self.borrowed(&call.receiver);
                } else {
                    self.expr(&call.receiver, Fate::Borrowed);
                }
                if known_methods::hands_items_out(&method) {
                    let name = self.name(&method);
                    self.hand_out(&call.receiver, Reason::UnknownMethod(name));
                }
            }
            Some(_) => {
                let name = self.name(&method);
                self.expr(&call.receiver, Fate::Escapes(Reason::UnknownMethod(name)));
            }
            None if known_methods::looks_into_option(&method)
                && let Some(inside) = self.option_named_by(&call.receiver) =>
            {
                self.found.bindings.get_mut(inside).is_looked_into = true;
                self.expr(&call.receiver, Fate::Borrowed);
            }
            None if self.table_is_asked(call, &method, said) => {}
            None => {
                self.said.is_consumed =
                    consumed && (is_eager || known_methods::is_in_chains(&method));
                if known_methods::uses_up_entry(&method) {
                    self.said.asked = Asked::UsesUp;
                } else if method == "and_modify" {
                    self.said.asked = said.asked;
                }
                self.receiver(&call.receiver);
            }
        }
        let takes_open = self.takes_open;
        self.takes_open |= known_methods::folds(&method) || self.is_open(&call.receiver);
        if shape.is_none() && self.lookup(call, expr, &method) {
            // Its one argument is walked.
        } else if shape.is_none() && known_methods::is_in_chains(&method) {
            self.chain_arguments(call, consumed);
        } else {
            self.method_arguments(call, &method, shape);
        }
        self.takes_open = takes_open;
    }

    fn method_arguments(&mut self, call: &ExprMethodCall, method: &str, shape: Option<Shape>) {
        for (index, argument) in call.args.iter().enumerate() {
            let is_element = known_methods::element_argument(method) == Some(index);
            match self.collection(&call.receiver, argument) {
                Some(id) if is_element => self.expr(argument, Fate::PartOf(id)),
                Some(id) if method == "extend" => self.chain(argument, Fate::PartOf(id)),
                _ if shape == Some(Shape::Text)
                    && known_methods::takes_str(method)
                    && !self.is_a_guess(&call.receiver)
                    && !matches!(argument, Expr::Closure(_)) =>
                {
                    self.lent_as_str(argument);
                }
                _ if shape.is_some() => match argument {
                    // `sort_by` and the like, of a vector that is followed.
                    Expr::Closure(closure)
                        if known_methods::calls_before_it_ends(method)
                            && closure.asyncness.is_none() =>
                    {
                        let items = self.vector_of(&call.receiver);
                        let compared = 1 + usize::from(known_methods::compares_items(method));
                        self.closure_here(closure, items, compared, OUT_OF_SIGHT);
                    }
                    other => {
                        if known_methods::calls_before_it_ends(method) {
                            let items = self.vector_of(&call.receiver);
                            self.let_through(items);
                        }
                        self.argument(other, method);
                    }
                },
                _ => match argument {
                    Expr::Closure(closure)
                        if known_methods::calls_at_once(method) && closure.asyncness.is_none() =>
                    {
                        self.closure_here(closure, None, 0, OUT_OF_SIGHT);
                    }
                    other => self.argument(other, method),
                },
            }
        }
    }

    /// An argument whose parameter a `&str` fits: `&argument` is written out as one.
    pub(super) fn lent_as_str(&mut self, argument: &Expr) {
        let fate = match argument {
            Expr::Reference(reference) if reference.mutability.is_none() => LENT,
            _ => OUT_OF_SIGHT,
        };
        self.expr(argument, fate);
    }

    /// The receiver of a method that says nothing about what it does with it. A followed aggregate may
    /// be asked anything: its type stays what it is.
    pub(super) fn receiver(&mut self, receiver: &Expr) {
        let fate = match receiver {
            Expr::Path(path)
                if self.binding_of(&path.path).is_some_and(|id| {
                    let binding = self.found.bindings.get(id);
                    let is_plain =
                        binding.shape.is_none() && binding.container != Container::Option;
                    is_plain && binding.holds == Holds::Value
                }) =>
            {
                Fate::Borrowed
            }
            _ => OUT_OF_SIGHT,
        };
        self.expr(receiver, fate);
    }

    /// The local collection that `receiver` names, if `argument` may become a part of it: anything may
    /// of one that is known to be a vector, and of any other what has a type of its own.
    fn collection(&self, receiver: &Expr, argument: &Expr) -> Option<BindingId> {
        let id = self.named_by(receiver)?;
        let binding = self.found.bindings.get(id);
        let accepts = match binding.shape {
            Some(shape) => shape == Shape::Items && binding.holds != Holds::Items,
            None => binding.container == Container::Arena || matches!(argument, Expr::Struct(_)),
        };
        accepts.then_some(id)
    }

    /// The binding that `expr` names, if it is a string or a vector itself.
    fn plain_binding(&self, expr: &Expr) -> Option<BindingId> {
        let id = self.named_by(expr)?;
        let binding = self.found.bindings.get(id);
        (binding.shape.is_some() && binding.holds == Holds::Value).then_some(id)
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

/// tokio's way to block, on the same thread and to the end.
fn runs_its_closure(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|last| last.ident == "block_in_place")
}

fn is_drop(path: &Path) -> bool {
    let names: Vec<_> = path.segments.iter().map(|part| &part.ident).collect();
    match names.as_slice() {
        [drop] => *drop == "drop",
        [.., mem, drop] => *mem == "mem" && *drop == "drop",
        [] => false,
    }
}

/// `path::to::function`, as far as a reader wants to know.
fn path_text(path: &Path) -> String {
    let names: Vec<_> = path
        .segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect();
    names.join("::")
}
