//! Names mentioned in tokens that cannot be read: arguments of unknown macros, string literals among
//! them, since a macro may format with them.

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

use crate::parse::format_string::captured_names;

/// Calls `mention` with each identifier in `tokens`, in string literals as `{name}` too.
pub(super) fn each_name(tokens: TokenStream, mention: &mut impl FnMut(&str)) {
    for tree in tokens {
        match tree {
            TokenTree::Ident(name) => mention(&name.to_string()),
            TokenTree::Group(group) => each_name(group.stream(), mention),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse2::<LitStr>(TokenTree::Literal(literal).into()) {
                    for name in captured_names(&text.value()) {
                        mention(name);
                    }
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}
