//! Carries the verdicts out: each site that moves to the arena becomes a call of the runtime, each arena
//! value that goes to the answer is converted on its way, and everything else stays token for token.

mod emit;
mod emit_format;
mod emit_lookup;
mod emit_use;
mod literal_text;
mod own_names;
mod shown;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprClosure, FieldValue, Local, Macro, Pat, Stmt};

use self::emit::{Emit, generated_at};
use self::emit_lookup::Before;
pub(crate) use self::own_names::own_name;
use crate::analysis::{ExprId, PatId, Plan, PlannedUse, Route};
use crate::parse::body_macros::{Arguments, BodyMacros, MacroCall, Strand};
use crate::parse::options::Runtime;

/// Rewrites `block` in place. `context` is the name under which the expansion knows the context.
pub(crate) fn rewrite(
    block: &mut Block,
    plan: &Plan,
    macros: BodyMacros,
    runtime: &Runtime,
    context: &Ident,
) {
    let mut rewriter = Rewriter {
        plan,
        macros,
        emit: Emit { runtime, context },
        changes: 0,
        before: Before::default(),
    };
    rewriter.visit_block_mut(block);
}

struct Rewriter<'p> {
    plan: &'p Plan,
    macros: BodyMacros,
    emit: Emit<'p>,
    /// Sites and moves rewritten so far, to tell whether a macro's arguments changed.
    changes: usize,
    /// What must be declared before the statement that is being rewritten.
    before: Before,
}

impl VisitMut for Rewriter<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        // The plan knows expressions by their address, so it is asked before anything is replaced.
        let id = ExprId::of(expr);
        let site = self.plan.sites.get(&id);
        if let Some(kept) = self.plan.kept.get(&id)
            && kept.is_written_out
            && self.written_out(expr)
        {
            return;
        }
        let call = match (site, &*expr) {
            (Some(_), Expr::Macro(expr)) => self.macros.take(&expr.mac),
            _ => None,
        };
        let call = call.map(|mut call| {
            self.arguments(&mut call);
            call
        });
        if call.is_none() {
            visit_mut::visit_expr_mut(self, expr);
        }
        let routed = site.map(|site| self.emit.site(site, expr, call.as_ref()));
        if let Some(routed) = routed {
            self.replace(expr, routed);
        }
        if let Some(used) = self.plan.uses.get(&id) {
            let changed = match (used, &*expr) {
                (PlannedUse::LookedUp(key), Expr::MethodCall(call)) => {
                    let span = generated_at(expr.span());
                    self.emit.looked_up(*key, call, span, &mut self.before)
                }
                _ => self.emit.used(*used, expr),
            };
            self.replace(expr, changed);
        }
    }

    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        let changes = self.changes;
        visit_mut::visit_field_value_mut(self, field);
        if self.changes != changes && field.colon_token.is_none() {
            // `Player { name }` becomes `Player { name: <converted> }`.
            field.colon_token = Some(<syn::Token![:]>::default());
        }
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        let outer = std::mem::take(&mut self.before);
        let mut declared = Vec::new();
        for (index, stmt) in block.stmts.iter_mut().enumerate() {
            if let Stmt::Local(local) = stmt
                && let Some(key) = self.plan.keys.get(&PatId::of(&local.pat))
            {
                let span = generated_at(local.pat.span());
                self.before.push(self.emit.key_on_heap(*key, span));
            }
            self.visit_stmt_mut(stmt);
            declared.extend(self.before.drain(..).map(|before| (index, before)));
        }
        // Only now that all is rewritten: what the plan knows is known by its address.
        for (index, before) in declared.into_iter().rev() {
            let before = Stmt::Expr(Expr::Verbatim(before), None);
            block.stmts.insert(index, before);
        }
        self.before = outer;
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let outer = std::mem::take(&mut self.before);
        visit_mut::visit_expr_closure_mut(self, closure);
        let before = std::mem::replace(&mut self.before, outer);
        if !before.is_empty() {
            let body = &closure.body;
            *closure.body = Expr::Verbatim(quote!({ #(#before)* #body }));
        }
    }

    fn visit_local_mut(&mut self, local: &mut Local) {
        let retyped = self.plan.retyped.contains(&PatId::of(&local.pat));
        visit_mut::visit_local_mut(self, local);
        if retyped && let Pat::Type(typed) = &local.pat {
            local.pat = (*typed.pat).clone();
        }
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        let Some(mut known) = self.macros.take(call) else {
            return;
        };
        let changes = self.changes;
        self.arguments(&mut known);
        if self.changes != changes {
            call.tokens = known.arguments.to_token_stream();
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {
        // Items inside the body are functions of their own.
    }
}

impl Rewriter<'_> {
    /// A `format!` that stays on the heap, as what it comes to there. Returns `false` if it is nothing else.
    fn written_out(&mut self, expr: &mut Expr) -> bool {
        let Expr::Macro(site) = expr else {
            return false;
        };
        let Some(mut call) = self.macros.take(&site.mac) else {
            return false;
        };
        let changes = self.changes;
        self.arguments(&mut call);
        if let Some(tokens) = self.emit.format_on_heap(&call, site.span()) {
            self.replace(expr, tokens);
        } else if self.changes != changes {
            site.mac.tokens = call.arguments.to_token_stream();
        }
        true
    }

    fn arguments(&mut self, call: &mut MacroCall) {
        if let Arguments::Woven(strands) = &mut call.arguments {
            self.strands(strands);
        }
        for argument in call.arguments.expressions_mut() {
            self.visit_expr_mut(argument);
        }
    }

    fn strands(&mut self, strands: &mut [Strand]) {
        for strand in strands {
            match strand {
                Strand::Value { value, .. } => self.visit_expr_mut(value),
                Strand::Shorthand(variable) => {
                    let name = variable.to_token_stream();
                    let changes = self.changes;
                    self.visit_expr_mut(variable);
                    if self.changes != changes {
                        *strand = Strand::Tokens(quote!(#name = #variable));
                    }
                }
                Strand::Group { inside, .. } | Strand::Under { inside, .. } => {
                    self.strands(inside);
                }
                Strand::Tokens(_) | Strand::Template(_) => {}
            }
        }
    }

    fn replace(&mut self, expr: &mut Expr, tokens: TokenStream) {
        *expr = Expr::Verbatim(tokens);
        self.changes += 1;
    }
}

/// Whether the value is converted to what the answer has at its place.
fn is_answered(route: Route) -> bool {
    route == Route::Answered
}
