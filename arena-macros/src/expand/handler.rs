//! The function that stands in the user's place: the same name, attributes, generics and extractors, and
//! a body that leases a context, runs the user's in its scope, and gives it back.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::body::{
    Analysed, Routed, Surroundings, generated_at, parse, with_prologue, with_statements,
};
use super::checks::{Sendability, asks_of_answer, checks, demand_of_answer};
use crate::analysis::outliving;
use crate::parse::Errors;
use crate::parse::context_parameter::ContextParameter;
use crate::parse::handler::{Body, Handler};
use crate::parse::limits;
use crate::parse::options::{Attribute, Budget, Options, Runtime};
use crate::parse::return_type::{Answer, is_inferred};
use crate::parse::signature;

pub(crate) fn arena_handler(options: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::parse(options, Attribute::Handler, &mut errors);
    let mut handler = match parse(item, Attribute::Handler) {
        Ok(handler) => handler,
        Err(error) => {
            errors.push(error);
            let errors = errors.into_compile_errors();
            return quote!(#errors #item);
        }
    };
    signature::check(&handler.signature, &mut errors);
    limits::check(&handler.signature, &mut errors);
    let parameter = ContextParameter::take(&mut handler.signature, &mut errors);
    if let (Some(context), Body::Parsed { block, .. }) = (
        parameter.as_ref().and_then(ContextParameter::name),
        &handler.body,
    ) {
        outliving::check(context, &handler.signature.output, block, &mut errors);
    }
    let answer = Answer::of(&handler.signature.output);
    let surroundings = Surroundings {
        context: parameter.as_ref().and_then(ContextParameter::name),
        answer_borrows: answer.borrows,
    };
    if handler.signature.asyncness.is_none() && errors.is_empty() {
        return returning_a_future(&handler, parameter.as_ref(), &options);
    }
    let analysed = Analysed::of(&handler, &surroundings, &options, &mut errors);
    if errors.is_empty() {
        expand(handler, analysed, parameter.as_ref(), &options, answer)
    } else {
        let function = keep(&handler, parameter.as_ref(), &options.runtime);
        let errors = errors.into_compile_errors();
        quote!(#errors #function)
    }
}

fn expand(
    mut handler: Handler,
    analysed: Analysed,
    parameter: Option<&ContextParameter>,
    options: &Options,
    answer: Answer,
) -> TokenStream {
    let runtime = &options.runtime;
    let context = Ident::new("arena_context", Span::mixed_site());
    let sendability = Sendability::of(&handler);
    let Routed { imports, notes } = analysed.rewrite(&mut handler.body, runtime, &context);
    let asks = parameter.is_some() || options.ask_for_a_context();
    let checks = checks(&handler.signature, options);
    let leases = asks || imports.is_some() || answer.borrows;
    if !leases && !sendability.is_doubtful {
        // Nothing of this handler's goes to an arena, so it does not lease one.
        return with_statements(&handler, None, &quote!(#checks #notes));
    }
    let changes_type = answer.borrows || options.ask_for_a_context();
    let asked_of = (!asks_of_answer(&handler.signature)).then(|| handler.signature.output.clone());
    if changes_type {
        let at = handler.signature.output.span();
        let runtime = runtime.at(at);
        handler.signature.output = syn::parse_quote_spanned!(at=> -> #runtime::expansion::Response);
    }
    let lease = leases.then(|| lease(parameter, &context, options));
    let parameter = parameter.map(|parameter| parameter.binding(&context));
    let guide = answer.guide.map(|ty| {
        let at = generated_at(ty.span());
        let runtime = runtime.at(at);
        quote_spanned! {at=>
            if false {
                return #runtime::expansion::never::<#ty>();
            }
        }
    });
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = &handler;
    let body_attributes = body.attributes();
    let body = with_prologue(body, imports.as_ref(), &quote!(#notes #guide #parameter));
    let mut future = quote!(async move #body);
    if sendability.waits {
        let at = generated_at(signature.ident.span());
        let runtime = runtime.at(at);
        let handler = quote_spanned!(signature.ident.span()=> _);
        future = quote_spanned!(at=> <#handler as #runtime::checks::SentBetweenThreads>::checked(#future));
    }
    if leases {
        future = if changes_type || answer.is_opaque {
            respond(&future, &context, runtime, asked_of.as_ref())
        } else {
            quote!(#context.scope(#future))
        };
    }
    quote! {
        #(#attributes)*
        #visibility #signature {
            #(#body_attributes)*
            #checks
            #lease
            #future.await
        }
    }
}

/// The future whose answer becomes a response. Where nothing has been asked of the return type, since it does
/// not say what the answer is, that is made up for, at that type.
fn respond(
    future: &TokenStream,
    context: &Ident,
    runtime: &Runtime,
    asked_of: Option<&syn::ReturnType>,
) -> TokenStream {
    let here = runtime.at(Span::mixed_site());
    let answering = Ident::new("answering", Span::mixed_site());
    let check = match asked_of {
        Some(syn::ReturnType::Type(_, ty)) => {
            let demand = demand_of_answer(ty, &answering, runtime);
            Some(quote!(if false { #demand }))
        }
        _ => None,
    };
    quote! {{
        #[allow(unused_imports)]
        use #here::checks::RefusedBefore as _;
        let #answering = #here::checks::Answering::new(#context, #future);
        #check
        #answering.respond()
    }}
}

/// A function that is no `async fn` but may return a future: it stays as it is, and the compiler is asked
/// whether it does.
fn returning_a_future(
    handler: &Handler,
    parameter: Option<&ContextParameter>,
    options: &Options,
) -> TokenStream {
    if parameter.is_some() || options.ask_for_a_context() {
        let error = syn::Error::new(
            handler.signature.fn_token.span,
            "a context is leased for an `async fn`: write `async fn`, and what the future gives as the \
             return type",
        );
        let (error, function) = (
            error.to_compile_error(),
            keep(handler, parameter, &options.runtime),
        );
        return quote!(#error #function);
    }
    let check = match &handler.signature.output {
        syn::ReturnType::Type(_, ty) if !is_inferred(ty) => {
            let at = generated_at(handler.signature.fn_token.span);
            let runtime = options.runtime.at(at);
            let subject = quote_spanned!(handler.signature.fn_token.span=> &_);
            Some(quote_spanned!(at=> if false {
                <#subject as #runtime::checks::Awaited<#ty>>::check(&#runtime::checks::ArenaHandler);
            }))
        }
        _ => None,
    };
    with_statements(handler, None, &quote!(#check))
}

/// The statements that lease a context and name it.
///
/// The lease goes by the user's name for the context, if there is one: where something would outlive the
/// context, the compiler says that `ctx` does not live long enough and points at the parameter.
fn lease(parameter: Option<&ContextParameter>, context: &Ident, options: &Options) -> TokenStream {
    let hygienic = Ident::new("arena_lease", Span::mixed_site());
    let lease = parameter
        .and_then(ContextParameter::name)
        .unwrap_or(&hygienic);
    let at = generated_at(lease.span());
    let runtime = options.runtime.at(at);
    let budget = options.budget.as_ref().map(Budget::literal);
    let acquired = match (&options.pool, budget) {
        (None, None) => quote_spanned!(at=> #runtime::PooledContext::acquire()),
        (None, Some(budget)) => {
            quote_spanned!(at=> #runtime::PooledContext::acquire_within(#budget))
        }
        (Some(pool), budget) => {
            // What is no pool is an error at the user's expression.
            let at = generated_at(pool.span());
            let runtime = options.runtime.at(at);
            match budget {
                None => quote_spanned!(at=> #runtime::ContextPool::acquire(&#pool)),
                Some(budget) => {
                    quote_spanned!(at=> #runtime::ContextPool::acquire_within(&#pool, #budget))
                }
            }
        }
    };
    quote_spanned! {at=>
        let #lease = #acquired;
        let #context: &#runtime::RequestContext = #lease.context();
    }
}

/// The function as it was, with its context if it asked for one, so that after an error of ours the
/// compiler and the editor still see it whole, and say nothing more about it.
fn keep(handler: &Handler, parameter: Option<&ContextParameter>, runtime: &Runtime) -> TokenStream {
    let Some(parameter) = parameter else {
        return handler.to_token_stream();
    };
    let runtime = runtime.at(Span::mixed_site());
    let name = parameter.name();
    let name = name.map_or_else(|| quote!(_), ToTokens::to_token_stream);
    let ty = parameter.context_type();
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = handler;
    quote! {
        #(#attributes)*
        #visibility #signature {
            #[allow(unused_variables)]
            let #name: &'static #ty = #runtime::expansion::never();
            #body
        }
    }
}
