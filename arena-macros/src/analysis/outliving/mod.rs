//! Arena data on its way to where it would outlive the request: a spawned task, a `static`, a streaming
//! body, an answer that is `'static`.
//!
//! The compiler refuses all of these, and many more, but can only say that the context does not live long
//! enough. Where it is plain what was meant, and sure that it cannot compile, the error is ours, and says
//! what to write instead. Anything in doubt is left to the compiler.

mod answers;
mod callees;
mod captures;
mod messages;
mod names;

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAssign, ExprCall, ExprPath, Item, ReturnType};

use self::answers::{Answers, says_static};
use self::callees::{keeps_its_arguments, spawns, static_in, streams};
use self::captures::Captures;
use self::messages::{
    outlives_as_answer, outlives_in_a_body, outlives_in_a_static, outlives_in_a_task,
};
use self::names::{Kind, Names, handed_out_by};
use crate::parse::Errors;

/// Refuses what would outlive the request, in a handler that calls its context `context`.
pub(crate) fn check(context: &Ident, output: &ReturnType, block: &Block, errors: &mut Errors) {
    let mut names = Names::default();
    names.visit_block(block);
    let Some(borrowed) = names.borrowed_from(context) else {
        return;
    };
    let mut outliving = Outliving {
        context,
        borrowed,
        errors,
    };
    outliving.visit_block(block);
    if says_static(output) {
        outliving.check_answers(block);
    }
}

struct Outliving<'h> {
    context: &'h Ident,
    borrowed: HashMap<String, Kind>,
    errors: &'h mut Errors,
}

impl Outliving<'_> {
    fn refuse(&mut self, at: Span, message: String) {
        self.errors.push(syn::Error::new(at, message));
    }

    /// A value of the arena's, and how to speak of it: by itself, or in constructors, arrays, tuples and the
    /// like, so that whoever gets the whole gets it too.
    fn find_in(&self, expr: &Expr) -> Option<(Span, Kind, String)> {
        match expr {
            Expr::Path(ExprPath {
                qself: None, path, ..
            }) => {
                let name = path.get_ident()?.to_string();
                let kind = *self.borrowed.get(&name)?;
                Some((path.span(), kind, format!("`{name}`")))
            }
            Expr::MethodCall(_) => {
                let kind = handed_out_by(self.context, expr)?;
                Some((expr.span(), kind, String::from("this")))
            }
            Expr::Array(array) => array.elems.iter().find_map(|elem| self.find_in(elem)),
            Expr::Tuple(tuple) => tuple.elems.iter().find_map(|elem| self.find_in(elem)),
            Expr::Struct(built) => built
                .fields
                .iter()
                .find_map(|field| self.find_in(&field.expr)),
            Expr::Call(call) if keeps_its_arguments(&call.func) => {
                call.args.iter().find_map(|arg| self.find_in(arg))
            }
            Expr::Paren(paren) => self.find_in(&paren.expr),
            Expr::Group(group) => self.find_in(&group.expr),
            _ => None,
        }
    }

    fn check_answers(&mut self, block: &Block) {
        let mut answers = Answers::default();
        answers.visit_block(block);
        answers.tails_of(block);
        for answer in answers.0 {
            if let Some((at, kind, what)) = self.find_in(answer) {
                self.refuse(at, outlives_as_answer(kind, &what));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Outliving<'_> {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if spawns(&call.func) {
            for argument in &call.args {
                let mut captures = Captures {
                    borrowed: &self.borrowed,
                    inside: false,
                    found: Vec::new(),
                };
                captures.visit_expr(argument);
                for (at, name, kind) in captures.found {
                    self.refuse(at, outlives_in_a_task(kind, &name));
                }
            }
        } else if streams(&call.func)
            && let Some((at, kind, what)) = call.args.iter().find_map(|arg| self.find_in(arg))
        {
            self.refuse(at, outlives_in_a_body(kind, &what));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_assign(&mut self, assignment: &'ast ExprAssign) {
        if let Some(name) = static_in(&assignment.left)
            && let Some((at, kind, what)) = self.find_in(&assignment.right)
        {
            self.refuse(at, outlives_in_a_static(kind, &what, &name));
        }
        visit::visit_expr_assign(self, assignment);
    }

    fn visit_item(&mut self, _: &'ast Item) {
        // Items inside the body are functions of their own.
    }
}
