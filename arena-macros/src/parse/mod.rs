//! What the user wrote, read into the crate's own words: the attribute's options, the handler, and the
//! macro calls in its body whose arguments are known to be expressions.
//!
//! All refusals happen here, and all of them are collected, so that one compile shows every mistake.

pub(crate) mod body_macros;
pub(crate) mod borrowing_argument;
mod budget;
pub(crate) mod context_parameter;
pub(crate) mod format_string;
pub(crate) mod half_typed;
pub(crate) mod handler;
pub(crate) mod limits;
mod nearest;
pub(crate) mod options;
pub(crate) mod return_type;
pub(crate) mod signature;
mod skips;
pub(crate) mod stacked;
mod statements;

/// The errors found so far. Reported together, each at its own tokens.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn into_result(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }

    pub(crate) fn into_compile_errors(self) -> proc_macro2::TokenStream {
        self.0
            .map(|error| error.to_compile_error())
            .unwrap_or_default()
    }
}
