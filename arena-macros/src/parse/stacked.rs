//! Our attributes on a function that has one already.

use syn::spanned::Spanned;

use super::Errors;
use super::options::Attribute;

/// Takes them off, so that they are not expanded as well, and says so.
pub(crate) fn take(attributes: &mut Vec<syn::Attribute>, above: Attribute, errors: &mut Errors) {
    attributes.retain(|attribute| {
        let Some(name) = attribute.path().segments.last() else {
            return true;
        };
        let message = match (above, name.ident.to_string().as_str()) {
            (Attribute::Handler, "arena_handler") => {
                "`#[arena_handler]` is on this function already: keep one, with the options of both"
            }
            (Attribute::Handler, "arena_fn") => {
                "a handler's temporaries are in the arena already by `#[arena_handler]`: remove this; \
                 `#[arena_fn]` is for the functions that a handler calls with its context"
            }
            (Attribute::Function, "arena_fn") => {
                "`#[arena_fn]` is on this function already: keep one, with the options of both"
            }
            (Attribute::Function, "arena_handler") => {
                "`#[arena_handler]` does for a handler what `#[arena_fn]` does for the functions it calls: \
                 remove the `#[arena_fn]` above"
            }
            _ => return true,
        };
        errors.push(syn::Error::new(attribute.path().span(), message));
        // A handler stays one.
        above == Attribute::Function && name.ident == "arena_handler"
    });
}
