//! What a routed site looks like in the expansion: a call of `arena_runtime::expansion`, with the user's
//! operands and spans.
//!
//! Where the written names may mean something else in the user's crate (a `String` of their own, a
//! `collect` that is no iterator's), the user's own code is passed along and the runtime's types decide
//! which of the two runs.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, GenericArgument, Type};

use super::is_answered;
use crate::analysis::{Constructor, PlannedSite, SiteKind};
use crate::parse::body_macros::{Arguments, MacroCall};
use crate::parse::options::Runtime;

pub(super) struct Emit<'e> {
    pub(super) runtime: &'e Runtime,
    pub(super) context: &'e Ident,
}

impl Emit<'_> {
    /// The routed form of the site `expr`, whose operands are rewritten already.
    pub(super) fn site(
        &self,
        site: &PlannedSite,
        expr: &Expr,
        call: Option<&MacroCall>,
    ) -> TokenStream {
        let span = generated_at(expr.span());
        let written = site.written_type.as_ref();
        let value = match (site.kind, expr, call) {
            (SiteKind::Format, _, Some(call)) => {
                return self.format(call, is_answered(site.route), span);
            }
            (SiteKind::VecList, _, Some(call)) => self.vec_list(&call.arguments, written, span),
            (SiteKind::VecRepeat, _, Some(call)) => self.vec_repeat(&call.arguments, written, span),
            (SiteKind::Construct(constructor), Expr::Call(call), _) => {
                self.construct(constructor, call, written, span)
            }
            (SiteKind::ToString, Expr::MethodCall(call), _) => self.to_string(call, span),
            (SiteKind::Collect, Expr::MethodCall(call), _) => {
                if is_answered(site.route) {
                    return self.collect_answered(call, span);
                }
                self.collect(call, written, span)
            }
            _ => return expr.to_token_stream(),
        };
        if is_answered(site.route) {
            self.answered(&value)
        } else {
            value
        }
    }

    /// `value`, an arena string or vector, as the type the answer has at its place.
    pub(super) fn answered(&self, value: &TokenStream) -> TokenStream {
        let span = generated_at(value.span());
        let (runtime, context) = (self.runtime.at(span), self.context);
        quote_spanned!(span=> #runtime::expansion::answered(#context, #value))
    }

    fn vec_list(&self, items: &Arguments, written: Option<&Type>, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let item = element_type(written, span);
        quote_spanned!(span=> #runtime::expansion::vec_of::<#item, _>(#context, [#items]))
    }

    fn vec_repeat(&self, arguments: &Arguments, written: Option<&Type>, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let Arguments::Repeat { element, count, .. } = arguments else {
            return TokenStream::new();
        };
        let item = element_type(written, span);
        quote_spanned! {span=>
            #runtime::expansion::vec_repeating::<#item>(#context, #element, #count)
        }
    }

    fn construct(
        &self,
        constructor: Constructor,
        call: &syn::ExprCall,
        written: Option<&Type>,
        span: Span,
    ) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let function = &call.func;
        let argument = call.args.first();
        match constructor {
            Constructor::New => {
                let heap = match written {
                    Some(ty) => quote_spanned!(span=> || -> #ty { #function() }),
                    None => function.to_token_stream(),
                };
                quote_spanned!(span=> #runtime::expansion::made_by(#heap).new_in(#context))
            }
            Constructor::WithCapacity | Constructor::From => {
                let method = if constructor == Constructor::From {
                    quote_spanned!(span=> convert_in)
                } else {
                    quote_spanned!(span=> with_capacity_in)
                };
                let heap = match written {
                    Some(ty) => quote_spanned!(span=> |argument| -> #ty { #function(argument) }),
                    None => function.to_token_stream(),
                };
                quote_spanned! {span=>
                    #runtime::expansion::made_from(#argument, #heap).#method(#context)
                }
            }
        }
    }

    fn to_string(&self, call: &ExprMethodCall, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let receiver = &call.receiver;
        let method = &call.method;
        quote_spanned! {span=>
            #runtime::expansion::shown(&#receiver, |shown| shown.#method()).to_string_in(#context)
        }
    }

    fn collect(&self, call: &ExprMethodCall, written: Option<&Type>, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let iterator = &call.receiver;
        let method = &call.method;
        let target = collected_type(call).or(written);
        quote_spanned! {span=>
            #runtime::expansion::collecting::<#target, _, _>(#iterator, |iterator| iterator.#method())
                .collect_in(#context)
        }
    }

    fn collect_answered(&self, call: &ExprMethodCall, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let iterator = &call.receiver;
        quote_spanned!(span=> #runtime::expansion::collect_answered(#context, #iterator))
    }
}

/// The type in `.collect::<..>()`.
fn collected_type(call: &ExprMethodCall) -> Option<&Type> {
    match call.turbofish.as_ref()?.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The `T` of a written `Vec<T>`, `_` where nothing is written.
fn element_type(written: Option<&Type>, span: Span) -> TokenStream {
    let mut written = written;
    while let Some(
        Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }),
    ) = written
    {
        written = Some(elem);
    }
    if let Some(Type::Path(ty)) = written
        && let Some(last) = ty.path.segments.last()
        && let syn::PathArguments::AngleBracketed(arguments) = &last.arguments
        && let Some(item) = arguments.args.first()
    {
        return item.to_token_stream();
    }
    quote_spanned!(span=> _)
}

/// The user's position with the macro's hygiene: errors and lints point at the user's tokens, names
/// resolve as the macro's own.
pub(super) fn generated_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}
