//! The limits that axum sets to a handler's signature: how many extractors, how long an answer, one `Path`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{FnArg, GenericArgument, PathArguments, ReturnType, Signature, Type};

use super::Errors;
use super::context_parameter::is_context;

/// How many extractors axum calls a handler with.
const EXTRACTORS: usize = 16;

/// How many elements a tuple has that axum answers with.
const PARTS_OF_AN_ANSWER: usize = 17;

/// Reports what axum has no handler for.
pub(crate) fn check(signature: &Signature, errors: &mut Errors) {
    let mut refuse =
        |at: TokenStream, message: &str| errors.push(syn::Error::new_spanned(at, message));
    if let Some(beyond) = signature
        .inputs
        .iter()
        .filter(|input| !is_context(input))
        .nth(EXTRACTORS)
    {
        refuse(
            beyond.to_token_stream(),
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
            beyond.to_token_stream(),
            "axum answers with tuples of at most 17 elements, and this is the 18th: put headers into one \
             `HeaderMap` or `AppendHeaders`",
        );
    }
    let paths: Vec<_> = signature.inputs.iter().filter_map(single_path).collect();
    if let [_, others @ ..] = &*paths {
        for path in others {
            refuse(
                path.to_token_stream(),
                "each `Path` reads all of the route's parameters, so a second one cannot read the next: \
                 write one for all of them, `Path((a, b)): Path<(A, B)>`, or a struct with their names",
            );
        }
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
