//! The option `skip(to_string, format)`: kinds of sites that stay on the heap.

use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Ident, Token};

use super::nearest::nearest;

/// The names of sites: of the macro, the method or the associated function.
const SITES: [&str; 19] = [
    "collect",
    "concat",
    "format",
    "from",
    "from_utf8_lossy",
    "join",
    "new",
    "repeat",
    "replace",
    "replacen",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "to_vec",
    "vec",
    "with_capacity",
];

/// `(to_string, format)`.
pub(super) fn parse(name: &Ident, input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let known = || format!("known are {}", SITES.join(", "));
    if !input.peek(syn::token::Paren) {
        let at = if input.is_empty() {
            name.span()
        } else {
            input.span()
        };
        let message = format!(
            "`skip` takes the sites that stay on the heap: write `skip(to_string, format)`; {}",
            known()
        );
        return Err(syn::Error::new(at, message));
    }
    let inside;
    syn::parenthesized!(inside in input);
    let names = inside.parse_terminated(Ident::parse_any, Token![,])?;
    let mut wrong: Option<syn::Error> = None;
    for name in &names {
        if !SITES.iter().any(|known| name == known) {
            let meant = nearest(&name.to_string(), &SITES)
                .map(|meant| format!(": did you mean `{meant}`?"))
                .unwrap_or_default();
            let message = format!("`{name}` is no site{meant}; {}", known());
            let error = syn::Error::new(name.span(), message);
            match &mut wrong {
                Some(all) => all.combine(error),
                None => wrong = Some(error),
            }
        }
    }
    match wrong {
        Some(error) => Err(error),
        None => Ok(names.iter().map(ToString::to_string).collect()),
    }
}
