//! The option `skip(to_string, format)`: kinds of sites that stay on the heap.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Token};

use super::Errors;
use super::nearest::nearest;
use super::options::skip_to_comma;

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
    let parens = syn::parenthesized!(inside in input);
    if inside.is_empty() {
        let message = format!(
            "`skip` is given no site: name those that stay on the heap, as in `skip(format)`; {}",
            known()
        );
        return Err(syn::Error::new(parens.span.join(), message));
    }
    let mut sites: Vec<String> = Vec::new();
    let mut wrong = Errors::default();
    while !inside.is_empty() {
        match site(&inside) {
            Ok((at, site)) if sites.contains(&site) => {
                let message = format!("`{site}` is named twice; keep one of the two");
                wrong.push(syn::Error::new(at, message));
            }
            Ok((_, site)) => sites.push(site),
            Err(error) => {
                wrong.push(error);
                skip_to_comma(&inside);
            }
        }
        inside.parse::<Option<Token![,]>>()?;
    }
    wrong.into_result().map(|()| sites)
}

/// A name, and nothing after it.
fn site(input: ParseStream<'_>) -> syn::Result<(Span, String)> {
    let known = || format!("known are {}", SITES.join(", "));
    if let Ok(quoted) = input.fork().parse::<LitStr>() {
        let message = format!(
            "sites are named without quotes: write `{}`; {}",
            quoted.value(),
            known()
        );
        return Err(syn::Error::new(quoted.span(), message));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format!("expected the name of a site; {}", known())));
    }
    let name = input.call(Ident::parse_any)?;
    if input.peek(Token![::]) || input.peek(Token![!]) || input.peek(syn::token::Paren) {
        return Err(input.error(
            "a site goes by its last name alone: write `new` for `Vec::new`, `format` for `format!`, \
             `to_string` for `.to_string()`",
        ));
    }
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(
            input.error("expected a comma between two sites, as in `skip(to_string, format)`")
        );
    }
    if SITES.iter().any(|known| name == known) {
        return Ok((name.span(), name.to_string()));
    }
    let meant = nearest(&name.to_string(), &SITES)
        .map(|meant| format!(": did you mean `{meant}`?"))
        .unwrap_or_default();
    let message = format!("`{name}` is no site{meant}; {}", known());
    Err(syn::Error::new(name.span(), message))
}
