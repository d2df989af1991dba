//! The names in tokens.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Calls `found` with each, but for those of lifetimes: the arena's has many.
pub(crate) fn names(tokens: TokenStream, found: &mut impl FnMut(&TokenTree)) {
    let mut is_lifetime = false;
    for tree in tokens {
        match &tree {
            TokenTree::Ident(_) if !is_lifetime => found(&tree),
            TokenTree::Group(group) => names(group.stream(), found),
            _ => {}
        }
        is_lifetime = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '\'');
    }
}

/// The names of the item's arguments and its own that are not in what came of it.
pub(crate) fn lost(item: &TokenStream, expanded: TokenStream) -> Vec<String> {
    let mut kept = HashSet::new();
    names(expanded, &mut |name: &TokenTree| {
        kept.insert(name.to_string());
    });
    let mut lost = signature(item);
    lost.retain(|name| !kept.contains(name));
    lost
}

/// What follows `fn`, and what stands before the `:` of each argument.
fn signature(item: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut trees = item
        .clone()
        .into_iter()
        .skip_while(|tree| !matches!(tree, TokenTree::Ident(keyword) if keyword == "fn"))
        .skip(1);
    let Some(TokenTree::Ident(name)) = trees.next() else {
        return found;
    };
    found.push(name.to_string());
    let arguments = match trees.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            group.stream().into_iter().collect()
        }
        _ => Vec::new(),
    };
    for argument in arguments.split(|tree| is_punct(tree, ',')) {
        let pattern = argument
            .split(|tree| is_punct(tree, ':'))
            .next()
            .unwrap_or_default();
        let is_taken_apart = !matches!(pattern, [TokenTree::Ident(_)]);
        if is_taken_apart && mentions_context(argument) {
            // That is refused, and a context can be given no other name than its own.
            continue;
        }
        names(
            pattern.iter().cloned().collect(),
            &mut |name: &TokenTree| {
                found.push(name.to_string());
            },
        );
    }
    found
}

fn is_punct(tree: &TokenTree, of: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == of)
}

fn mentions_context(argument: &[TokenTree]) -> bool {
    let mut mentions = false;
    names(argument.iter().cloned().collect(), &mut |name| {
        mentions |= name.to_string() == "RequestContext";
    });
    mentions
}
