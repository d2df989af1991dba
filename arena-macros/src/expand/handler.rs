//! The function that stands in the user's place: the same name, attributes, generics and extractors, and
//! a body that leases a context, runs the user's in its scope, and gives it back.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::body::{
    Analysed, Routed, Surroundings, generated_at, parse, with_prologue, with_statements,
};
use super::borrowing::{Borrowing, in_front};
use super::checks::{Sendability, asks_of_answer, checks, demand_of_answer};
use super::waiting::never_waits;
use crate::analysis::outliving;
use crate::parse::Errors;
use crate::parse::borrowing_argument::BorrowingArguments;
use crate::parse::context_parameter::ContextParameter;
use crate::parse::handler::{Handler, State};
use crate::parse::limits;
use crate::parse::options::{Attribute, Budget, Options, Runtime};
use crate::parse::return_type::{Answer, for_ever, is_inferred};
use crate::parse::signature;
use crate::parse::stacked;
use crate::rewrite::own_name;

pub(crate) fn arena_handler(options: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::parse(options, Attribute::Handler, &mut errors);
    let mut handler = match parse(item, Attribute::Handler, &mut errors) {
        Ok(handler) => handler,
        Err(item) => return item,
    };
    stacked::take(&mut handler.attributes, Attribute::Handler, &mut errors);
    signature::check(&handler.signature, &mut errors);
    limits::check(&handler.signature, &mut errors);
    let parameter = ContextParameter::take(&mut handler.signature, &mut errors);
    if handler.body.is_whole() {
        let Handler {
            signature, body, ..
        } = &handler;
        outliving::check(parameter.as_ref(), signature, &body.block, &mut errors);
    }
    let answer = Answer::of(&handler.signature.output);
    if answer.borrows && handler.body.is_whole() {
        outliving::check_arguments(&handler.signature, &handler.body.block, &mut errors);
    }
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
        let mut statements = TokenStream::new();
        if answer.borrows {
            statements = stand_in(&mut handler, analysed, &options.runtime);
        }
        let function = keep(&handler, &statements, parameter.as_ref(), &options.runtime);
        let errors = errors.into_compile_errors();
        quote!(#errors #function)
    }
}

/// Makes of a handler whose answer borrows from the arena a function that compiles without one, and gives
/// the statements it needs for that.
fn stand_in(handler: &mut Handler, analysed: Analysed, runtime: &Runtime) -> TokenStream {
    let context = own_name("context", Span::mixed_site());
    let Routed { imports, .. } = analysed.rewrite(&mut handler.body, runtime, &context);
    for_ever(&mut handler.signature.output);
    let at = Span::mixed_site();
    let runtime = runtime.at(at);
    let context = imports.as_ref().map(|_| {
        quote_spanned! {at=>
            let #context: &'static #runtime::RequestContext = #runtime::expansion::never();
        }
    });
    // What is never reached may borrow as it likes.
    let unused = syn::parse_quote_spanned!(at=> #[allow(unused)]);
    handler.attributes.push(unused);
    quote_spanned!(at=> #imports #context loop {})
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
    let sendability = Sendability::of(&handler);
    let Routed { imports, notes } = analysed.rewrite(&mut handler.body, runtime, &context);
    let arguments = BorrowingArguments::of(&handler.signature);
    let borrowing = Borrowing::expand(&arguments, &mut handler.signature, runtime, &context);
    let checks = checks(&handler.signature, &arguments, options);
    let changes_type = answer.borrows || options.ask_for_a_context() || !arguments.is_empty();
    let leases = parameter.is_some() || imports.is_some() || changes_type;
    if !leases && !sendability.is_doubtful {
        // Nothing of this handler's goes to an arena, so it does not lease one.
        return with_statements(&handler, None, &quote!(#checks #notes));
    }
    let asked_of = (!asks_of_answer(&handler.signature)).then(|| handler.signature.output.clone());
    // A response is an `impl IntoResponse` already, and a user's import stays in use.
    if changes_type && (answer.borrows || !answer.is_opaque) {
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
    let body_attributes = body.inner_attributes();
    let Borrowing {
        opening,
        extraction,
        bindings,
    } = borrowing;
    let prologue = quote!(#notes #guide #parameter #bindings);
    let body = with_prologue(&handler, imports.as_ref(), &prologue);
    if leases && !changes_type && !answer.is_opaque && arguments.is_empty() && never_waits(&body) {
        // No future within the future: what the body holds is not held across anything.
        let at = Span::mixed_site();
        let runtime = runtime.at(at);
        let done = quote_spanned!(at=> #runtime::RequestContext::enter(#context, move || #body));
        return quote! {
            #(#attributes)*
            #visibility #signature {
                #(#body_attributes)*
                #checks
                #lease
                #done
            }
        };
    }
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
            // Not as a method: a trait of the user's may have one of that name.
            let at = Span::mixed_site();
            let runtime = runtime.at(at);
            quote_spanned!(at=> #runtime::RequestContext::scope(#context, #future))
        };
    }
    let body = quote! {
        #checks
        #lease
        #extraction
        #future.await
    };
    if arguments.is_empty() {
        return quote! {
            #(#attributes)*
            #visibility #signature {
                #(#body_attributes)*
                #body
            }
        };
    }
    in_front(&handler, &opening, &body)
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
    let answering = own_name("answering", Span::mixed_site());
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
    let mut errors = Errors::default();
    let borrows = !BorrowingArguments::of(&handler.signature).is_empty();
    if parameter.is_some() || options.ask_for_a_context() || borrows {
        errors.push(syn::Error::new(
            handler.signature.fn_token.span,
            "a context is leased for an `async fn`: write `async fn`, and what the future gives as the \
             return type",
        ));
    }
    for option in &options.about_sites {
        errors.push(syn::Error::new(
            option.span(),
            format!(
                "nothing of a function that makes its future by itself moves to the arena, so `{option}` has \
                 nothing to work on: write `async fn`, and what the future gives as the return type, or \
                 remove `{option}`"
            ),
        ));
    }
    if !errors.is_empty() {
        let function = keep(handler, &TokenStream::new(), parameter, &options.runtime);
        let errors = errors.into_compile_errors();
        return quote!(#errors #function);
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
fn keep(
    handler: &Handler,
    statements: &TokenStream,
    parameter: Option<&ContextParameter>,
    runtime: &Runtime,
) -> TokenStream {
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = handler;
    // What has been refused would be refused once more.
    let mut signature = signature.clone();
    signature.constness = None;
    signature.variadic = None;
    for borrowing in BorrowingArguments::of(&handler.signature).iter() {
        if let syn::FnArg::Typed(argument) = &mut signature.inputs[borrowing.place] {
            *argument.ty = borrowing.static_type();
        }
    }
    let Some(parameter) = parameter else {
        let body_attributes = body.inner_attributes();
        let imports = quote!(#(#body_attributes)* #statements);
        let body = with_prologue(handler, Some(&imports), &TokenStream::new());
        return quote!(#(#attributes)* #visibility #signature #body);
    };
    let runtime = runtime.at(Span::mixed_site());
    let contexts = parameter.all().map(|(name, ty)| {
        let name = name.map_or_else(|| quote!(_), ToTokens::to_token_stream);
        quote! {
            #[allow(unused_variables)]
            let #name: &'static #ty = #runtime::expansion::never();
        }
    });
    quote! {
        #(#attributes)*
        #visibility #signature {
            #(#contexts)*
            #statements
            #body
        }
    }
}
