//! Names of the expansion's own locals. The user's code cannot see them, wherever they stand; but where a
//! constant, a `static` or a unit struct of the same name is in scope, a `let` means that. Columns of database
//! schemas are such structs, so a plain word like `text` will not do.

use proc_macro2::{Ident, Span};
use quote::format_ident;

/// The name for `what`.
pub(crate) fn own_name(what: &str, span: Span) -> Ident {
    format_ident!("arena_handler_{what}", span = span)
}
