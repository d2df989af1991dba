//! One Rust file: its text, its functions, what it registers, and its text edited.
//!
//! Reading and writing the file is for others.

use std::collections::HashSet;

use crate::edit;
use crate::functions::{self, Function};
use crate::registrations;

/// A file's text and what is known of it.
pub(crate) struct Source {
    text: String,
    functions: Vec<Function>,
}

/// Which functions count as handlers.
pub(crate) struct Choice<'a> {
    /// The names of those that some file registers.
    pub(crate) registered: &'a HashSet<String>,
    /// Also those that only look like handlers.
    pub(crate) all: bool,
}

impl Source {
    /// Parses `text` and adds what it registers to `registered`.
    pub(crate) fn parse(text: String, registered: &mut HashSet<String>) -> syn::Result<Self> {
        let code_start = start_of_code(&text);
        let code = &text[code_start..];
        registrations::collect(syn::parse_str(code)?, registered);
        let mut functions = functions::find(&syn::parse_str(code)?);
        for function in &mut functions {
            function.start += code_start;
            if let Some(attribute) = &mut function.attribute {
                *attribute = attribute.start + code_start..attribute.end + code_start;
            }
        }
        Ok(Self { text, functions })
    }

    /// The handlers that do not have the attribute yet.
    pub(crate) fn without_attribute(&self, choice: &Choice<'_>) -> Vec<&Function> {
        let chosen = |function: &&Function| {
            let of_a_handler = function.marked
                || choice.registered.contains(&function.name)
                || (choice.all && function.looks_like_a_handler);
            of_a_handler && function.callable && function.attribute.is_none()
        };
        self.functions.iter().filter(chosen).collect()
    }

    /// The functions that have it.
    pub(crate) fn with_attribute(&self) -> Vec<&Function> {
        let has = |function: &&Function| function.attribute.is_some();
        self.functions.iter().filter(has).collect()
    }

    /// The text with `attribute` right above each of `functions`.
    pub(crate) fn annotated(&self, functions: &[&Function], attribute: &str) -> String {
        let starts: Vec<_> = functions.iter().map(|function| function.start).collect();
        edit::insert(&self.text, &starts, attribute)
    }

    /// The text with the attribute of each of `functions` taken out.
    pub(crate) fn stripped(&self, functions: &[&Function]) -> String {
        let attributes = functions.iter().copied();
        let ranges: Vec<_> = attributes
            .filter_map(|function| function.attribute.clone())
            .collect();
        edit::remove(&self.text, &ranges)
    }
}

/// After the byte order mark and the `#!` line, which are no tokens.
fn start_of_code(text: &str) -> usize {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - bare.len();
    if bare.starts_with("#!") && !bare[2..].trim_start().starts_with('[') {
        mark + bare.find('\n').unwrap_or(bare.len())
    } else {
        mark
    }
}
