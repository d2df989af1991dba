//! Arguments that borrow from the request: in the outer function stands what has to be held for them, and
//! they are made of that where the context is leased.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, PatType, ReturnType, Signature, Type};

use super::body::{generated_at, last_span};
use crate::parse::borrowing_argument::{BorrowingArgument, BorrowingArguments};
use crate::parse::handler::Handler;
use crate::parse::options::Runtime;
use crate::parse::return_type::guide;
use crate::rewrite::own_name;

/// The statements about a handler's borrowing arguments.
#[derive(Default)]
pub(super) struct Borrowing {
    /// Take out what is held. Before the future is made.
    pub(super) opening: TokenStream,
    /// Make the arguments, or answer that they cannot be made. After the lease.
    pub(super) extraction: TokenStream,
    /// Give the body its arguments by the user's patterns.
    pub(super) bindings: TokenStream,
}

impl Borrowing {
    /// Puts what is held for `arguments` in their place.
    pub(super) fn expand(
        arguments: &BorrowingArguments,
        signature: &mut Signature,
        runtime: &Runtime,
        context: &Ident,
    ) -> Self {
        let mut statements = Self::default();
        for borrowing in arguments.iter() {
            statements.add(borrowing, signature, runtime, context);
        }
        statements
    }

    fn add(
        &mut self,
        borrowing: &BorrowingArgument,
        signature: &mut Signature,
        runtime: &Runtime,
        context: &Ident,
    ) {
        let BorrowingArgument { place, argument } = borrowing;
        let at = generated_at(argument.ty.span());
        let runtime = runtime.at(at);
        let held = held_name(*place, &argument.ty);
        let extracted = own_name(&format!("argument_{place}"), at);
        let conditions: Vec<_> = argument
            .attrs
            .iter()
            .filter(|it| is_condition(it))
            .cloned()
            .collect();

        // From the user's first token to the last, where the compiler points if it is no borrowing extractor.
        let (first, static_type) = (argument.ty.span(), borrowing.static_type());
        let mut holding = quote_spanned!(first=> #runtime::expansion::Holding<#static_type);
        holding.extend(quote_spanned!(last_span(&argument.ty)=> >));
        signature.inputs[*place] = FnArg::Typed(PatType {
            attrs: conditions.clone(),
            pat: syn::parse_quote_spanned!(at=> #held),
            ty: Box::new(syn::Type::Verbatim(holding)),
            ..argument.clone()
        });
        let (pat, attributes) = (&argument.pat, &argument.attrs);
        let ty = guide(&argument.ty);
        // As if the user borrowed it, so that the compiler shows the borrow at the user's pattern.
        let borrowed = quote_spanned!(pat.span()=> &mut #held);
        self.opening.extend(quote_spanned! {at=>
            #(#conditions)*
            let [mut #held] = #held.0;
        });
        self.extraction.extend(quote_spanned! {at=>
            #(#conditions)*
            let #extracted: #ty = {
                #[allow(unused_imports)]
                use #runtime::expansion::Held as _;
                match (#borrowed).lend_to_handler(#context) {
                    ::core::result::Result::Ok(value) => value,
                    ::core::result::Result::Err(rejection) => return rejection,
                }
            };
        });
        self.bindings
            .extend(quote!(#(#attributes)* let #pat: #ty = #extracted;));
    }
}

/// The function in front of a `body` whose arguments borrow. It is no `async fn`, as a future that has the
/// arguments' types in it, lifetimes and all, is not found to be `Send`.
pub(super) fn in_front(
    handler: &Handler,
    opening: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let Handler {
        attributes,
        visibility,
        body: written,
        ..
    } = handler;
    let body_attributes = written.inner_attributes();
    let mut signature = handler.signature.clone();
    signature.asyncness = None;
    let at = generated_at(signature.output.span());
    let answer = match &signature.output {
        ReturnType::Type(_, ty) => ty.to_token_stream(),
        ReturnType::Default => quote!(()),
    };
    signature.output =
        syn::parse_quote_spanned!(at=> -> impl ::core::future::Future<Output = #answer>);
    // What is held is written with the user's type in it, which that makes no simpler.
    quote! {
        #(#attributes)*
        #[allow(clippy::type_complexity)]
        #visibility #signature {
            #(#body_attributes)*
            #opening
            async move { #body }
        }
    }
}

/// The name of what is held for the argument at a place.
pub(super) fn held_name(place: usize, ty: &Type) -> Ident {
    own_name(&format!("held_{place}"), generated_at(ty.span()))
}

/// Whether the argument may not be there at all.
pub(super) fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}
