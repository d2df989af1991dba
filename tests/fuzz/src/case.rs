//! What an attribute is put on, and what must be true of what it gives back.

use std::fmt;

use proc_macro2::{TokenStream, TokenTree};

use crate::expand::{arena_fn, arena_handler};
use crate::names::{lost, names};

/// An attribute's options and the item under it.
#[derive(Clone)]
pub struct Case {
    pub options: TokenStream,
    pub item: TokenStream,
}

/// As in `arena-macros/src/expand/tests/found`, where it goes if it has found something.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n---\n{}", self.options, self.item)
    }
}

impl Case {
    pub(crate) fn read(options: &str, item: &str) -> Self {
        let read = |text: &str| {
            text.parse()
                .unwrap_or_else(|error| panic!("{error}: {text}"))
        };
        Self {
            options: read(options),
            item: read(item),
        }
    }

    fn expand(&self) -> [TokenStream; 2] {
        [
            arena_handler(self.options.clone(), &self.item),
            arena_fn(self.options.clone(), &self.item),
        ]
    }

    /// Whatever it is: no panic, and what is there of a signature is still there.
    pub fn assert_is_for_an_editor(&self) {
        for expanded in self.expand() {
            let lost = lost(&self.item, expanded);
            assert!(lost.is_empty(), "{lost:?} went");
        }
    }

    /// Of a function as the language has them: one comes of it, without unsafe code or the names of what
    /// is for the macro alone.
    pub fn assert_becomes_a_function(&self) {
        syn::parse2::<syn::ItemFn>(self.item.clone()).expect("the generator writes functions");
        for expanded in self.expand() {
            let file = syn::parse2::<syn::File>(expanded.clone());
            assert!(file.is_ok(), "no item: {expanded}");
            assert!(has_one_function(&file.expect("checked")), "{expanded}");
            assert_eq!(
                count("unsafe", &expanded),
                count("unsafe", &self.item),
                "{expanded}"
            );
        }
        self.assert_is_for_an_editor();
    }
}

fn has_one_function(file: &syn::File) -> bool {
    let is_function = |item: &&syn::Item| matches!(item, syn::Item::Fn(_));
    file.items.iter().filter(is_function).count() == 1
}

/// How often the word stands there.
fn count(word: &str, tokens: &TokenStream) -> usize {
    let mut found = 0;
    names(tokens.clone(), &mut |name: &TokenTree| {
        found += usize::from(name.to_string() == word);
    });
    found
}
