//! Arena data on its way to where it would outlive the request: a spawned task, a `static`, shared state, a
//! streaming body, an answer that lives longer than the arena. And answers that borrow from an argument,
//! which they would outlive.
//!
//! The compiler refuses all of these, and many more, but can only say that the context does not live long
//! enough. Where it is plain what was meant, and sure that it cannot compile, the error is ours, and says
//! what to write instead. Anything in doubt is left to the compiler.

mod answers;
mod arguments;
mod callees;
mod captures;
mod held;
mod messages;
mod names;

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprCall, ExprMethodCall, Item, Signature};

use self::answers::{answers_of, outlives_the_arena};
use self::arguments::{borrowed_owner, borrowers, owners, shared};
use self::callees::{guarded_in, makes_a_spawner, spawns, static_in, streams};
use self::captures::Captures;
use self::held::Held;
use self::messages::{
    borrowed_from_argument, lent_for_longer, outlives_as_answer, outlives_in_a_body,
    outlives_in_a_static, outlives_in_a_task, outlives_in_state,
};
use self::names::{Kind, Names, handed_out_by};
use crate::parse::Errors;
use crate::parse::borrowing_argument::BorrowingArguments;
use crate::parse::context_parameter::ContextParameter;

/// Refuses what would outlive the request, in a handler that is given a context or whose arguments borrow.
pub(crate) fn check(
    parameter: Option<&ContextParameter>,
    signature: &Signature,
    block: &Block,
    errors: &mut Errors,
) {
    let borrowers = borrowers(signature);
    if parameter.is_none() && borrowers.is_empty() {
        // As in most handlers, whose bodies need not be looked through.
        return;
    }
    let lent_for = parameter.and_then(|parameter| parameter.lifetime_in(&signature.output));
    if let Some(lifetime) = &lent_for {
        let message = lent_for_longer(lifetime);
        errors.push(syn::Error::new(lifetime.span(), message));
    }
    let names = Names::of(signature, block);
    let context = parameter
        .and_then(ContextParameter::name)
        .filter(|context| !names.binds(context));
    let mut borrowed = names.borrowed_from(context);
    for (name, kind) in borrowers {
        if names.binds_once(name) {
            borrowed.insert(name.to_string(), kind);
        }
    }
    if borrowed.is_empty() {
        return;
    }
    let mut shared = shared(signature);
    shared.retain(|name| names.binds_once(name));
    let mut outliving = Outliving {
        context,
        shared,
        borrowed,
        values: names.values(),
        errors,
    };
    outliving.visit_block(block);
    // With arguments that borrow the answer becomes a response, whatever its type says.
    if BorrowingArguments::of(signature).is_empty()
        && let (Some(longer), None) = (outlives_the_arena(&signature.output), lent_for)
    {
        for answer in answers_of(block) {
            if let Some((at, kind, what)) = outliving.find_in(answer) {
                outliving.refuse(at, outlives_as_answer(kind, &what, &longer));
            }
        }
    }
}

/// Refuses an answer that borrows from an argument instead of the arena.
pub(crate) fn check_arguments(signature: &Signature, block: &Block, errors: &mut Errors) {
    let names = Names::of(signature, block);
    let mut owners = owners(signature);
    owners.retain(|(name, _)| names.binds_once(name));
    let values = names.values();
    let borrowed = |expr: &Expr| {
        let name = borrowed_owner(expr)?;
        let (_, owned) = owners.iter().find(|(owner, _)| *owner == name)?;
        Some((expr.span(), name.to_string(), *owned))
    };
    for answer in answers_of(block) {
        if let Some((at, name, owned)) = Held::new(&values).find(answer, &borrowed) {
            errors.push(syn::Error::new(at, borrowed_from_argument(&name, owned)));
        }
    }
}

struct Outliving<'h> {
    context: Option<&'h Ident>,
    /// The arguments that are shared with other requests.
    shared: Vec<&'h Ident>,
    borrowed: HashMap<String, Kind>,
    values: HashMap<String, &'h Expr>,
    errors: &'h mut Errors,
}

impl Outliving<'_> {
    fn refuse(&mut self, at: Span, message: String) {
        self.errors.push(syn::Error::new(at, message));
    }

    /// A value of the arena's that whoever gets `expr` gets too, and how to speak of it.
    fn find_in(&self, expr: &Expr) -> Option<(Span, Kind, String)> {
        Held::new(&self.values).find(expr, &|part| match part {
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                let kind = *self.borrowed.get(&name)?;
                Some((path.span(), kind, format!("`{name}`")))
            }
            Expr::MethodCall(_) => {
                let kind = handed_out_by(self.context?, part)?;
                Some((part.span(), kind, String::from("this")))
            }
            Expr::Async(_) | Expr::Closure(_) => {
                let (at, name, kind) = self.captured_in(part).into_iter().next()?;
                Some((at, kind, format!("`{name}`")))
            }
            _ => None,
        })
    }

    /// What closures and `async` blocks in `expr` capture.
    fn captured_in(&self, expr: &Expr) -> Vec<(Span, String, Kind)> {
        let mut captures = Captures {
            borrowed: &self.borrowed,
            inside: false,
            found: Vec::new(),
        };
        captures.visit_expr(expr);
        captures.found
    }

    /// What a name stands for that is bound once.
    fn value_of<'e>(&self, expr: &'e Expr) -> &'e Expr
    where
        Self: 'e,
    {
        let Expr::Path(path) = expr else {
            return expr;
        };
        let name = path.path.get_ident().map(ToString::to_string);
        name.and_then(|name| self.values.get(&name))
            .copied()
            .unwrap_or(expr)
    }

    fn check_spawned(&mut self, argument: &Expr) {
        for (at, name, kind) in self.captured_in(self.value_of(argument)) {
            self.refuse(at, outlives_in_a_task(kind, &name));
        }
    }

    /// Whether `expr` is something with a method `spawn` that wants what is `'static`.
    fn is_spawner(&self, expr: &Expr) -> bool {
        match self.value_of(expr) {
            Expr::Call(call) => makes_a_spawner(&call.func),
            Expr::MethodCall(call) => self.is_spawner(&call.receiver),
            _ => false,
        }
    }
}

impl<'ast> Visit<'ast> for Outliving<'_> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if spawns(&call.func) {
            for argument in &call.args {
                self.check_spawned(argument);
            }
        } else if streams(&call.func)
            && let Some((at, kind, what)) = call.args.iter().find_map(|arg| self.find_in(arg))
        {
            self.refuse(at, outlives_in_a_body(kind, &what));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let spawns = ["spawn", "spawn_blocking", "spawn_local"];
        if spawns.iter().any(|method| call.method == method) && self.is_spawner(&call.receiver) {
            for argument in &call.args {
                self.check_spawned(argument);
            }
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_assign(&mut self, assignment: &'ast ExprAssign) {
        if let Some(name) = static_in(&assignment.left) {
            if let Some((at, kind, what)) = self.find_in(&assignment.right) {
                self.refuse(at, outlives_in_a_static(kind, &what, &name));
            }
        } else if let Some(name) = guarded_in(&assignment.left)
            && self.shared.contains(&name)
            && let Some((at, kind, what)) = self.find_in(&assignment.right)
        {
            self.refuse(at, outlives_in_state(kind, &what, &name.to_string()));
        }
        visit::visit_expr_assign(self, assignment);
    }

    fn visit_item(&mut self, _: &'ast Item) {
        // Items inside the body are functions of their own.
    }
}
