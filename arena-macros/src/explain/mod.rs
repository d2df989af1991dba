//! What the user can ask of the analysis: which sites moved to the arena, which did not, and why.
//!
//! Here the verdicts are put in order and into words ([`words`]); they are shown as notes of the compiler
//! ([`notes`]), as errors, or written to a file ([`record`]). What is decided is left to
//! [`analysis`](crate::analysis).

mod notes;
mod record;
mod words;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr};

use crate::analysis::{ExprId, Kept, Plan, Reason, Route, name_of};
use crate::parse::body_macros::{Arguments, BodyMacros};

pub(crate) use self::notes::notes;
pub(crate) use self::record::{is_recording, record};

/// A site and what becomes of it.
pub(crate) struct Explained {
    pub(crate) span: Span,
    /// What the user calls the site: `format!`, `to_string`.
    pub(crate) site: String,
    pub(crate) verdict: Verdict,
}

pub(crate) enum Verdict {
    Routed(Route),
    Kept {
        /// The user asked for it.
        by_user: bool,
        /// One word for each reason, for counting.
        kind: &'static str,
        /// Why, and what to do about it.
        why: String,
    },
}

impl Explained {
    /// The verdict as a sentence.
    pub(crate) fn sentence(&self) -> String {
        match &self.verdict {
            Verdict::Routed(route) => words::routed(&self.site, *route),
            Verdict::Kept { why, .. } => format!("`{}` stays on the heap: {why}", self.site),
        }
    }
}

/// The sites of `block` in the order of the text.
pub(crate) fn explain(block: &Block, plan: &Plan, macros: &BodyMacros) -> Vec<Explained> {
    let mut sites = Sites {
        plan,
        macros,
        found: Vec::new(),
    };
    sites.visit_block(block);
    sites.found
}

struct Sites<'p> {
    plan: &'p Plan,
    macros: &'p BodyMacros,
    found: Vec<Explained>,
}

impl Sites<'_> {
    fn expr(&mut self, expr: &Expr) {
        let id = ExprId::of(expr);
        let verdict = match (self.plan.sites.get(&id), self.plan.kept.get(&id)) {
            (Some(site), _) => Some(Verdict::Routed(site.route)),
            (None, Some(kept)) => Some(self.kept(kept)),
            (None, None) => None,
        };
        if let Some(verdict) = verdict {
            self.found.push(Explained {
                span: place_of(expr),
                site: full_name_of(expr),
                verdict,
            });
        }
    }

    fn kept(&self, kept: &Kept) -> Verdict {
        Verdict::Kept {
            by_user: matches!(kept.reason, Reason::KeptByUser | Reason::Skipped),
            kind: words::kind(kept.reason),
            why: words::why(kept, self.plan),
        }
    }
}

impl Visit<'_> for Sites<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        self.expr(expr);
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        let macros = self.macros;
        if let Some(call) = macros.get(call) {
            let arguments: &Arguments = &call.arguments;
            for argument in arguments.expressions() {
                self.visit_expr(argument);
            }
        }
    }

    fn visit_item(&mut self, _: &syn::Item) {
        // Items inside the body are functions of their own.
    }
}

/// `format!`, `to_string`, `Vec::new`.
fn full_name_of(expr: &Expr) -> String {
    let name = name_of(expr).unwrap_or_default();
    match expr {
        Expr::Macro(_) => name + "!",
        Expr::Call(call) => match &*call.func {
            Expr::Path(function) => {
                let owner = function.path.segments.iter().rev().nth(1);
                owner.map_or(name.clone(), |owner| format!("{}::{name}", owner.ident))
            }
            _ => name,
        },
        _ => name,
    }
}

/// Where a reader looks for the site: its name.
fn place_of(expr: &Expr) -> Span {
    match expr {
        Expr::MethodCall(call) => call.method.span(),
        Expr::Macro(call) => call.mac.path.span(),
        Expr::Call(call) => call.func.span(),
        expr => expr.span(),
    }
}
