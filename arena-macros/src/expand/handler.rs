//! The function that stands in the user's place: the same name, attributes, generics and extractors, and
//! a body that leases a context, runs the user's in its scope, and gives it back.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::body::{
    Analysed, Routed, Surroundings, generated_at, parse, with_prologue, with_statements,
};
use super::checks::{checks, may_be_unsendable};
use crate::analysis::outliving;
use crate::parse::Errors;
use crate::parse::context_parameter::ContextParameter;
use crate::parse::handler::{Handler, State};
use crate::parse::limits;
use crate::parse::options::{Attribute, Budget, Options, Runtime};
use crate::parse::return_type::{Answer, is_inferred};
use crate::parse::signature;
use crate::rewrite::own_name;

pub(crate) fn arena_handler(options: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::parse(options, Attribute::Handler, &mut errors);
    let mut handler = match parse(item, Attribute::Handler, &mut errors) {
        Ok(handler) => handler,
        Err(item) => return item,
    };
    signature::check(&handler.signature, &mut errors);
    limits::check(&handler.signature, &mut errors);
    let parameter = ContextParameter::take(&mut handler.signature, &mut errors);
    if let Some(context) = parameter.as_ref().and_then(ContextParameter::name)
        && handler.body.is_whole()
    {
        let Handler {
            signature, body, ..
        } = &handler;
        outliving::check(context, &signature.output, &body.block, &mut errors);
    }
    let answer = Answer::of(&handler.signature.output);
    if let State::Missing(end) = handler.body.state
        && answer.is_opaque
    {
        let runtime = options.runtime.at(end);
        handler.body.block = syn::parse_quote_spanned! {end=>
            { #runtime::expansion::never::<#runtime::expansion::Response>() }
        };
    }
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
    let context = own_name("context", Span::mixed_site());
    let is_checked = may_be_unsendable(&handler);
    let Routed { imports, notes } = analysed.rewrite(&mut handler.body, runtime, &context);
    let asks = parameter.is_some() || options.ask_for_a_context();
    let checks = checks(&handler.signature, options);
    let leases = asks || imports.is_some() || answer.borrows;
    if !leases && !is_checked {
        // Nothing of this handler's goes to an arena, so it does not lease one.
        return with_statements(&handler, None, &quote!(#checks #notes));
    }
    let changes_type = answer.borrows || options.ask_for_a_context();
    let becomes_response = changes_type || answer.is_opaque;
    if changes_type {
        let at = handler.signature.output.span();
        let runtime = runtime.at(at);
        handler.signature.output = syn::parse_quote_spanned!(at=> -> #runtime::expansion::Response);
    }
    let run = Ident::new(
        if becomes_response { "respond" } else { "scope" },
        Span::mixed_site(),
    );
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
    let body_attributes = body.inner_attributes();
    let body = with_prologue(
        &handler,
        imports.as_ref(),
        &quote!(#notes #guide #parameter),
    );
    let mut future = quote!(async move #body);
    if is_checked {
        let at = generated_at(signature.ident.span());
        let runtime = runtime.at(at);
        future = quote_spanned!(at=> #runtime::expansion::answers::sendable(#future));
    }
    if leases {
        // Not as a method: a trait of the user's may have one of that name.
        let at = Span::mixed_site();
        let runtime = runtime.at(at);
        future = quote_spanned!(at=> #runtime::RequestContext::#run(#context, #future));
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
            Some(
                quote_spanned!(at=> if false { #runtime::expansion::answers::is_awaited::<#ty>(); }),
            )
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
    let hygienic = own_name("lease", Span::mixed_site());
    let lease = parameter
        .and_then(ContextParameter::name)
        .unwrap_or(&hygienic);
    let at = generated_at(lease.span());
    let runtime = options.runtime.at(at);
    let budget = options.budget.as_ref().map(Budget::literal);
    let held = Ident::new(
        match options.pool {
            None => "PooledContext",
            Some(_) => "ContextLease",
        },
        at,
    );
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
    // As if the user borrowed it, so that the compiler shows the borrow at the user's name.
    let borrowed = quote_spanned!(lease.span()=> &#lease);
    quote_spanned! {at=>
        let #lease = #acquired;
        let #context: &#runtime::RequestContext = #runtime::#held::context(#borrowed);
    }
}

/// The function as it was, with its context if it asked for one, so that after an error of ours the
/// compiler and the editor still see it whole, and say nothing more about it.
fn keep(handler: &Handler, parameter: Option<&ContextParameter>, runtime: &Runtime) -> TokenStream {
    let Some(parameter) = parameter else {
        return handler.to_token_stream();
    };
    let runtime = runtime.at(Span::mixed_site());
    let contexts = parameter.all().map(|(name, ty)| {
        let name = name.map_or_else(|| quote!(_), ToTokens::to_token_stream);
        quote! {
            #[allow(unused_variables)]
            let #name: &'static #ty = #runtime::expansion::never();
        }
    });
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = handler;
    quote! {
        #(#attributes)*
        #visibility #signature {
            #(#contexts)*
            #body
        }
    }
}
