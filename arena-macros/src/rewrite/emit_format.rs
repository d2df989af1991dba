//! `format!`, taken apart where its format string is simple, and otherwise handed to `format_args!` whole.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, LitStr};

use super::emit::{Emit, generated_at};
use super::own_names::own_name;
use super::shown::{Placeholder, Shown, Step};
use crate::parse::body_macros::MacroCall;
use crate::parse::format_string::Side;

/// The names and calls that a text is put together with.
struct Put<'p> {
    /// What counts the length.
    parts: &'p Ident,
    text: &'p Ident,
    /// The calls that write the pieces.
    pieces: TokenStream,
    /// What the placeholders show, one after the other.
    values: Vec<TokenStream>,
}

impl Emit<'_> {
    /// A text put together piece by piece.
    pub(super) fn format(&self, call: &MacroCall, answered: bool, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let Some(shown) = Shown::of(call) else {
            let arguments = &call.arguments;
            let text = own_name("text", span);
            // What `format_args!` borrows is let go here, and not at the end of the user's statement.
            let text = quote_spanned! {span=> ({
                let #text = #runtime::expansion::formatted(#context, ::core::format_args!(#arguments));
                #text
            })};
            return if answered { self.answered(&text) } else { text };
        };
        let ty = quote_spanned!(span=> #runtime::expansion::Text);
        let [room, scratch] = ["room", "scratch"].map(|what| own_name(what, span));
        let finish = Ident::new(if answered { "answered" } else { "temporary" }, span);
        self.put_together(
            &shown,
            &ty,
            span,
            |Put {
                 parts,
                 text,
                 pieces,
                 ..
             }| {
                quote_spanned! {span=>
                    let mut #room = #runtime::expansion::ScratchRoom::new();
                    let mut #scratch = #runtime::expansion::scratch(#context, &mut #room);
                    let mut #text = #ty::new(#parts, &mut #scratch);
                    #pieces
                    #text.#finish()
                }
            },
        )
    }

    /// A text that stays on the heap, put together there if the lengths of all that it shows are known. `None` if
    /// they cannot be.
    pub(super) fn format_on_heap(&self, call: &MacroCall, span: Span) -> Option<TokenStream> {
        let runtime = self.runtime.at(span);
        let shown = Shown::of(call)?;
        if shown.steps.is_empty() {
            return None;
        }
        let template = LitStr::new(&shown.template()?, span);
        let ty = quote_spanned!(span=> #runtime::expansion::HeapText);
        let text_of = self.put_together(
            &shown,
            &ty,
            span,
            |Put {
                 parts,
                 text,
                 pieces,
                 values,
             }| {
                quote_spanned! {span=>
                    if #runtime::expansion::Parts::are_known(&#parts) {
                        let mut #text = #ty::new(#parts);
                        #pieces
                        #text.finish()
                    } else {
                        ::std::fmt::format(::core::format_args!(#template #(, #values)*))
                    }
                }
            },
        );
        Some(text_of)
    }

    /// As in `format!`, arguments are evaluated once, in order, before anything is written, and what they
    /// borrow is let go before the text is used: hence the `let` around the `match`.
    fn put_together(
        &self,
        shown: &Shown,
        ty: &TokenStream,
        span: Span,
        written: impl FnOnce(Put<'_>) -> TokenStream,
    ) -> TokenStream {
        let runtime = self.runtime.at(span);
        let parts_ty = quote_spanned!(span=> #runtime::expansion::Parts);
        let [text, parts] = ["text", "parts"].map(|what| own_name(what, span));

        // Not as methods: a trait of the user's may have one of that name.
        let mut names = Vec::new();
        let mut makers = Vec::new();
        let mut values = Vec::new();
        let by_name = shown.may_be_named_again();
        let pieces = shown.steps.iter().map(|step| match step {
            Step::Literal(literal) => {
                let literal = LitStr::new(literal, span);
                quote_spanned!(span=> #ty::literal(&mut #text, #literal);)
            }
            Step::Part(placeholder, index) => {
                let value = if by_name {
                    let value = &shown.values[*index];
                    quote_spanned!(span=> &#value)
                } else {
                    name_of(*index, span).into_token_stream()
                };
                makers.push(placeholder.emit(&parts_ty, &parts, &value, span));
                values.push(value);
                let part = own_name(&format!("part_{}", names.len()), span);
                names.push(part.clone());
                quote_spanned!(span=> #ty::part(&mut #text, #part);)
            }
        });
        let pieces = pieces.collect();
        let written = written(Put {
            parts: &parts,
            text: &text,
            pieces,
            values,
        });
        let literal_bytes = shown.literal_bytes();
        if names.is_empty() {
            return quote_spanned! {span=> ({
                let #parts = #parts_ty::beside(#literal_bytes);
                #written
            })};
        }
        let mut text_of = quote_spanned! {span=>
            match (#(#makers,)*) {
                (#(#names,)*) => {
                    #written
                }
            }
        };
        if !by_name {
            let values = shown.shown_values().map(|(_, value)| operand(value));
            let names = shown.shown_values().map(|(index, _)| name_of(index, span));
            text_of = quote_spanned! {span=>
                match (#(&#values,)*) {
                    (#(#names,)*) => #text_of
                }
            };
        }
        quote_spanned! {span=> ({
            let mut #parts = #parts_ty::beside(#literal_bytes);
            let #text = #text_of;
            #text
        })}
    }
}

impl Placeholder {
    /// The call that makes its part. `value` is a reference to what it shows.
    fn emit(
        &self,
        ty: &TokenStream,
        parts: &Ident,
        value: &TokenStream,
        span: Span,
    ) -> TokenStream {
        match self {
            Self::Plain => quote_spanned!(span=> #ty::display(&mut #parts, &#value)),
            Self::Padded(side, width) => {
                let method = Ident::new(
                    match side {
                        Side::Own => "wide",
                        Side::After => "left",
                        Side::Around => "centered",
                        Side::Before => "right",
                        Side::Zeros => "zeros",
                    },
                    span,
                );
                quote_spanned!(span=> #ty::#method(&mut #parts, &#value, #width))
            }
            Self::Formatted(template) => quote_spanned! {span=>
                #ty::formatted(&mut #parts, ::core::format_args!(#template, #value))
            },
        }
    }
}

fn name_of(index: usize, span: Span) -> Ident {
    own_name(&format!("shown_{index}"), span)
}

/// The argument as what `&` can be put before.
pub(super) fn operand(value: &Expr) -> TokenStream {
    match value {
        Expr::Call(_)
        | Expr::Field(_)
        | Expr::Index(_)
        | Expr::Lit(_)
        | Expr::Macro(_)
        | Expr::MethodCall(_)
        | Expr::Paren(_)
        | Expr::Path(_)
        | Expr::Reference(_)
        | Expr::Await(_)
        | Expr::Try(_)
        | Expr::Tuple(_) => value.to_token_stream(),
        _ => {
            let span = generated_at(syn::spanned::Spanned::span(value));
            quote_spanned!(span=> (#value))
        }
    }
}
