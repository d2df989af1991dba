//! Which functions a source file registers as handlers, by the last segment of the path that names them.
//!
//! Tokens are enough, and see into macros such as `routes!` as they see into code: a call of something
//! named like a method of a router, and in its parentheses a path. A map's `get(key)` looks the same, so
//! whether there is a handler called `key` is for others to say.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A function that registers handlers is called so, or so and something: `get_with`, `post_internal`.
const METHODS: [&str; 10] = [
    "any", "connect", "delete", "get", "head", "options", "patch", "post", "put", "trace",
];
/// Others that take handlers among their arguments; the prefix is axum-extra's typed routing.
const OTHERS: [&str; 3] = ["fallback", "method_not_allowed_fallback", "on"];
const TYPED: &str = "typed_";
/// Macros that take nothing but handlers.
const MACROS: [&str; 1] = ["routes"];
/// What may be called on a handler before it is registered.
const ADAPTERS: [&str; 2] = ["layer", "with_state"];

/// Adds the names of all that `tokens` register.
pub(crate) fn collect(tokens: TokenStream, names: &mut HashSet<String>) {
    let trees: Vec<_> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let arguments: Vec<_> = group.stream().into_iter().collect();
        if registers(&trees[..at], group.delimiter()) {
            names.extend(arguments.split(is_comma).filter_map(handler_name));
        }
        collect(group.stream(), names);
    }
}

/// Whether arguments that come after `before` are a registration's.
fn registers(before: &[TokenTree], delimiter: Delimiter) -> bool {
    match without_turbofish(before) {
        [.., TokenTree::Ident(name), TokenTree::Punct(bang)] if bang.as_char() == '!' => {
            MACROS.iter().any(|macro_name| name == macro_name)
        }
        [.., TokenTree::Ident(name)] if delimiter == Delimiter::Parenthesis => {
            takes_handlers(&name.to_string())
        }
        _ => false,
    }
}

fn takes_handlers(function: &str) -> bool {
    let verb = function.strip_prefix(TYPED).unwrap_or(function);
    let verb = verb.split_once('_').map_or(verb, |(verb, _)| verb);
    METHODS.contains(&verb) || OTHERS.contains(&function)
}

/// Less the `::<…>` at its end.
fn without_turbofish(before: &[TokenTree]) -> &[TokenTree] {
    match length_of_generics(before.iter().rev(), '>', '<') {
        Some(length) => strip_suffix(&before[..before.len() - length], "::"),
        None => before,
    }
}

/// The last segment of the path that an argument is, or begins with if only adapters follow.
fn handler_name(argument: &[TokenTree]) -> Option<String> {
    let mut rest = strip_prefix(argument, "::");
    loop {
        let [TokenTree::Ident(segment), after @ ..] = rest else {
            return None;
        };
        let name = segment.to_string();
        rest = strip_prefix(after, "::");
        if let Some(length) = length_of_generics(rest.iter(), '<', '>') {
            rest = strip_prefix(&rest[length..], "::");
        }
        match rest {
            [] => return Some(name),
            // Generics cut in two by a comma.
            [angle, ..] if is_punct(angle, '<') => return Some(name),
            [dot, TokenTree::Ident(adapter), ..] if is_punct(dot, '.') => {
                return ADAPTERS
                    .iter()
                    .any(|known| adapter == known)
                    .then_some(name);
            }
            _ if rest.len() == after.len() => return None,
            _ => {}
        }
    }
}

/// How many tokens `trees` begins with from an `open` to its `close`.
fn length_of_generics<'a>(
    trees: impl Iterator<Item = &'a TokenTree>,
    open: char,
    close: char,
) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, tree) in trees.enumerate() {
        if is_punct(tree, open) {
            depth += 1;
        } else if is_punct(tree, close) {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return (at > 0).then_some(at + 1);
        }
    }
    None
}

/// Less these punctuation characters, each of which is a token, at its start.
fn strip_prefix<'a>(trees: &'a [TokenTree], puncts: &str) -> &'a [TokenTree] {
    match trees.split_at_checked(puncts.len()) {
        Some((start, rest)) if are(start, puncts) => rest,
        _ => trees,
    }
}

/// Likewise at its end.
fn strip_suffix<'a>(trees: &'a [TokenTree], puncts: &str) -> &'a [TokenTree] {
    let at = trees.len().saturating_sub(puncts.len());
    match trees.split_at(at) {
        (rest, end) if are(end, puncts) => rest,
        _ => trees,
    }
}

fn are(trees: &[TokenTree], puncts: &str) -> bool {
    let mut both = trees.iter().zip(puncts.chars());
    trees.len() == puncts.len() && both.all(|(tree, punct)| is_punct(tree, punct))
}

fn is_comma(tree: &TokenTree) -> bool {
    is_punct(tree, ',')
}

fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}
