//! What the return type says: whether the answer borrows from the arena, and by which type the body's
//! value can be guided.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Lifetime, ReturnType, Signature, Type, TypeParamBound, TypeReference};

use super::context_parameter::ContextParameter;
use super::signature::ARENA_LIFETIME;

/// The return type, as far as the expansion must know it.
pub(crate) struct Answer {
    /// It has `'_` or `'arena` in it, so it must become a `Response` while the context is leased.
    pub(crate) borrows: bool,
    /// It is `impl IntoResponse` and nothing else, so a `Response` may stand in its place unseen.
    pub(crate) is_opaque: bool,
    /// The type by which inference in the body is guided, `impl Trait` left open. `None` where there is
    /// nothing to say.
    pub(crate) guide: Option<Type>,
}

impl Answer {
    pub(crate) fn of(output: &ReturnType) -> Self {
        let ReturnType::Type(_, ty) = output else {
            return Self {
                borrows: false,
                is_opaque: false,
                guide: None,
            };
        };
        let guides = !matches!(**ty, Type::ImplTrait(_) | Type::Never(_));
        Self {
            borrows: borrows_from_arena(ty),
            is_opaque: is_opaque_response(ty),
            guide: guides.then(|| guide(ty)),
        }
    }
}

/// Whether a function's result may borrow from the context it is given, by the rules of the language: the
/// lifetimes are the same by name, or both are nameless and there is no other that could be meant.
pub(crate) fn borrows_from(context: &ContextParameter, signature: &Signature) -> bool {
    let ReturnType::Type(_, ty) = &signature.output else {
        return false;
    };
    let mut lifetimes = FindLifetimes {
        named: context.lifetime().filter(|lifetime| lifetime.ident != "_"),
        has_named: false,
        has_nameless: false,
    };
    lifetimes.visit_type(ty);
    let by_receiver = signature
        .inputs
        .iter()
        .any(|input| matches!(input, FnArg::Receiver(_)));
    lifetimes.has_named || (lifetimes.named.is_none() && lifetimes.has_nameless && !by_receiver)
}

struct FindLifetimes<'l> {
    named: Option<&'l Lifetime>,
    has_named: bool,
    has_nameless: bool,
}

impl Visit<'_> for FindLifetimes<'_> {
    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        self.has_named |= Some(lifetime) == self.named;
        self.has_nameless |= lifetime.ident == "_";
    }

    fn visit_type_reference(&mut self, reference: &TypeReference) {
        self.has_nameless |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }

    fn visit_type_fn_ptr(&mut self, _: &syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &syn::ParenthesizedGenericArguments) {}
}

fn is_opaque_response(ty: &Type) -> bool {
    let Type::ImplTrait(opaque) = ty else {
        return false;
    };
    // Any further trait might be one that a `Response` does not implement.
    let mut traits = opaque.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    });
    let only = traits.next();
    traits.next().is_none() && only.is_some_and(|only| only.ident == "IntoResponse")
}

/// Whether a type has the arena's lifetime in it.
pub(crate) fn borrows_from_arena(ty: &Type) -> bool {
    let mut borrows = FindArenaLifetime(false);
    borrows.visit_type(ty);
    borrows.0
}

pub(crate) fn is_arena_lifetime(lifetime: &Lifetime) -> bool {
    lifetime.ident == "_" || lifetime.ident == ARENA_LIFETIME
}

struct FindArenaLifetime(bool);

impl Visit<'_> for FindArenaLifetime {
    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        self.0 |= is_arena_lifetime(lifetime);
    }

    fn visit_type_reference(&mut self, reference: &TypeReference) {
        self.0 |= reference.lifetime.is_none();
        visit::visit_type_reference(self, reference);
    }

    // Their lifetimes are their own: `fn(&str)`, `dyn Fn(&str)`.
    fn visit_type_fn_ptr(&mut self, _: &syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &syn::ParenthesizedGenericArguments) {}
}

/// `ty` with `impl Trait` left to inference and the arena's lifetime nameless.
pub(crate) fn guide(ty: &Type) -> Type {
    let mut ty = ty.clone();
    Guide.visit_type_mut(&mut ty);
    ty
}

/// Whether the type is not written out: it has `impl Trait` or `_` in it.
pub(crate) fn is_inferred(ty: &Type) -> bool {
    let mut found = FindInferred(false);
    found.visit_type(ty);
    found.0
}

struct FindInferred(bool);

impl Visit<'_> for FindInferred {
    fn visit_type(&mut self, ty: &Type) {
        self.0 |= matches!(ty, Type::ImplTrait(_) | Type::Infer(_));
        visit::visit_type(self, ty);
    }
}

/// Puts `'static` in the place of the arena's lifetime.
pub(crate) fn for_ever(output: &mut ReturnType) {
    ForEver.visit_return_type_mut(output);
}

struct ForEver;

impl VisitMut for ForEver {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if is_arena_lifetime(lifetime) {
            *lifetime = Lifetime::new("'static", lifetime.span());
        }
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        let and = reference.and_token.span;
        reference
            .lifetime
            .get_or_insert_with(|| Lifetime::new("'static", and));
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }
}

struct Guide;

impl VisitMut for Guide {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if matches!(ty, Type::ImplTrait(_)) {
            *ty = syn::parse_quote!(_);
        } else {
            visit_mut::visit_type_mut(self, ty);
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == ARENA_LIFETIME {
            *lifetime = Lifetime::new("'_", Span::call_site());
        }
    }
}
