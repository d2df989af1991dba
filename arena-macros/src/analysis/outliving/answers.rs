//! What a handler answers with, and whether its return type says that to be `'static`.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAsync, ExprClosure, Item, Lifetime, ReturnType, Stmt};

/// The expressions a handler answers with.
#[derive(Default)]
pub(super) struct Answers<'ast>(pub(super) Vec<&'ast Expr>);

impl<'ast> Answers<'ast> {
    pub(super) fn tails_of(&mut self, block: &'ast Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            self.tail(tail);
        }
    }

    fn tail(&mut self, tail: &'ast Expr) {
        match tail {
            Expr::Block(block) if block.label.is_none() => self.tails_of(&block.block),
            Expr::If(choice) => {
                self.tails_of(&choice.then_branch);
                if let Some((_, other)) = &choice.else_branch {
                    self.tail(other);
                }
            }
            Expr::Match(choice) => {
                for arm in &choice.arms {
                    self.tail(&arm.body);
                }
            }
            other => self.0.push(other),
        }
    }
}

impl<'ast> Visit<'ast> for Answers<'ast> {
    fn visit_expr_return(&mut self, answer: &'ast syn::ExprReturn) {
        self.0.extend(answer.expr.as_deref());
        visit::visit_expr_return(self, answer);
    }

    // What returns in there is not the handler.
    fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}
    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}
    fn visit_item(&mut self, _: &'ast Item) {}
}

/// The return type has `'static` in it and nothing of the arena's.
pub(super) fn says_static(output: &ReturnType) -> bool {
    struct Lifetimes {
        statics: usize,
        others: usize,
    }
    impl Visit<'_> for Lifetimes {
        fn visit_lifetime(&mut self, lifetime: &Lifetime) {
            if lifetime.ident == "static" {
                self.statics += 1;
            } else {
                self.others += 1;
            }
        }

        fn visit_type_reference(&mut self, reference: &syn::TypeReference) {
            self.others += usize::from(reference.lifetime.is_none());
            visit::visit_type_reference(self, reference);
        }
    }
    let mut lifetimes = Lifetimes {
        statics: 0,
        others: 0,
    };
    lifetimes.visit_return_type(output);
    lifetimes.statics > 0 && lifetimes.others == 0
}
