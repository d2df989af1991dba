//! The `#[arena_handler]` attribute of `arena-runtime`, which re-exports it and is what to depend on.
//!
//! This file only lists the rooms. Data goes one way through them: `parse` reads the attribute and the
//! function, `analysis` finds where the body allocates and what becomes of each value, `explain` puts that
//! into words, `rewrite` carries it out, `expand` writes the function that stands in the user's place.

mod analysis;
mod expand;
mod explain;
mod parse;
mod rewrite;

use proc_macro::TokenStream;

// Documented where it is re-exported, so that its examples compile.
#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn arena_handler(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::arena_handler(options.into(), &item.into()).into()
}

#[allow(missing_docs)]
#[proc_macro_attribute]
pub fn arena_fn(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::arena_fn(options.into(), &item.into()).into()
}
