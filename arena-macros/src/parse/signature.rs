//! What a signature must be for a handler to be made of it. Every refusal says what to write instead.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{
    FnArg, GenericArgument, GenericParam, PathArguments, ReceiverKind, ReturnType, Safety,
    Signature, Type, TypeParamBound,
};

use super::Errors;
use super::context_parameter::is_context;

/// The name by which a return type may call the arena's lifetime, besides `'_`.
pub(crate) const ARENA_LIFETIME: &str = "arena";

/// How many extractors axum calls a handler with.
const EXTRACTORS: usize = 16;

/// How many elements a tuple has that axum answers with.
const PARTS_OF_AN_ANSWER: usize = 17;

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
    if let Some(variadic) = &signature.variadic {
        refuse(
            variadic.dots.spans[0],
            "a handler takes a fixed number of extractors: remove `...`",
        );
    }
    for input in &signature.inputs {
        if let FnArg::Receiver(receiver) = input
            && is_lent(&receiver.kind)
        {
            refuse(
                receiver.self_token.span(),
                "axum calls a handler with extractors only, which it gives away, so there is no `self` to \
                 lend: make what it needs the router's state and take `State(..)`",
            );
        }
    }
    if let Some(beyond) = signature
        .inputs
        .iter()
        .filter(|input| !is_context(input))
        .nth(EXTRACTORS)
    {
        refuse(
            beyond.span(),
            "axum calls handlers with at most 16 extractors, and this is the 17th: take some as one, in a \
             tuple of extractors as in `(method, uri): (Method, Uri)`, or in a struct that derives \
             `FromRequestParts`",
        );
    }
    if let ReturnType::Type(_, ty) = &signature.output
        && let Type::Tuple(tuple) = &**ty
        && let Some(beyond) = tuple.elems.iter().nth(PARTS_OF_AN_ANSWER)
    {
        refuse(
            beyond.span(),
            "axum answers with tuples of at most 17 elements, and this is the 18th: put headers into one \
             `HeaderMap` or `AppendHeaders`",
        );
    }
    let paths: Vec<_> = signature.inputs.iter().filter_map(single_path).collect();
    if let [_, others @ ..] = &*paths {
        for path in others {
            refuse(
                path.span(),
                "each `Path` reads all of the route's parameters, so a second one cannot read the next: \
                 write one for all of them, `Path((a, b)): Path<(A, B)>`, or a struct with their names",
            );
        }
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
}

fn is_lent(receiver: &ReceiverKind) -> bool {
    match receiver {
        ReceiverKind::Value => false,
        ReceiverKind::Typed(_, ty) => matches!(**ty, Type::Reference(_)),
        _ => true,
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

/// The `Path` of a route's one parameter.
fn single_path(input: &FnArg) -> Option<&Type> {
    let FnArg::Typed(argument) = input else {
        return None;
    };
    let Type::Path(path) = &*argument.ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(Type::Path(of))
            if last.ident == "Path" && arguments.args.len() == 1 =>
        {
            const SCALARS: [&str; 16] = [
                "String", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16",
                "i32", "i64", "i128", "isize", "Uuid",
            ];
            let of = &of.path.segments.last()?.ident;
            SCALARS
                .iter()
                .any(|scalar| of == scalar)
                .then_some(&*argument.ty)
        }
        _ => None,
    }
}
