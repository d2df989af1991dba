//! What is written in place of an expression whose value is in the arena, where the std value would not
//! have been used by what strings and vectors have in common alone.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprBinary};

use super::emit::{Emit, generated_at};
use super::emit_format::operand;
use crate::analysis::PlannedUse;

impl Emit<'_> {
    /// The changed form of `expr`, whose parts are rewritten already.
    pub(super) fn used(&self, used: PlannedUse, expr: &Expr) -> TokenStream {
        let span = generated_at(expr.span());
        let runtime = self.runtime.at(span);
        match (used, expr) {
            (PlannedUse::Answered, value) => self.answered(&value.to_token_stream()),
            (PlannedUse::Lent { behind_reference }, value) => {
                let value = operand(value);
                let star = behind_reference.then(|| quote_spanned!(span=> *));
                quote_spanned!(span=> #star #runtime::expansion::Lending(&#value).lend_in_place())
            }
            (PlannedUse::Equality { text_first }, Expr::Binary(binary)) => {
                self.equality(binary, text_first, span)
            }
            (PlannedUse::Ordering, Expr::Binary(binary)) => {
                // A `String` is ordered among its like alone, so each side has a text behind it.
                let (left, right) = (operand(&binary.left), operand(&binary.right));
                let operator = &binary.op;
                quote_spanned!(span=> *#left #operator *#right)
            }
            (PlannedUse::Cloned, Expr::MethodCall(call)) => {
                let value = operand(&call.receiver);
                quote_spanned!(span=> #runtime::expansion::Cloning(&#value).cloned_to_heap())
            }
            (PlannedUse::Defaulted, Expr::MethodCall(call)) => {
                let (value, context) = (&call.receiver, self.context);
                quote_spanned! {span=>
                    #runtime::expansion::Defaulting(#value).unwrap_or_empty_in(#context)
                }
            }
            (
                PlannedUse::Equality { .. }
                | PlannedUse::Ordering
                | PlannedUse::LookedUp(_)
                | PlannedUse::Cloned
                | PlannedUse::Defaulted,
                other,
            ) => other.to_token_stream(),
        }
    }

    fn equality(&self, binary: &ExprBinary, text_first: bool, span: Span) -> TokenStream {
        let runtime = self.runtime.at(span);
        let (left, right) = (operand(&binary.left), operand(&binary.right));
        let not = matches!(binary.op, BinOp::Ne(_)).then(|| quote_spanned!(span=> !));
        let sides = Ident::new(
            if text_first {
                "TextFirst"
            } else {
                "TextSecond"
            },
            span,
        );
        quote_spanned!(span=> #not #runtime::expansion::#sides(&#left, &#right).are_equal())
    }
}
