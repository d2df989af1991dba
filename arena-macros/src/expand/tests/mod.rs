//! The two attributes on whatever somebody has typed so far, without a compiler run: they must not panic,
//! and what is there of the signature must still be there for the editor.

mod cuts;
mod handlers;

use std::collections::HashSet;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use self::cuts::{count, cut};
use self::handlers::HANDLERS;
use super::{arena_fn, arena_handler};

type Attribute = fn(TokenStream, &TokenStream) -> TokenStream;

const ATTRIBUTES: [Attribute; 2] = [arena_handler, arena_fn];

fn read(tokens: &str) -> TokenStream {
    tokens.parse().unwrap()
}

/// The names in `tokens`, but for those of lifetimes: the arena's has many.
fn names(tokens: TokenStream, found: &mut HashSet<String>) {
    let mut is_lifetime = false;
    for tree in tokens {
        match &tree {
            TokenTree::Ident(name) if !is_lifetime => {
                found.insert(name.to_string());
            }
            TokenTree::Group(group) => names(group.stream(), found),
            _ => {}
        }
        is_lifetime = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '\'');
    }
}

/// The tokens before the body.
fn signature(item: &TokenStream) -> TokenStream {
    let is_body = |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    item.clone()
        .into_iter()
        .take_while(|tree| !is_body(tree))
        .collect()
}

fn assert_is_for_an_editor(attribute: Attribute, options: &TokenStream, item: &TokenStream) {
    let expanded = attribute(options.clone(), item);
    let shown = expanded.to_string();
    assert!(shown.parse::<TokenStream>().is_ok(), "{shown}");
    let (mut typed, mut kept) = (HashSet::new(), HashSet::new());
    names(signature(item), &mut typed);
    names(expanded, &mut kept);
    // What a context is wrapped in goes when it is refused, and a `where` before nothing says nothing.
    for gone in ["mut", "Option", "where"] {
        typed.remove(gone);
    }
    let lost: Vec<_> = typed.difference(&kept).collect();
    assert!(lost.is_empty(), "{lost:?} of\n{item}\nis not in\n{shown}");
}

#[test]
fn whole_functions_expand_to_functions() {
    for (options, function) in HANDLERS {
        for attribute in ATTRIBUTES {
            let expanded = attribute(read(options), &read(function));
            assert!(
                syn::parse2::<syn::File>(expanded.clone()).is_ok()
                    || syn::parse2::<syn::ImplItemFn>(expanded.clone()).is_ok(),
                "{expanded}"
            );
        }
    }
}

#[test]
fn every_beginning_of_a_function_keeps_its_signature() {
    for (options, function) in HANDLERS {
        let (options, function) = (read(options), read(function));
        for length in 0..=count(&function) {
            for attribute in ATTRIBUTES {
                assert_is_for_an_editor(attribute, &options, &cut(&function, length));
            }
        }
    }
}

#[test]
fn every_beginning_of_the_options_keeps_the_signature() {
    for (options, function) in HANDLERS {
        let (options, function) = (read(options), read(function));
        for length in 0..=count(&options) {
            for attribute in ATTRIBUTES {
                assert_is_for_an_editor(attribute, &cut(&options, length), &function);
            }
        }
    }
}

/// What the fuzzer has found, see `.ci/fuzz`: the options, a line of dashes, the item.
#[test]
fn what_was_found_once_is_not_found_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expand/tests/found");
    for found in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(found.unwrap().path()).unwrap();
        let (options, item) = text.split_once("---\n").unwrap();
        for attribute in ATTRIBUTES {
            assert_is_for_an_editor(attribute, &read(options), &read(item));
        }
    }
}
