//! `#[arena_fn]`: a function that is given a context and makes its temporaries, and its result if that
//! borrows from the context, in its arena. Its signature stays as it is.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::body::{Analysed, Routed, Surroundings, parse, with_statements};
use crate::parse::Errors;
use crate::parse::context_parameter::ContextParameter;
use crate::parse::options::{Attribute, Options};
use crate::parse::return_type::borrows_from;
use crate::parse::stacked;
use crate::rewrite::own_name;

pub(crate) fn arena_fn(options: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::parse(options, Attribute::Function, &mut errors);
    let mut function = match parse(item, Attribute::Function, &mut errors) {
        Ok(function) => function,
        Err(item) => return item,
    };
    stacked::take(&mut function.attributes, Attribute::Function, &mut errors);
    if let Some(token) = &function.signature.constness {
        errors.push(syn::Error::new(
            token.span,
            "a `const fn` may run when the program is compiled, where there is no arena: remove `const`, or \
             the attribute",
        ));
    }
    let parameter = ContextParameter::find(&function.signature, &mut errors);
    let name = parameter.as_ref().and_then(ContextParameter::name);
    let analysed = match (&parameter, name) {
        (Some(parameter), Some(name)) => {
            let surroundings = Surroundings {
                context: Some(name),
                answer_borrows: borrows_from(parameter, &function.signature),
            };
            Analysed::of(&function, &surroundings, &options, &mut errors)
        }
        _ => Analysed::default(),
    };
    // The body may give the user's name to something else.
    let context = own_name("context", Span::mixed_site());
    let runtime = &options.runtime;
    let Routed { imports, notes } = analysed.rewrite(&mut function.body, runtime, &context);
    let at = Span::mixed_site();
    let runtime = runtime.at(at);
    let named = imports.as_ref().map(|_| {
        let given = if errors.is_empty() {
            quote!(#name)
        } else {
            quote_spanned!(at=> #runtime::expansion::never())
        };
        quote_spanned!(at=> let #context: &#runtime::RequestContext = #given;)
    });
    if errors.is_empty() {
        return with_statements(&function, imports.as_ref(), &quote!(#notes #named));
    }
    // Nothing more is said of it before the error is mended.
    function.signature.constness = None;
    let function = with_statements(&function, imports.as_ref(), &quote!(#named));
    let errors = errors.into_compile_errors();
    quote!(#errors #[allow(unused)] #function)
}
