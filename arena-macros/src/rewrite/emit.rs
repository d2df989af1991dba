//! What a routed site looks like in the expansion: a call of `arena_runtime::expansion`, with the user's
//! operands and spans.
//!
//! Where the written names may mean something else in the user's crate (a `String` of their own, a
//! `collect` that is no iterator's), the user's own code is passed along and the runtime's types decide
//! which of the two runs.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, ExprMethodCall, GenericArgument, Type};

use super::is_answered;
use super::own_names::own_name;
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
        let written = site.written_type.clone();
        let written = if site.items_move {
            written.map(forget_items)
        } else {
            written
        };
        let written = written.as_ref();
        let value = match (site.kind, expr, call) {
            (SiteKind::Format, _, Some(call)) => {
                return self.format(call, is_answered(site.route), span);
            }
            (SiteKind::VecList, _, Some(call)) => self.vec_list(&call.arguments, written, span),
            (SiteKind::VecRepeat, _, Some(call)) => self.vec_repeat(&call.arguments, written, span),
            (SiteKind::Construct(constructor), Expr::Call(call), _) => {
                self.construct(constructor, call, written, span)
            }
            (SiteKind::ToString | SiteKind::Derive, Expr::MethodCall(call), _) => {
                self.derive(call, span)
            }
            (
                SiteKind::Collect | SiteKind::OpenCollect | SiteKind::TryCollect,
                Expr::MethodCall(call),
                _,
            ) => {
                if is_answered(site.route) {
                    return self.collect_answered(call, span);
                }
                let mut target = target_type(site.kind, call, written);
                if site.items_move {
                    target = target.map(forget_items);
                }
                self.collect(call, target.as_ref(), span)
            }
            _ => return expr.to_token_stream(),
        };
        if is_answered(site.route) {
            return self.answered(&value);
        }
        // A type that the runtime does not know makes what the user's code says; where that is a `String`, it
        // must be what the other sites make.
        let may_be_std = matches!(
            site.kind,
            SiteKind::ToString
                | SiteKind::Derive
                | SiteKind::Collect
                | SiteKind::Construct(Constructor::From)
        );
        if site.meets_others && may_be_std {
            let (runtime, context) = (self.runtime.at(span), self.context);
            return quote_spanned!(span=> #runtime::expansion::Placing(#value).place_in(#context));
        }
        value
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
                let written = written.map(|ty| quote_spanned!(span=> ::<#ty, _>));
                quote_spanned!(span=> #runtime::expansion::made_by #written (#function).new_in(#context))
            }
            Constructor::WithCapacity | Constructor::From | Constructor::FromUtf8Lossy => {
                let method = match constructor {
                    Constructor::From => quote_spanned!(span=> convert_in),
                    Constructor::FromUtf8Lossy => quote_spanned!(span=> convert_lossy_in),
                    _ => quote_spanned!(span=> with_capacity_in),
                };
                let heap = match constructor {
                    // Its argument is coerced.
                    Constructor::FromUtf8Lossy => {
                        let argument = own_name("argument", span);
                        quote_spanned!(span=> |#argument| #function(#argument))
                    }
                    _ => function.to_token_stream(),
                };
                let written = written.map(|ty| quote_spanned!(span=> ::<_, #ty, _>));
                quote_spanned! {span=>
                    #runtime::expansion::made_from #written (#argument, #heap).#method(#context)
                }
            }
        }
    }

    fn collect(&self, call: &ExprMethodCall, target: Option<&Type>, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let iterator = &call.receiver;
        let method = &call.method;
        let given = own_name("iterator", span);
        quote_spanned! {span=>
            #runtime::expansion::collecting::<#target, _, _>(#iterator, |#given| #given.#method())
                .collect_in(#context)
        }
    }

    /// A method that makes a text or vector of something.
    fn derive(&self, call: &ExprMethodCall, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let (receiver, method, arguments) = (&call.receiver, &call.method, &call.args);
        quote_spanned!(span=> #runtime::expansion::Source(&#receiver, #context).#method(#arguments))
    }

    fn collect_answered(&self, call: &ExprMethodCall, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let iterator = &call.receiver;
        quote_spanned!(span=> #runtime::expansion::collect_answered(#context, #iterator))
    }
}

/// The type to collect into: the one in `.collect::<..>()` or the binding's, whichever says more.
fn target_type(kind: SiteKind, call: &ExprMethodCall, written: Option<&Type>) -> Option<Type> {
    let given = call.turbofish.as_ref().and_then(|given| given.args.first());
    let Some(GenericArgument::Type(given)) = given else {
        return written.cloned();
    };
    let mut given = given.clone();
    let says_all = |ty: &Type| !mentions_inferred(ty);
    match (kind, written) {
        // The binding has what is in the `Result`.
        (SiteKind::TryCollect, Some(written)) => {
            if let Some(GenericArgument::Type(content)) = first_argument(&mut given)
                && !says_all(content)
            {
                *content = written.clone();
            }
            Some(given)
        }
        (_, Some(written)) if says_all(written) => Some(written.clone()),
        _ => Some(given),
    }
}

/// Whether there is a `_` in it.
fn mentions_inferred(ty: &Type) -> bool {
    struct Find(bool);
    impl Visit<'_> for Find {
        fn visit_type_infer(&mut self, _: &syn::TypeInfer) {
            self.0 = true;
        }
    }
    let mut find = Find(false);
    find.visit_type(ty);
    find.0
}

/// `Vec<T>` with `T` left open.
fn forget_items(mut ty: Type) -> Type {
    if let Some(GenericArgument::Type(item)) = first_argument(&mut ty) {
        *item = syn::parse_quote!(_);
    }
    ty
}

fn first_argument(ty: &mut Type) -> Option<&mut GenericArgument> {
    match ty {
        Type::Group(syn::TypeGroup { elem, .. }) | Type::Paren(syn::TypeParen { elem, .. }) => {
            first_argument(elem)
        }
        Type::Path(ty) => match &mut ty.path.segments.last_mut()?.arguments {
            syn::PathArguments::AngleBracketed(arguments) => arguments.args.first_mut(),
            _ => None,
        },
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
