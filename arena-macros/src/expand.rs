//! The function that stands in the user's place: the same name, attributes, generics and extractors, and
//! a body that leases a context, runs the user's in its scope, and gives it back.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::analysis::{self, outliving};
use crate::parse::Errors;
use crate::parse::body_macros::BodyMacros;
use crate::parse::context_parameter::ContextParameter;
use crate::parse::handler::{Body, Handler};
use crate::parse::options::{Budget, Options, Runtime};
use crate::parse::return_type::Answer;
use crate::parse::signature;
use crate::rewrite::rewrite;

pub(crate) fn arena_handler(options: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::parse(options, &mut errors);
    let mut handler = match syn::parse2::<Handler>(item.clone()) {
        Ok(handler) => handler,
        Err(error) => {
            errors.push(not_a_function(item, error));
            let errors = errors.into_compile_errors();
            return quote!(#errors #item);
        }
    };
    signature::check(&handler.signature, &mut errors);
    let parameter = ContextParameter::take(&mut handler.signature, &mut errors);
    if let (Some(context), Body::Parsed { block, .. }) = (
        parameter.as_ref().and_then(ContextParameter::name),
        &handler.body,
    ) {
        outliving::check(context, &handler.signature.output, block, &mut errors);
    }
    if errors.is_empty() {
        expand(handler, parameter.as_ref(), &options)
    } else {
        let function = keep(&handler, parameter.as_ref(), &options.runtime);
        let errors = errors.into_compile_errors();
        quote!(#errors #function)
    }
}

/// What stands there is no function: a struct, a trait, an `impl`, or a function that cannot be read.
fn not_a_function(item: &TokenStream, error: syn::Error) -> syn::Error {
    match syn::parse2::<syn::Item>(item.clone()) {
        Ok(item) if !matches!(item, syn::Item::Fn(_) | syn::Item::Verbatim(_)) => {
            let keyword = item
                .to_token_stream()
                .into_iter()
                .find(|tree| matches!(tree, proc_macro2::TokenTree::Ident(name) if name != "pub"))
                .map_or_else(Span::call_site, |tree| tree.span());
            syn::Error::new(
                keyword,
                "`#[arena_handler]` goes on a handler, which is an `async fn`: move the attribute to \
                 each function that answers requests",
            )
        }
        _ => error,
    }
}

fn expand(
    mut handler: Handler,
    parameter: Option<&ContextParameter>,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let answer = Answer::of(&handler.signature.output);
    let context = Ident::new("arena_context", Span::mixed_site());
    let mut routes = false;
    if let Body::Parsed { block, .. } = &mut handler.body {
        let macros = BodyMacros::of(block);
        let surroundings = analysis::Handler {
            signature: &handler.signature,
            context: parameter.and_then(ContextParameter::name),
            answer_borrows: answer.borrows,
            skips: &options.skips,
            lends: options.lends,
        };
        let plan = analysis::analyse(&surroundings, block, &macros);
        routes = !plan.is_empty();
        rewrite(block, &plan, macros, runtime, &context);
    }
    let asks = parameter.is_some() || options.ask_for_a_context();
    if !asks && !routes && !answer.borrows {
        // Nothing of this handler's goes to an arena, so it does not lease one.
        return handler.into_token_stream();
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
    let lease = lease(parameter, &context, options);
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
    let imports = routes.then(|| {
        let at = Span::mixed_site();
        let runtime = runtime.at(at);
        quote_spanned! {at=>
            #[allow(unused_imports)]
            use #runtime::expansion::{
                AreEqual as _, AreEqualOnHeap as _, Cloned as _, Lend as _, OnHeap as _,
            };
        }
    });
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = &handler;
    let body_attributes = match body {
        Body::Parsed { attributes, .. } => attributes.as_slice(),
        Body::Unparsed(_) => &[],
    };
    let body = with_prologue(body, imports.as_ref(), &quote!(#guide #parameter));
    quote! {
        #(#attributes)*
        #visibility #signature {
            #(#body_attributes)*
            #lease
            #context.#run(async move #body).await
        }
    }
}

/// The user's body with our statements in it.
///
/// The braces stay the user's: they bring along the edition, which says when the last expression's
/// temporaries die. And items at the body's start stay there, as clippy wants them.
fn with_prologue(
    body: &Body,
    imports: Option<&TokenStream>,
    statements: &TokenStream,
) -> TokenStream {
    let mut tokens = TokenStream::new();
    match body {
        Body::Parsed { block, .. } => block.brace_token.surround(&mut tokens, |tokens| {
            let is_item = |stmt: &syn::Stmt| matches!(stmt, syn::Stmt::Item(_));
            let first = block.stmts.iter().position(|stmt| !is_item(stmt));
            let (items, rest) = block.stmts.split_at(first.unwrap_or(block.stmts.len()));
            tokens.extend(quote!(#imports #(#items)* #statements #(#rest)*));
        }),
        // Whole, so that what is wrong with it is said once.
        Body::Unparsed(group) => tokens.extend(quote!({ #imports #statements #group })),
    }
    tokens
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

/// The user's position with the macro's hygiene.
fn generated_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
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

impl ToTokens for Handler {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attributes,
            visibility,
            signature,
            body,
        } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #signature #body));
    }
}
