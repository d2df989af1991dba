//! What a routed `format!` writes is what std's writes: each format string is shown plain and under
//! `#[arena_fn]`, as a temporary and as every type that an answer can have it as.
//!
//! [`table`] holds the format strings and makes up their values; in [`by_hand`] are those that do more than
//! show a value, some of them behind a real router.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]
// What is shown here is what users write; these lints find fault with it plain already.
#![allow(
    clippy::format_in_format_args,
    clippy::print_literal,
    clippy::to_string_in_format_args,
    clippy::too_many_lines,
    clippy::uninlined_format_args,
    clippy::useless_format,
    clippy::write_literal,
    unused_parens
)]

#[path = "../support/mod.rs"]
mod support;

mod by_hand;
mod given;
mod table;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use arena_runtime::ArenaString;

/// An answer with a text of every type that there is for one.
struct Answer<'a> {
    borrowed: &'a str,
    cow: Cow<'a, str>,
    arena: ArenaString<'a>,
    owned: String,
    boxed: Box<str>,
    rc: Rc<str>,
    arc: Arc<str>,
}

impl Answer<'_> {
    fn texts(&self) -> [&str; 7] {
        [
            self.borrowed,
            &self.cow,
            &self.arena,
            &self.owned,
            &self.boxed,
            &self.rc,
            &self.arc,
        ]
    }
}

/// Compares all ways for each format string. The values are given by their types, see [`given::Given`].
macro_rules! formats {
    ($($group:ident($($value:ident: $ty:ty),*) { $([$($format:tt)*])* })*) => {$(
        mod $group {
            #[allow(unused_imports)]
            use super::*;

            pub(super) fn plain($($value: &$ty),*) -> Vec<String> {
                vec![$(format!($($format)*)),*]
            }

            #[arena_fn(deny(heap))]
            pub(super) fn temporary(ctx: &RequestContext, seen: &mut Vec<String>, $($value: &$ty),*) {
                $({
                    let text = format!($($format)*);
                    keep(seen, text.as_str());
                })*
            }

            #[arena_fn(deny(heap))]
            pub(super) fn answered<'a>(ctx: &'a RequestContext, $($value: &$ty),*) -> ArenaVec<'a, Answer<'a>> {
                let mut answers = Vec::new();
                $(answers.push(Answer {
                    borrowed: format!($($format)*),
                    cow: format!($($format)*),
                    arena: format!($($format)*),
                    owned: format!($($format)*),
                    boxed: format!($($format)*),
                    rc: format!($($format)*),
                    arc: format!($($format)*),
                });)*
                answers
            }
        }

        #[test]
        fn $group() {
            let mut context = RequestContext::new();
            let mut runner = TestRunner::new(Config::with_cases(given::CASES));
            let values = ($(<$ty as Given>::given(),)*);
            let result = runner.run(&values, |($($value,)*)| {
                let plain = $group::plain($(&$value),*);
                let mut temporary = Vec::new();
                context.enter(|| $group::temporary(&context, &mut temporary, $(&$value),*));
                assert_eq!(plain, temporary);
                let answers = context.enter(|| $group::answered(&context, $(&$value),*));
                for (plain, answer) in plain.iter().zip(&answers) {
                    assert_eq!([plain.as_str(); 7], answer.texts());
                }
                assert_eq!(plain.len(), answers.len());
                Ok(())
            });
            context.reset();
            if let Err(error) = result {
                panic!("{error}");
            }
        }
    )*};
}

use formats;
