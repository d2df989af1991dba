//! Verdicts as notes of the compiler. A macro on stable Rust can only report errors, so each note is the
//! text of a deprecation, of something that is used at the site and nowhere else.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;

use super::{Explained, Verdict};

/// Statements that compile to nothing but a warning at each site.
pub(crate) fn notes(sites: &[Explained]) -> TokenStream {
    let notes = sites.iter().map(|site| {
        let name = match site.verdict {
            Verdict::Routed(_) => "moves_to_the_arena",
            Verdict::Kept { .. } => "stays_on_the_heap",
        };
        // The user's own position, so that the compiler shows the site and not the attribute.
        let name = Ident::new(name, site.span);
        let note = LitStr::new(&site.sentence(), Span::mixed_site());
        let used = quote_spanned!(site.span=> let _ = #name;);
        quote! {
            {
                #[deprecated(note = #note)]
                #[allow(non_upper_case_globals)]
                const #name: () = ();
                // Whatever the crate denies, a note is no more than a warning.
                #[warn(warnings, deprecated)]
                #[allow(clippy::all, clippy::pedantic)]
                { #used }
            }
        }
    });
    quote!(#(#notes)*)
}
