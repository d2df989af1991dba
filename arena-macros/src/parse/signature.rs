//! What a signature must be for a handler to be made of it. Every refusal says what to write instead.

use proc_macro2::Span;
use syn::{GenericParam, ReturnType, Safety, Signature, Type, TypeParamBound};

use super::Errors;

/// The name by which a return type may call the arena's lifetime, besides `'_`.
pub(crate) const ARENA_LIFETIME: &str = "arena";

/// Reports everything that keeps `signature` from being a handler's.
pub(crate) fn check(signature: &Signature, errors: &mut Errors) {
    let mut refuse = |span: Span, message: &str| errors.push(syn::Error::new(span, message));
    if signature.asyncness.is_none() && !may_return_a_future(&signature.output) {
        refuse(
            signature.fn_token.span,
            "`#[arena_handler]` goes on an `async fn`: write `async fn`",
        );
    }
    if let Some(token) = &signature.constness {
        refuse(
            token.span,
            "a handler cannot be `const`: it runs when a request comes in; remove `const`",
        );
    }
    if let Safety::Unsafe(token) = &signature.safety {
        refuse(
            token.span,
            "axum calls handlers from safe code, so a handler cannot be `unsafe`: remove it and put an \
             `unsafe` block around what needs one",
        );
    }
    if let Some(abi) = &signature.abi {
        refuse(
            abi.extern_token.span,
            "a handler is called by axum, with Rust's own ABI: remove `extern`",
        );
    }
    for parameter in &signature.generics.params {
        if let GenericParam::Lifetime(parameter) = parameter
            && parameter.lifetime.ident == ARENA_LIFETIME
        {
            refuse(
                parameter.lifetime.span(),
                "`'arena` is the lifetime of the request's arena and needs no declaration: remove it \
                 from the generics and keep using it",
            );
        }
    }
    if let Some(variadic) = &signature.variadic {
        errors.push(syn::Error::new_spanned(
            variadic.dots,
            "a handler takes a fixed number of extractors: remove `...`",
        ));
    }
}

/// Whether a function may be a handler without being `async`: it may return a future by itself. The types
/// that surely are none are those that handlers answer with.
fn may_return_a_future(output: &ReturnType) -> bool {
    let ReturnType::Type(_, ty) = output else {
        return false;
    };
    match &**ty {
        Type::ImplTrait(opaque) => opaque.bounds.iter().any(|bound| match bound {
            TypeParamBound::Trait(bound) => bound
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident.to_string().ends_with("Future")),
            _ => false,
        }),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            ![
                "Json",
                "Html",
                "String",
                "Result",
                "Option",
                "Vec",
                "StatusCode",
                "Response",
                "Redirect",
            ]
            .iter()
            .any(|answer| last.ident == answer)
        }),
        _ => false,
    }
}
