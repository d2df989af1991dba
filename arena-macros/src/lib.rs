//! The `#[arena_handler]` attribute of `arena-runtime`, which re-exports it and is what to depend on.
//!
//! This file only lists the rooms. Data goes one way through them: [`parse`] reads the attribute and the
//! function, [`analysis`] finds where the body allocates and what becomes of each value, [`rewrite`]
//! carries the verdicts out, [`expand`] writes the function that stands in the user's place.

mod analysis;
mod expand;
mod parse;
mod rewrite;

use proc_macro::TokenStream;

/// Runs an async axum handler on a pooled request context: its temporaries go to the context's arena.
///
/// See the documentation of `arena-runtime` for what is moved to the arena and how an answer may borrow
/// from it.
///
/// # Options
///
/// - `crate = path`: where to find `arena_runtime`, when it is renamed or re-exported.
#[proc_macro_attribute]
pub fn arena_handler(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::arena_handler(options.into(), &item.into()).into()
}
