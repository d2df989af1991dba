//! The two attributes on whatever somebody has typed so far, without a compiler run: they must not panic,
//! and what is there of the signature must still be there for the editor.

mod cuts;
mod handlers;
mod names;

use std::path::Path;

use proc_macro2::TokenStream;

use self::cuts::{count, cut};
use self::handlers::HANDLERS;
use self::names::lost;
use super::{arena_fn, arena_handler};

type Attribute = fn(TokenStream, &TokenStream) -> TokenStream;

const ATTRIBUTES: [Attribute; 2] = [arena_handler, arena_fn];

fn read(tokens: &str) -> TokenStream {
    tokens.parse().unwrap()
}

fn assert_is_for_an_editor(attribute: Attribute, options: &TokenStream, item: &TokenStream) {
    let expanded = attribute(options.clone(), item);
    let shown = expanded.to_string();
    assert!(shown.parse::<TokenStream>().is_ok(), "{shown}");
    let lost = lost(item, expanded);
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
