//! Whether the arguments are extractors, and which sentence is said of one that is not.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, PatType, Receiver, ReceiverKind, Signature, Type};

use super::Sentence;
use super::type_names::{is_compound, wrapper};
use crate::expand::body::generated_at;
use crate::expand::borrowing::{held_name, is_condition};
use crate::parse::borrowing_argument::BorrowingArguments;
use crate::parse::context_parameter::mentions_context;
use crate::parse::options::Options;
use crate::parse::return_type::guide;
use crate::rewrite::own_name;

pub(super) fn arguments(
    signature: &Signature,
    borrowing: &BorrowingArguments,
    options: &Options,
) -> TokenStream {
    let is_conditional = |input: &FnArg| {
        let (FnArg::Typed(PatType { attrs, .. }) | FnArg::Receiver(Receiver { attrs, .. })) = input;
        attrs.iter().any(is_condition)
    };
    if signature.inputs.iter().any(is_conditional) {
        // Which of them is the last cannot be seen.
        return TokenStream::new();
    }
    let types: Vec<Type> = signature
        .inputs
        .iter()
        .enumerate()
        .map(|(place, input)| match (borrowing.at(place), input) {
            (Some(borrowing), _) => guide(&borrowing.argument.ty),
            (None, FnArg::Typed(argument)) => guide(&argument.ty),
            (None, FnArg::Receiver(receiver)) => guide(&receiver_type(receiver)),
        })
        .collect();
    let reads_body = |ty: &&Type| matches!(reads(ty), Some(Reads::Body));
    let ask = |(index, ty): (usize, &Type)| {
        let held = borrowing.at(index).map(|_| held_name(index, ty));
        let place = Place {
            is_last: index + 1 == types.len(),
            read_before: types[..index].iter().find(reads_body),
            is_self: matches!(signature.inputs[index], FnArg::Receiver(_)),
            held: held.as_ref(),
        };
        argument(ty, place, options)
    };
    types.iter().enumerate().map(ask).collect()
}

/// The type of `self`, at its tokens.
fn receiver_type(receiver: &Receiver) -> Type {
    let itself = &receiver.self_token;
    match &receiver.kind {
        ReceiverKind::Typed(_, ty) => (**ty).clone(),
        ReceiverKind::Reference(and, lifetime, mutability) => {
            let itself = quote_spanned!(itself.span=> Self);
            syn::parse_quote!(#and #lifetime #mutability #itself)
        }
        _ => syn::parse_quote_spanned!(itself.span=> Self),
    }
}

/// Where an argument stands.
#[derive(Clone, Copy)]
struct Place<'t> {
    is_last: bool,
    /// The argument before it that reads the body, by its name.
    read_before: Option<&'t Type>,
    is_self: bool,
    /// The name of what is held for it, if it borrows.
    held: Option<&'t Ident>,
}

/// Asks of an argument, or of what is held for it: of that by its value, which has no type where the argument
/// is no borrowing extractor, so that it is said once.
fn argument(ty: &Type, place: Place<'_>, options: &Options) -> TokenStream {
    let at = generated_at(ty.span());
    let runtime = options.runtime.at(at);
    let question = quote_spanned!(at=> #runtime::expansion::question);
    let (name, name_with_state) = if place.is_last {
        ("Last", "LastOf")
    } else {
        ("Early", "EarlyOf")
    };
    let asked_type = match place.held {
        Some(_) => quote_spanned!(at=> _),
        None => ty.to_token_stream(),
    };
    let asked = if let Some(state) = &options.state {
        let name = Ident::new(name_with_state, at);
        quote_spanned!(at=> #question::#name<#asked_type, #state>)
    } else {
        let name = Ident::new(name, at);
        quote_spanned!(at=> #question::#name<#asked_type>)
    };
    let asked = if let Some(held) = place.held {
        quote_spanned!(at=> #question::ask_of::<#asked, _>(&#held))
    } else {
        quote_spanned!(at=> #question::ask::<#asked, _>())
    };
    let [asks, answer] = ["question", "answer"].map(|name| own_name(name, at));
    let sentence = sentence(ty, place, options);
    let demand = sentence.demand(&quote_spanned!(at=> #answer), &options.runtime);
    // A reference, so that no trait of the user's is asked first for a method of that name.
    quote_spanned! {at=>
        let #asks = &#asked;
        let #answer = #asks.answer();
        #demand
        #question::conclude(#asks, #answer);
    }
}

/// The sentence on an argument, by the name of its type: only what is said depends on that.
fn sentence<'t>(ty: &'t Type, place: Place<'_>, options: &Options) -> Sentence<'t> {
    let is_last = place.is_last;
    let at = generated_at(ty.span());
    let say = |sentence| Sentence { sentence, at: ty };
    if place.is_self {
        return say(quote_spanned!(at=> TakesSelf<#ty>));
    }
    if mentions_context(ty) {
        return say(quote_spanned!(at=> TakesContext<#ty>));
    }
    if let Type::Reference(_) = ty {
        return say(quote_spanned!(at=> TakesBorrowed<#ty>));
    }
    let reads = reads(ty);
    if !is_last && matches!(reads, Some(Reads::Body)) {
        return say(if let Some(first) = place.read_before {
            quote_spanned!(at=> TakesAgain<#ty, #first>)
        } else {
            quote_spanned!(at=> TakesBeforeTheLast<#ty>)
        });
    }
    if place.held.is_some() {
        return say(quote_spanned!(at=> TakesToBorrowFrom<#ty>));
    }
    let Some((name, inner)) = wrapper(ty) else {
        return say(if is_last {
            quote_spanned!(at=> Takes<#ty>)
        } else {
            quote_spanned!(at=> TakesEarly<#ty>)
        });
    };
    let say_of_inner = |sentence| Sentence {
        sentence,
        at: inner,
    };
    let here = generated_at(inner.span());
    match (name.to_string().as_str(), &options.state, reads) {
        ("Option", ..) => return say(quote_spanned!(at=> TakesOptional<#inner>)),
        ("State", Some(state), _) if !is_compound(inner) => {
            return say_of_inner(quote_spanned!(here=> TakesFromState<#inner, #state>));
        }
        ("State" | "Extension", ..) if !is_compound(inner) => {
            return say_of_inner(quote_spanned!(here=> TakesShared<#ty, #inner>));
        }
        ("Json" | "Form" | "Query" | "Path", ..) if !is_compound(inner) => {
            return say_of_inner(quote_spanned!(here=> TakesRead<#ty, #inner>));
        }
        _ => {}
    }
    // What extractors of other types lack is to be said of those, for a state that they are for.
    let state = match &options.state {
        Some(state) => state.to_token_stream(),
        None if name == "State" => inner.to_token_stream(),
        None => quote_spanned!(at=> ()),
    };
    say(match (reads, is_last) {
        (Some(Reads::Head), _) => quote_spanned!(at=> TakesFromHead<#ty, #state>),
        (Some(Reads::Body), _) => quote_spanned!(at=> TakesFromBody<#ty, #state>),
        (None, true) => quote_spanned!(at=> Takes<#ty>),
        (None, false) => quote_spanned!(at=> TakesEarly<#ty>),
    })
}

#[derive(Clone, Copy)]
enum Reads {
    Head,
    Body,
}

/// Extractors of axum that read the body, and are no wrappers.
const BODIES: [&str; 6] = ["Body", "Bytes", "Multipart", "RawForm", "Request", "String"];

/// What an extractor reads, by its name.
fn reads(ty: &Type) -> Option<Reads> {
    if let Some((name, inner)) = wrapper(ty) {
        return match name.to_string().as_str() {
            "Json" | "Form" => Some(Reads::Body),
            "Query" | "Path" | "State" | "Extension" | "TypedHeader" => Some(Reads::Head),
            "Option" | "Result" => reads(inner),
            _ => None,
        };
    }
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let reads = last.arguments.is_none() && BODIES.iter().any(|body| last.ident == body);
    reads.then_some(Reads::Body)
}
