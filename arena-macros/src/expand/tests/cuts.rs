//! What an editor sends while somebody types: the tokens so far, with each open delimiter closed.
//! A lifetime is one token, as in the compiler.

use proc_macro2::{Group, TokenStream, TokenTree};

/// How many tokens there are, a pair of delimiters counting as one.
pub(crate) fn count(tokens: &TokenStream) -> usize {
    let tokens_of = |tree: TokenTree| match tree {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        TokenTree::Punct(punct) if punct.as_char() == '\'' => 0,
        _ => 1,
    };
    tokens.clone().into_iter().map(tokens_of).sum()
}

/// The first `length` of them.
pub(crate) fn cut(tokens: &TokenStream, length: usize) -> TokenStream {
    let mut left = length;
    first(tokens, &mut left)
}

fn first(tokens: &TokenStream, left: &mut usize) -> TokenStream {
    let mut cut = TokenStream::new();
    for tree in tokens.clone() {
        if *left == 0 {
            break;
        }
        let begins_a_lifetime = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '\'');
        *left -= usize::from(!begins_a_lifetime);
        cut.extend([match tree {
            TokenTree::Group(group) => {
                let inside = first(&group.stream(), left);
                let mut closed = Group::new(group.delimiter(), inside);
                closed.set_span(group.span());
                TokenTree::Group(closed)
            }
            other => other,
        }]);
    }
    cut
}
