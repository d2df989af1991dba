//! The parameter that asks for the context by name, `ctx: &RequestContext`, which is no extractor and so
//! is taken out of the signature that axum sees.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{
    FnArg, GenericArgument, Lifetime, Pat, PatType, PathArguments, ReturnType, Signature, Token,
    Type, TypeReference,
};

use super::Errors;
use super::signature::ARENA_LIFETIME;

const CONTEXT: &str = "RequestContext";

/// How the user calls the context.
pub(crate) struct ContextParameter {
    parameter: PatType,
    /// Parameters that ask for it again, which are refused.
    repeated: Vec<PatType>,
}

impl ContextParameter {
    /// Takes the context parameter out of a handler's `signature`, if there is one.
    ///
    /// What goes by the context's name and is no reference may be an extractor of the user's own, so it stays
    /// an argument, of which the compiler is asked: unless the name is the context's beside it.
    pub(crate) fn take(signature: &mut Signature, errors: &mut Errors) -> Option<Self> {
        if signature.inputs.iter().any(is_context) {
            Self::take_if(|ty| find_context(ty).is_some(), signature, errors)
        } else {
            None
        }
    }

    fn take_if(
        is_context: impl Fn(&Type) -> bool,
        signature: &mut Signature,
        errors: &mut Errors,
    ) -> Option<Self> {
        let mut found: Option<Self> = None;
        let mut kept = Punctuated::<FnArg, Token![,]>::new();
        for pair in std::mem::take(&mut signature.inputs).into_pairs() {
            let (input, comma) = pair.into_tuple();
            match input {
                FnArg::Typed(parameter) if is_context(&parameter.ty) => {
                    if let Err(error) = check(&parameter) {
                        errors.push(error);
                    }
                    if let Some(found) = &mut found {
                        errors.push(syn::Error::new_spanned(
                            &parameter,
                            "a request has one context, and it is among the parameters already: remove this one",
                        ));
                        found.repeated.push(parameter);
                    } else {
                        found = Some(Self {
                            parameter,
                            repeated: Vec::new(),
                        });
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

    /// The context parameter of a function that keeps it.
    pub(crate) fn find(signature: &Signature, errors: &mut Errors) -> Option<Self> {
        let is_context = |ty: &Type| find_context(ty).is_some();
        let found = Self::take_if(is_context, &mut signature.clone(), errors);
        match &found {
            None => errors.push(syn::Error::new(
                signature.ident.span(),
                "`#[arena_fn]` goes on a function that is given a context: add a parameter \
                 `ctx: &RequestContext`",
            )),
            Some(found) => {
                if let Pat::Wild(wild) = &*found.parameter.pat {
                    errors.push(syn::Error::new(
                        wild.underscore_token.span,
                        "the context is what the function allocates in: give it a name, as in \
                         `ctx: &RequestContext`",
                    ));
                }
            }
        }
        found
    }

    /// Where the return type has a lifetime of the user's that the context is to be lent for.
    pub(crate) fn lifetime_in(&self, output: &ReturnType) -> Option<Lifetime> {
        let named = self.lifetime()?;
        if ["_", ARENA_LIFETIME, "static"]
            .iter()
            .any(|known| named.ident == known)
        {
            return None;
        }
        let mut uses = FindLifetime { named, found: None };
        uses.visit_return_type(output);
        uses.found
    }

    /// The lifetime that the context is lent for, if it has a name.
    pub(crate) fn lifetime(&self) -> Option<&Lifetime> {
        match &*self.parameter.ty {
            Type::Reference(reference) => reference.lifetime.as_ref(),
            _ => None,
        }
    }

    /// The user's name for it, unless it is `_`.
    pub(crate) fn name(&self) -> Option<&Ident> {
        name(&self.parameter)
    }

    /// Every name for it with the context's type as written, without what stands around that.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Option<&Ident>, &Type)> {
        std::iter::once(&self.parameter)
            .chain(&self.repeated)
            .map(|parameter| {
                let ty = find_context(&parameter.ty).unwrap_or(&parameter.ty);
                (name(parameter), ty)
            })
    }

    /// The statement that gives the body its context under the user's name.
    pub(crate) fn binding(&self, context: &Ident) -> TokenStream {
        let PatType { attrs, pat, ty, .. } = &self.parameter;
        let reference = reference_without_lifetime(ty);
        quote!(#(#attrs)* let #pat: #reference = #context;)
    }
}

struct FindLifetime<'l> {
    named: &'l Lifetime,
    found: Option<Lifetime>,
}

impl Visit<'_> for FindLifetime<'_> {
    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        if lifetime == self.named {
            self.found.get_or_insert_with(|| lifetime.clone());
        }
    }
}

fn name(parameter: &PatType) -> Option<&Ident> {
    match &*parameter.pat {
        Pat::Ident(pat) => Some(&pat.ident),
        _ => None,
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

/// The context's type, in whichever wrapping it is written: `&RequestContext`, `RequestContext`,
/// `Option<&RequestContext>`…
fn find_context(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Reference(reference) => find_context(&reference.elem),
        Type::Paren(paren) => find_context(&paren.elem),
        Type::Group(group) => find_context(&group.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            if last.ident == CONTEXT {
                return Some(ty);
            }
            match &last.arguments {
                PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
                    arguments.args.iter().find_map(|argument| match argument {
                        GenericArgument::Type(ty) => find_context(ty),
                        _ => None,
                    })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether it is the context that this parameter takes.
pub(crate) fn is_context(input: &FnArg) -> bool {
    matches!(input, FnArg::Typed(parameter) if is_lent_context(&parameter.ty))
}

/// Whether `ty` is a reference to a context, or may hold one.
fn is_lent_context(ty: &Type) -> bool {
    struct FindReference(bool);
    impl Visit<'_> for FindReference {
        fn visit_type_reference(&mut self, _: &TypeReference) {
            self.0 = true;
        }
    }
    let mut reference = FindReference(false);
    reference.visit_type(ty);
    reference.0 && find_context(ty).is_some()
}

/// Whether `ty` is or holds what goes by the context's name, or is a reference to what has one.
pub(crate) fn mentions_context(ty: &Type) -> bool {
    struct FindContext(bool);
    impl Visit<'_> for FindContext {
        fn visit_ident(&mut self, name: &Ident) {
            self.0 |= name == CONTEXT;
        }
    }
    if let Type::Reference(reference) = ty
        && let Type::Path(path) = &*reference.elem
        && let Some(last) = path.path.segments.last()
        && ["Arena", "ContextLease", "PooledContext"]
            .iter()
            .any(|known| last.ident == known)
    {
        return true;
    }
    let mut context = FindContext(false);
    context.visit_type(ty);
    context.0
}

fn check(parameter: &PatType) -> syn::Result<()> {
    let refuse = |message: &str| Err(syn::Error::new_spanned(&parameter.ty, message));
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
            _ => "the context is always there and always by reference: write `&RequestContext`",
        });
    };
    if reference.mutability.is_some() {
        return refuse(
            "the context is shared by all that borrows from it, so there is no `&mut` to it: write \
             `&RequestContext`, whose methods need no more",
        );
    }
    if !matches!(&*reference.elem, Type::Path(_)) {
        return refuse(
            "the context is lent by one reference, and no more is needed: write `&RequestContext`",
        );
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
        return Err(syn::Error::new_spanned(
            &parameter.pat,
            "the context cannot be taken apart: give it a name, as in `ctx: &RequestContext`",
        ));
    }
    Ok(())
}
