//! The parameter that asks for the context by name, `ctx: &RequestContext`, which is no extractor and so
//! is taken out of the signature that axum sees.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{FnArg, GenericArgument, Pat, PatType, PathArguments, Signature, Token, Type};

use super::Errors;

const CONTEXT: &str = "RequestContext";

/// How the user calls the context.
pub(crate) struct ContextParameter {
    parameter: PatType,
}

impl ContextParameter {
    /// Takes the context parameter out of `signature`, if there is one.
    pub(crate) fn take(signature: &mut Signature, errors: &mut Errors) -> Option<Self> {
        let mut found: Option<Self> = None;
        let mut kept = Punctuated::<FnArg, Token![,]>::new();
        for pair in std::mem::take(&mut signature.inputs).into_pairs() {
            let (input, comma) = pair.into_tuple();
            match input {
                FnArg::Typed(parameter) if mentions_context(&parameter.ty) => {
                    if let Err(error) = check(&parameter) {
                        errors.push(error);
                    }
                    if found.is_some() {
                        errors.push(syn::Error::new(
                            parameter.ty.span(),
                            "a request has one context, and this handler has it already: remove this \
                             parameter",
                        ));
                    } else {
                        found = Some(Self { parameter });
                    }
                }
                input => {
                    kept.push_value(input);
                    if let Some(comma) = comma {
                        kept.push_punct(comma);
                    }
                }
            }
        }
        signature.inputs = kept;
        found
    }

    /// The user's name for it, unless it is `_`.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match &*self.parameter.pat {
            Pat::Ident(pat) => Some(&pat.ident),
            _ => None,
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.parameter.pat.span()
    }

    /// The statement that gives the body its context under the user's name.
    pub(crate) fn binding(&self, context: &TokenStream) -> TokenStream {
        let PatType { attrs, pat, ty, .. } = &self.parameter;
        let reference = reference_without_lifetime(ty);
        quote!(#(#attrs)* let #pat: #reference = #context;)
    }
}

/// The type as written, less its lifetime: it is the arena's, whichever name it was given.
fn reference_without_lifetime(written: &Type) -> Type {
    let mut ty = written.clone();
    if let Type::Reference(reference) = &mut ty {
        reference.lifetime = None;
    }
    ty
}

/// Whether the type is the context, in whichever wrapping: `&RequestContext`, `RequestContext`,
/// `Option<&RequestContext>`…
fn mentions_context(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => mentions_context(&reference.elem),
        Type::Paren(paren) => mentions_context(&paren.elem),
        Type::Group(group) => mentions_context(&group.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| {
            segment.ident == CONTEXT
                || (segment.ident == "Option" && arguments_mention_context(&segment.arguments))
        }),
        _ => false,
    }
}

fn arguments_mention_context(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return false;
    };
    arguments
        .args
        .iter()
        .any(|argument| matches!(argument, GenericArgument::Type(ty) if mentions_context(ty)))
}

fn check(parameter: &PatType) -> syn::Result<()> {
    let refuse = |message: &str| Err(syn::Error::new(parameter.ty.span(), message));
    let Type::Reference(reference) = &*parameter.ty else {
        return refuse(match &*parameter.ty {
            Type::Path(path)
                if path
                    .path
                    .segments
                    .last()
                    .is_some_and(|last| last.ident == CONTEXT) =>
            {
                "the context is lent for the request, not given away: write `&RequestContext`"
            }
            _ => {
                "the context is always there and always by reference: write `&RequestContext`"
            }
        });
    };
    if reference.mutability.is_some() {
        return refuse(
            "the context is shared by all that borrows from it, so there is no `&mut` to it: write \
             `&RequestContext`, whose methods need no more",
        );
    }
    if !matches!(&*reference.elem, Type::Path(_)) {
        return refuse("write `&RequestContext`");
    }
    if let Some(lifetime) = &reference.lifetime
        && lifetime.ident == "static"
    {
        return Err(syn::Error::new(
            lifetime.span(),
            "the context is lent for one request, not for `'static`: write `&RequestContext`",
        ));
    }
    if !matches!(&*parameter.pat, Pat::Ident(_) | Pat::Wild(_)) {
        return Err(syn::Error::new(
            parameter.pat.span(),
            "the context cannot be taken apart: give it a name, as in `ctx: &RequestContext`",
        ));
    }
    Ok(())
}
