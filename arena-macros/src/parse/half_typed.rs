//! What the compiler says by itself of a function that cannot be read. It says it of the item that the
//! attribute gives back, and mostly stops there. Where it goes on, an error of ours would say it again.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{FnArg, Token};

/// Whether the compiler goes on after it has said what is wrong: with the arguments, that there are none,
/// or that the return type is not after `->`.
pub(crate) fn compiler_goes_on(item: &TokenStream) -> bool {
    let mut trees = item.clone().into_iter().skip_while(|tree| !is_fn(tree));
    let arguments = trees.find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => Some(group),
        _ => None,
    });
    match arguments {
        Some(group) if group.delimiter() == Delimiter::Parenthesis => {
            let arguments = Punctuated::<FnArg, Token![,]>::parse_terminated.parse2(group.stream());
            arguments.is_err() || matches!(trees.next(), Some(next) if is_no_arrow(&next))
        }
        _ => true,
    }
}

fn is_fn(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(keyword) if keyword == "fn")
}

/// `:` or `=>`, where there should be `->`.
fn is_no_arrow(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '='))
}

#[cfg(test)]
mod tests {
    use super::compiler_goes_on;

    #[test]
    fn what_the_compiler_gets_over_is_known() {
        for half in [
            "async fn h(x) -> String {}",
            "async fn h(Path(id): ) -> String {}",
            "async fn h(a: HashMap<K, V>, Json())",
            "async fn h {}",
            "async fn h(x: String): String {}",
            "async fn h(x: String) => String {}",
        ] {
            assert!(compiler_goes_on(&half.parse().unwrap()), "{half}");
        }
        for other in [
            "async fn h(&self, a: HashMap<K, V>, f: fn() -> u8,) -> {}",
            "#[a(b)] async fn h<T>() where T:: {}",
        ] {
            assert!(!compiler_goes_on(&other.parse().unwrap()), "{other}");
        }
    }
}
