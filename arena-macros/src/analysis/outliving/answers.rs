//! What a handler answers with, and whether its return type says that to live longer than the arena.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAsync, ExprClosure, Item, Lifetime, ReturnType, Stmt};

use crate::parse::signature::ARENA_LIFETIME;

/// The expressions a handler answers with.
#[derive(Default)]
struct Answers<'ast>(Vec<&'ast Expr>);

impl<'ast> Answers<'ast> {
    fn tails_of(&mut self, block: &'ast Block) {
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

/// The expressions that `block` answers with.
pub(super) fn answers_of(block: &Block) -> Vec<&Expr> {
    let mut answers = Answers::default();
    answers.visit_block(block);
    answers.tails_of(block);
    answers.0
}

/// The lifetime for which the answer must live, if that is longer than the arena's: the return type has
/// `'static` or a lifetime of the user's in it, and nothing of the arena's.
pub(super) fn outlives_the_arena(output: &ReturnType) -> Option<Lifetime> {
    #[derive(Default)]
    struct Lifetimes {
        longer: Option<Lifetime>,
        of_the_arena: bool,
    }
    impl Visit<'_> for Lifetimes {
        fn visit_lifetime(&mut self, lifetime: &Lifetime) {
            if lifetime.ident == "_" || lifetime.ident == ARENA_LIFETIME {
                self.of_the_arena = true;
            } else {
                self.longer.get_or_insert_with(|| lifetime.clone());
            }
        }

        fn visit_type_reference(&mut self, reference: &syn::TypeReference) {
            self.of_the_arena |= reference.lifetime.is_none();
            visit::visit_type_reference(self, reference);
        }
    }
    let mut lifetimes = Lifetimes::default();
    lifetimes.visit_return_type(output);
    lifetimes.longer.filter(|_| !lifetimes.of_the_arena)
}
