//! Whether the return type is a response, and which sentence is said of the part of it that is not.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{ReturnType, Type};

use super::Sentence;
use super::type_names::{generic, has_types, is_compound, wrapper};
use crate::expand::body::generated_at;
use crate::parse::options::Runtime;
use crate::parse::return_type::{guide, is_inferred};
use crate::rewrite::own_name;

pub(super) fn answer(output: &ReturnType, runtime: &Runtime) -> TokenStream {
    let ReturnType::Type(_, ty) = output else {
        return TokenStream::new();
    };
    if !is_asked(output) {
        return TokenStream::new();
    }
    let ty = guide(ty);
    let at = generated_at(ty.span());
    let path = runtime.at(at);
    if generic(&ty).is_some_and(|(name, types)| name == "Result" && types.len() == 2) {
        // Some are responses though their parts are not, so the parts are looked at only if it is none.
        let handler = own_name("asked", at);
        let question = quote_spanned!(at=> #path::expansion::question);
        let demands = demands(&ty, runtime, &quote_spanned!(at=> #handler));
        return quote_spanned! {at=>
            use #question::IsNoResponse as _;
            let #handler = #question::ResponseOf::<#ty>::ask().refused_handler();
            #demands
        };
    }
    demands(
        &ty,
        runtime,
        &quote_spanned!(at=> #path::checks::ArenaHandler),
    )
}

/// Whether there is something to ask.
pub(super) fn is_asked(output: &ReturnType) -> bool {
    matches!(output, ReturnType::Type(_, ty) if !is_inferred(ty) && !matches!(**ty, Type::Never(_)))
}

/// Demands that `handler` may answer with `ty`.
fn demands(ty: &Type, runtime: &Runtime, handler: &TokenStream) -> TokenStream {
    let demand = |ty: &Type, part: Part| sentence(ty, part).demand(handler, runtime);
    match ty {
        Type::Tuple(tuple) if tuple.elems.len() > 1 => {
            let last = tuple.elems.len() - 1;
            let part = |index| match index {
                0 => Part::Start,
                index if index == last => Part::End,
                _ => Part::Middle,
            };
            let parts = tuple.elems.iter().enumerate();
            parts.map(|(index, ty)| demand(ty, part(index))).collect()
        }
        ty => match generic(ty) {
            Some((name, types)) if name == "Result" && types.len() == 2 => {
                let mut tokens = demands(types[0], runtime, handler);
                if !is_error_response(types[1]) {
                    tokens.extend(demand(types[1], Part::Error));
                }
                tokens
            }
            _ => demand(ty, Part::End),
        },
    }
}

/// Whether it is the error of axum's own `Result`, which is no response but in a `Result`.
fn is_error_response(ty: &Type) -> bool {
    matches!(ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "ErrorResponse"))
}

#[derive(Clone, Copy)]
enum Part {
    Start,
    Middle,
    End,
    Error,
}

/// The sentence on a part of the answer.
fn sentence(ty: &Type, part: Part) -> Sentence<'_> {
    let at = generated_at(ty.span());
    let say = |sentence| Sentence { sentence, at: ty };
    match (part, wrapper(ty)) {
        (Part::Start, _) => say(quote_spanned!(at=> AnswersFirst<#ty, _>)),
        (Part::Middle, _) => say(quote_spanned!(at=> AnswersMidway<#ty>)),
        (_, Some((name, inner))) if name == "Json" && !is_compound(inner) => {
            let here = generated_at(inner.span());
            Sentence {
                sentence: quote_spanned!(here=> AnswersWritten<#ty, #inner>),
                at: inner,
            }
        }
        _ if has_types(ty) && !is_never_response(ty) => say(quote_spanned!(at=> AnswersWith<#ty>)),
        (Part::Error, _) => say(quote_spanned!(at=> FailsWith<#ty>)),
        (Part::End, _) => say(quote_spanned!(at=> Answers<#ty>)),
    }
}

/// Std's that are no response whatever is in them.
const NO_RESPONSES: [&str; 8] = [
    "Box", "Arc", "BTreeMap", "BTreeSet", "HashMap", "HashSet", "Option", "Vec",
];

fn is_never_response(ty: &Type) -> bool {
    generic(ty).is_some_and(|(name, _)| NO_RESPONSES.iter().any(|none| name == none))
}
