//! Questions put to the compiler about the signature, each at the tokens it is about: whether arguments
//! are extractors, and the return type a response. Nothing of them is run, or left in the program.

mod answers;
mod arguments;
mod sendable;
mod type_names;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, GenericParam, Signature, Type};

use super::body::{generated_at, last_span};
use crate::parse::borrowing_argument::BorrowingArguments;
use crate::parse::options::{Options, Runtime};
use crate::parse::return_type::is_inferred;

pub(super) use self::sendable::Sendability;

/// The statement that asks, if there is anything to ask.
pub(super) fn checks(
    signature: &Signature,
    borrowing: &BorrowingArguments,
    options: &Options,
) -> Option<TokenStream> {
    if is_generic(signature) {
        return None;
    }
    let arguments = arguments::arguments(signature, borrowing, options);
    let answer = answers::answer(&signature.output, &options.runtime);
    if arguments.is_empty() && answer.is_empty() {
        return None;
    }
    Some(quote! {
        #[allow(
            unreachable_code,
            unused_imports,
            unused_variables,
            clippy::diverging_sub_expression
        )]
        {
            if false {
                #arguments
                #answer
            }
        }
    })
}

/// Whether it is asked of the answer: then a type that is no response is refused.
pub(super) fn asks_of_answer(signature: &Signature) -> bool {
    !is_generic(signature) && answers::is_asked(&signature.output)
}

/// Whether anything of it is known only where it is used: what is true of every instance need not be provable
/// here.
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

/// What is said if something is refused: one of the traits of the runtime's `arguments` and `answers`, and
/// the type at which it is said.
struct Sentence<'t> {
    sentence: TokenStream,
    at: &'t Type,
}

impl Sentence<'_> {
    /// The demand that it is true of `handler`.
    fn demand(&self, handler: &TokenStream, runtime: &Runtime) -> TokenStream {
        let Self { sentence, at } = self;
        let subject = subject(at);
        let here = generated_at(at.span());
        let runtime = runtime.at(here);
        quote_spanned!(here=> <#subject as #runtime::checks::#sentence>::check(&#handler);)
    }
}

/// The demand that what `answering` answers with is a response, at the type `at`.
pub(super) fn demand_of_answer(at: &Type, answering: &Ident, runtime: &Runtime) -> TokenStream {
    let subject = subject(at);
    let here = generated_at(at.span());
    let runtime = runtime.at(here);
    quote_spanned! {here=>
        <#subject as #runtime::checks::Answers<_>>::check_of(
            &#runtime::checks::ArenaHandler,
            #runtime::checks::Answering::answer(&#answering),
        );
    }
}

/// What stands before the `as` of a demand, where the compiler points: two tokens of the user's, so that it
/// shows the user's type as a whole, and nothing of ours.
fn subject(at: &Type) -> TokenStream {
    let mut subject = quote_spanned!(at.span()=> &);
    subject.extend(quote_spanned!(last_span(at)=> _));
    subject
}
