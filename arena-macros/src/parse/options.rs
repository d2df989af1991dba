//! The attribute's options: `#[arena_handler(crate = path)]`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, Path, Token};

use super::Errors;

const KNOWN: &str = "known options: `crate = path::to::arena_runtime`";

/// The options, each at its default where the user said nothing.
pub(crate) struct Options {
    pub(crate) runtime: Runtime,
}

/// Where the expansion finds the runtime.
pub(crate) struct Runtime(Path);

impl Runtime {
    /// The path, for use in code generated at `span`: the compiler points where the generated code
    /// begins, which should be where the user's does.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let respanned = self.0.to_token_stream().into_iter().map(|mut tree| {
            tree.set_span(span.resolved_at(tree.span()));
            tree
        });
        respanned.collect()
    }
}

impl Options {
    /// Reads them all, going on after a mistake so that each one is reported.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut runtime = None;
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = parse_one(input, &mut runtime) {
                    errors.push(error);
                    skip_to_comma(input);
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.push(error);
        }
        let runtime = runtime
            .unwrap_or_else(|| syn::parse_quote_spanned!(Span::mixed_site()=> ::arena_runtime));
        Self {
            runtime: Runtime(runtime),
        }
    }
}

fn parse_one(input: ParseStream<'_>, runtime: &mut Option<Path>) -> syn::Result<()> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format!("expected the name of an option; {KNOWN}")));
    }
    let name = input.call(Ident::parse_any)?;
    if name != "crate" {
        return Err(syn::Error::new(
            name.span(),
            format!("`{name}` is no option of `#[arena_handler]`; {KNOWN}"),
        ));
    }
    input.parse::<Token![=]>().map_err(|error| {
        syn::Error::new(
            error.span(),
            "`crate` takes a path: write `crate = path::to::arena_runtime`",
        )
    })?;
    let path = input.call(Path::parse_mod_style).map_err(|error| {
        syn::Error::new(
            error.span(),
            "`crate` takes a path without quotes: write `crate = path::to::arena_runtime`",
        )
    })?;
    if runtime.replace(path).is_some() {
        return Err(syn::Error::new(
            name.span(),
            "`crate` is given twice; keep one of the two",
        ));
    }
    Ok(())
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // A token tree always parses where there is one.
        let _skipped = input.parse::<proc_macro2::TokenTree>();
    }
}
