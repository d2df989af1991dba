//! Questions put to the compiler about the signature, each at the tokens it is about: whether arguments
//! are extractors, and the return type a response. Nothing of them is run, or left in the program.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{
    FnArg, GenericArgument, GenericParam, PatType, PathArguments, Receiver, ReceiverKind,
    ReturnType, Signature, Type,
};

use super::body::generated_at;
use crate::parse::context_parameter::mentions_context;
use crate::parse::handler::Handler;
use crate::parse::options::{Options, Runtime};
use crate::parse::return_type::{guide, is_inferred};
use crate::rewrite::own_name;

/// The statement that asks, if there is anything to ask.
pub(super) fn checks(signature: &Signature, options: &Options) -> Option<TokenStream> {
    if is_generic(signature) {
        // What is true of every instance need not be provable here.
        return None;
    }
    let arguments = arguments(signature, options);
    let answer = answer(&signature.output, &options.runtime);
    if arguments.is_empty() && answer.is_empty() {
        return None;
    }
    Some(quote! {
        #[allow(unreachable_code, unused_variables, clippy::diverging_sub_expression)]
        {
            if false {
                #arguments
                #answer
            }
        }
    })
}

/// Whether anything of it is known only where it is used.
fn is_generic(signature: &Signature) -> bool {
    let is_impl = |input: &FnArg| match input {
        FnArg::Typed(argument) => is_inferred(&argument.ty),
        FnArg::Receiver(_) => false,
    };
    let is_open = |parameter: &GenericParam| !matches!(parameter, GenericParam::Lifetime(_));
    signature.generics.params.iter().any(is_open)
        || signature.generics.where_clause.is_some()
        || signature.inputs.iter().any(is_impl)
        || names_parameter(signature.inputs.to_token_stream())
        || names_parameter(signature.output.to_token_stream())
}

/// Whether there is a name of one capital letter, as the parameters of the `impl` around have: what stands
/// around cannot be seen.
fn names_parameter(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => names_parameter(group.stream()),
        TokenTree::Ident(name) => {
            let name = name.to_string();
            name.len() == 1 && name.starts_with(|letter: char| letter.is_ascii_uppercase())
        }
        _ => false,
    })
}

fn arguments(signature: &Signature, options: &Options) -> TokenStream {
    let is_conditional = |input: &FnArg| {
        let (FnArg::Typed(PatType { attrs, .. }) | FnArg::Receiver(Receiver { attrs, .. })) = input;
        attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
        })
    };
    if signature.inputs.iter().any(is_conditional) {
        // Which of them is the last cannot be seen.
        return TokenStream::new();
    }
    let last = signature.inputs.len().saturating_sub(1);
    let ask = |(index, input): (usize, &FnArg)| {
        // TODO borrowing
        if let FnArg::Typed(a) = input
            && matches!(&*a.ty, Type::Path(p) if p.qself.is_some())
        {
            return TokenStream::new();
        }
        let (ty, misplaced) = match input {
            FnArg::Typed(argument) => {
                let is_context = mentions_context(&argument.ty);
                (guide(&argument.ty), is_context.then_some("owns_context"))
            }
            FnArg::Receiver(receiver) => (guide(&receiver_type(receiver)), Some("has_receiver")),
        };
        argument(&ty, index == last, misplaced, options)
    };
    signature.inputs.iter().enumerate().map(ask).collect()
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

/// Asks of an argument. If it may be `misplaced`, that is the demand that says so.
fn argument(ty: &Type, is_last: bool, misplaced: Option<&str>, options: &Options) -> TokenStream {
    let at = generated_at(ty.span());
    let runtime = options.runtime.at(at);
    let arguments = quote_spanned!(at=> #runtime::expansion::arguments);
    if let (Some(state), None) = (&options.state, misplaced) {
        return if is_last {
            quote_spanned!(at=> #arguments::with_state::<#state, #ty, _>();)
        } else {
            quote_spanned!(at=> #arguments::early_with_state::<#state, #ty>();)
        };
    }
    let place = Ident::new(if is_last { "Last" } else { "Early" }, at);
    // What extractors of other types lack is to be said of those.
    let misplaced = misplaced.map(|demand| Ident::new(demand, at));
    let demand = match (is_last, reads(ty)) {
        _ if misplaced.is_some() => quote_spanned!(at=> #misplaced::<#ty>),
        (_, Some(Reads::Head)) => quote_spanned!(at=> extracts_from_head::<#ty>),
        (true, Some(Reads::Body)) => quote_spanned!(at=> extracts_from_body::<#ty>),
        (true, None) => quote_spanned!(at=> extracts::<#ty, _>),
        (false, Some(Reads::Body)) => quote_spanned!(at=> extracts_before_the_body::<#ty>),
        (false, None) => quote_spanned!(at=> extracts_early::<#ty>),
    };
    let [question, answer, verdict] =
        ["question", "answer", "verdict"].map(|name| own_name(name, at));
    // References, so that no trait of the user's is asked first for a method of these names.
    quote_spanned! {at=>
        let #question = &#arguments::ask::<#arguments::#place<#ty>, _>();
        let #answer = #question.answer();
        let #verdict = &#arguments::verdict(&#answer);
        #arguments::settle(#question);
        #arguments::refuse(#answer);
        #verdict.#demand();
    }
}

#[derive(Clone, Copy)]
enum Reads {
    Head,
    Body,
}

/// What an extractor of another type reads, by its name: only what is said of it depends on that.
fn reads(ty: &Type) -> Option<Reads> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        const BODIES: [&str; 6] = ["Body", "Bytes", "Multipart", "RawForm", "Request", "String"];
        return BODIES
            .iter()
            .any(|body| last.ident == body)
            .then_some(Reads::Body);
    };
    let mut arguments = arguments.args.iter();
    if !matches!(arguments.next(), Some(GenericArgument::Type(_))) || arguments.next().is_some() {
        return None;
    }
    match last.ident.to_string().as_str() {
        "Json" | "Form" => Some(Reads::Body),
        "Query" | "Path" | "State" | "Extension" | "TypedHeader" => Some(Reads::Head),
        _ => None,
    }
}

fn answer(output: &ReturnType, runtime: &Runtime) -> TokenStream {
    let ReturnType::Type(_, ty) = output else {
        return TokenStream::new();
    };
    if is_inferred(ty) || matches!(**ty, Type::Never(_)) {
        return TokenStream::new();
    }
    let ty = guide(ty);
    let demand = |ty: &Type, part: Part| {
        let at = generated_at(ty.span());
        let runtime = runtime.at(at);
        let answers = quote_spanned!(at=> #runtime::expansion::answers);
        match part {
            Part::Start => quote_spanned!(at=> #answers::is_answer_start::<#ty, _>();),
            Part::Middle => quote_spanned!(at=> #answers::is_answer_part::<#ty>();),
            Part::End if has_types(ty) => quote_spanned!(at=> #answers::is_response::<#ty>();),
            Part::End => quote_spanned!(at=> #answers::is_answer::<#ty>();),
        }
    };
    match &ty {
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
        ty => demand(ty, Part::End),
    }
}

#[derive(Clone, Copy)]
enum Part {
    Start,
    Middle,
    End,
}

/// Whether a type is one of other types: then it is of those that something must be said.
fn has_types(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| !last.arguments.is_empty()),
        Type::Paren(paren) => has_types(&paren.elem),
        Type::Group(group) => has_types(&group.elem),
        Type::Tuple(_) => true,
        _ => false,
    }
}

/// Whether the future is to be checked where it is made: where the body waits and has what often is not
/// `Send`, by its names, or has a context. All that axum says of it, where the route is added, is that there is
/// no handler.
pub(super) fn may_be_unsendable(handler: &Handler, has_context: bool) -> bool {
    let body = handler.body.to_token_stream();
    if is_generic(&handler.signature) || names_parameter(body.clone()) {
        return false;
    }
    let mut seen = Seen::default();
    seen.look(body);
    seen.waits && !seen.names_itself && (has_context || seen.has_unsendable)
}

#[derive(Default)]
struct Seen {
    waits: bool,
    /// `Self`, which may have parameters of the `impl` around in it.
    names_itself: bool,
    has_unsendable: bool,
}

impl Seen {
    fn look(&mut self, tokens: TokenStream) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => self.look(group.stream()),
                TokenTree::Ident(name) => {
                    self.waits |= name == "await";
                    self.names_itself |= name == "Self";
                    self.has_unsendable |= OFTEN_UNSENDABLE.iter().any(|known| name == known);
                }
                _ => {}
            }
        }
    }
}

/// Types that are not `Send`, and methods that give such.
const OFTEN_UNSENDABLE: [&str; 18] = [
    "Bump",
    "Rc",
    "RefCell",
    "Cell",
    "UnsafeCell",
    "NonNull",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
    "borrow",
    "borrow_mut",
    "dyn",
    "entered",
    "lock",
    "read",
    "rng",
    "thread_rng",
    "write",
];
