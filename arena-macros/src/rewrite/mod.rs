//! Carries the verdicts out: each site that moves to the arena becomes a call of the runtime, each arena
//! value that goes to the answer is converted on its way, and everything else stays token for token.

mod emit;
mod emit_format;
mod emit_use;
mod literal_text;
mod own_names;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, FieldValue, Local, Macro, Pat};

use self::emit::Emit;
pub(crate) use self::own_names::own_name;
use crate::analysis::{ExprId, PatId, Plan, Route};
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
    };
    rewriter.visit_block_mut(block);
}

struct Rewriter<'p> {
    plan: &'p Plan,
    macros: BodyMacros,
    emit: Emit<'p>,
    /// Sites and moves rewritten so far, to tell whether a macro's arguments changed.
    changes: usize,
}

impl VisitMut for Rewriter<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        // The plan knows expressions by their address, so it is asked before anything is replaced.
        let id = ExprId::of(expr);
        let site = self.plan.sites.get(&id);
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
            let changed = self.emit.used(*used, expr);
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
