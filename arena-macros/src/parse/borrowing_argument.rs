//! The arguments that borrow from the request: those with a lifetime left out or called `'_` or `'arena` in
//! their type. axum has no extractor for them, so what axum extracts is what they borrow from.

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Lifetime, PatType, Signature, Type, TypeReference};

use super::context_parameter::mentions_context;
use super::return_type::{borrows_from_arena, is_arena_lifetime, is_inferred};

/// An argument that borrows, and its place among the arguments.
pub(crate) struct BorrowingArgument {
    pub(crate) place: usize,
    pub(crate) argument: PatType,
}

/// All of a handler's.
pub(crate) struct BorrowingArguments(Vec<BorrowingArgument>);

impl BorrowingArguments {
    /// Those of a handler whose context is no longer among its arguments.
    pub(crate) fn of(signature: &Signature) -> Self {
        let borrowing = |(place, input): (usize, &FnArg)| match input {
            FnArg::Typed(argument)
                // A reference alone is a mistake of another kind, of which more can be said.
                if !matches!(*argument.ty, Type::Reference(_))
                    && borrows_from_arena(&argument.ty)
                    && !is_inferred(&argument.ty)
                    && !mentions_context(&argument.ty) =>
            {
                Some(BorrowingArgument {
                    place,
                    argument: argument.clone(),
                })
            }
            _ => None,
        };
        let inputs = signature.inputs.iter().enumerate();
        Self(inputs.filter_map(borrowing).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &BorrowingArgument> {
        self.0.iter()
    }

    /// The one at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&BorrowingArgument> {
        self.0.iter().find(|argument| argument.place == place)
    }
}

impl BorrowingArgument {
    /// Its type with `'static` for the lifetimes, by which to ask what has to be held for it.
    pub(crate) fn static_type(&self) -> Type {
        let mut ty = (*self.argument.ty).clone();
        ForEver.visit_type_mut(&mut ty);
        ty
    }
}

struct ForEver;

impl VisitMut for ForEver {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if is_arena_lifetime(lifetime) {
            *lifetime = Lifetime::new("'static", lifetime.span());
        }
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference
            .lifetime
            .get_or_insert_with(|| Lifetime::new("'static", Span::mixed_site()));
        visit_mut::visit_type_reference_mut(self, reference);
    }

    // Their lifetimes are their own.
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(
        &mut self,
        _: &mut syn::ParenthesizedGenericArguments,
    ) {
    }
}
