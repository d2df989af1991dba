//! Annotating changes nothing a client can see: each body below is compiled plain and under
//! `#[arena_handler]`, and both answer every input with the same status, headers and bytes.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]
// What the bodies show is what users write; these lints find fault with the plain twins already.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cmp_owned,
    clippy::format_push_string,
    clippy::implicit_clone,
    clippy::many_single_char_names,
    clippy::map_unwrap_or,
    clippy::needless_for_each,
    clippy::needless_pass_by_value,
    clippy::ptr_arg,
    clippy::redundant_closure_for_method_calls,
    clippy::single_char_pattern,
    clippy::uninlined_format_args,
    clippy::unused_async,
    clippy::unused_self,
    clippy::useless_format,
    clippy::unnecessary_sort_by,
    clippy::useless_vec,
    clippy::vec_init_then_push
)]

#[path = "../support/mod.rs"]
mod support;

use std::fmt::{self, Write as _};

use arena_runtime::arena_handler;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::{Deserialize, Serialize};

use support::ask;

#[derive(Deserialize)]
struct Input {
    text: String,
    count: usize,
}

/// Inputs that take every branch of every body.
const INPUTS: [(&str, usize); 7] = [
    ("", 0),
    ("a", 1),
    ("Ada,Grace,Edsger", 2),
    ("%20%20spaced%20%20out%20", 3),
    ("gr%C3%B6%C3%9Fe", 7),
    ("%7Bbraces%7D", 12),
    ("0123456789012345678901234567890123456789", 500),
];

/// Compiles each handler twice and compares the answers of the two.
macro_rules! twins {
    ($($name:ident: { $($handler:tt)* })*) => {$(
        mod $name {
            mod plain {
                #[allow(unused_imports)]
                use super::super::*;
                pub(super) $($handler)*
            }
            mod arena {
                #[allow(unused_imports)]
                use super::super::*;
                #[arena_handler]
                pub(super) $($handler)*
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn answer_the_same() {
                let router = super::Router::new()
                    .route("/plain", super::get(plain::handler))
                    .route("/arena", super::get(arena::handler));
                for (text, count) in super::INPUTS {
                    let uri = |twin| format!("/{twin}?text={text}&count={count}");
                    let plain = super::ask(router.clone(), super::support::get(&uri("plain"))).await;
                    let arena = super::ask(router.clone(), super::support::get(&uri("arena"))).await;
                    assert_eq!(plain, arena, "text={text}&count={count}");
                }
            }
        }
    )*};
}

mod closures;
mod comparisons;
mod derived;
mod items;
// These find fault with the plain twins already, too.
#[allow(
    clippy::explicit_auto_deref,
    clippy::map_entry,
    clippy::needless_borrows_for_generic_args,
    clippy::unnecessary_to_owned
)]
mod lookups;
mod macros;
mod maps;
mod options;

/// Gives the executor a chance to move the handler to another thread.
async fn pause() {
    tokio::time::sleep(std::time::Duration::from_micros(1)).await;
}

/// Has a `to_string` of its own and is not `Display`.
struct OwnToString(usize);

impl OwnToString {
    // This is the point.
    #[allow(clippy::inherent_to_string)]
    fn to_string(&self) -> String {
        format!("own {}", self.0)
    }
}

struct Rude;

impl fmt::Display for Rude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shown")
    }
}

impl Rude {
    // Shadows `Display`, but says the same.
    #[allow(clippy::inherent_to_string_shadow_display)]
    fn to_string(&self) -> String {
        String::from("shown")
    }
}

/// Says one thing as `Display` and another by its own `to_string`.
struct Contrary(usize);

impl fmt::Display for Contrary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("display")
    }
}

impl Contrary {
    // This is the point.
    #[allow(clippy::inherent_to_string_shadow_display)]
    fn to_string(&self) -> String {
        format!("own {}", self.0)
    }
}

enum AppError {
    TooMany(String),
    Empty,
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        match self {
            Self::TooMany(text) => (StatusCode::PAYLOAD_TOO_LARGE, text).into_response(),
            Self::Empty => StatusCode::NO_CONTENT.into_response(),
        }
    }
}

#[derive(Serialize)]
struct Summary {
    title: String,
    lengths: Vec<usize>,
}

twins! {
    borrowed_format: {
        async fn handler(Query(input): Query<Input>) -> String {
            let line = format!("{:>5}|{}", input.count, input.text);
            line.trim().to_uppercase()
        }
    }
    grown_in_a_loop: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut out = String::new();
            for n in 0..input.count {
                out.push_str(&n.to_string());
                out.push(',');
            }
            out.pop();
            write!(out, ";{}", input.text).unwrap();
            out.as_str().to_owned()
        }
    }
    vectors_of_numbers: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut numbers = Vec::with_capacity(4);
            for n in 0..input.count {
                numbers.push(n * 7 % 5);
            }
            numbers.sort_unstable();
            numbers.dedup();
            let squares: Vec<usize> = numbers.iter().map(|n| n * n).collect();
            let firsts = vec![1, 2, 3];
            let mut sum = firsts[0] + firsts.len();
            for square in squares {
                sum += square;
            }
            format!("{sum} {numbers:?}")
        }
    }
    across_awaits: {
        async fn handler(Query(input): Query<Input>) -> String {
            let words: Vec<&str> = input.text.split(',').collect();
            let mut longest = String::new();
            pause().await;
            for word in &words {
                if word.len() > longest.len() {
                    longest = (*word).to_string();
                }
                pause().await;
            }
            let reversed: String = longest.chars().rev().collect();
            pause().await;
            words.join("/") + reversed.as_str()
        }
    }
    early_returns: {
        async fn handler(Query(input): Query<Input>) -> Result<String, AppError> {
            if input.text.is_empty() {
                return Err(AppError::Empty);
            }
            let label = format!("<{}>", input.text);
            if label.len() > 20 {
                return Err(AppError::TooMany(format!("{label} is too long")));
            }
            let found = label.find(',').ok_or(AppError::Empty)?;
            Ok(label[..found].to_owned())
        }
    }
    vectors_that_borrow_what_is_declared_later: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut parts = Vec::new();
            let left = input.text.to_lowercase();
            let right = input.count.to_string();
            parts.push(left.as_str());
            parts.push(right.as_str());
            parts.concat()
        }
    }
    conditions: {
        async fn handler(Query(input): Query<Input>) -> &'static str {
            let text = input.text.to_string();
            let label = if input.count > 2 {
                format!("many {text}")
            } else {
                String::from("few")
            };
            match label.as_str() {
                "few" => "few",
                other if other.contains('A') => "with A",
                _ => "many",
            }
        }
    }
    mixed_sources: {
        async fn handler(Query(input): Query<Input>) -> String {
            let label = if input.count > 2 { format!("{}", input.count) } else { input.text };
            let length = label.len();
            let twice = label + "!";
            format!("{twice}{length}")
        }
    }
    handed_away: {
        async fn handler(Query(input): Query<Input>) -> String {
            fn shout(text: String) -> String {
                text + "!"
            }
            let own = input.text.to_string();
            let lent = input.count.to_string();
            let spawned = tokio::spawn(async move { own.len() }).await.unwrap();
            let mut words = vec![String::from("one")];
            words.push(shout(lent));
            format!("{spawned} {}", words.join(" "))
        }
    }
    own_to_string: {
        async fn handler(Query(input): Query<Input>) -> String {
            let own = OwnToString(input.count).to_string();
            let rude = Rude.to_string();
            let shared = std::sync::Arc::new(input.count).to_string();
            format!("{own} {rude} {shared} {}", input.text.as_str().to_string().len())
        }
    }
    shadowed_names: {
        async fn handler(Query(input): Query<Input>) -> String {
            let s = input.count.to_string();
            let s = s.len();
            let arena_context = input.text.to_string();
            let ctx = arena_context.trim();
            let arena_lease = s.to_string();
            let runtime = format!("{ctx}{arena_lease}");
            if let Some(s) = runtime.find(',') { format!("{s}") } else { format!("{s}") }
        }
    }
    captured_by_closures: {
        async fn handler(Query(input): Query<Input>) -> String {
            let needle = input.count.to_string();
            let mut hits = Vec::new();
            input.text.split(',').filter(|word| word.len() > needle.len()).for_each(|word| {
                hits.push(word.to_string());
            });
            let count = |text: &str| text.matches(needle.as_str()).count();
            format!("{} {}", count(&input.text), hits.join("+"))
        }
    }
    labelled_blocks_and_let_else: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = input.text.to_string();
            let Some(first) = text.chars().next() else {
                return "empty".to_string();
            };
            let found = 'search: {
                for (at, letter) in text.chars().enumerate() {
                    if letter == ',' {
                        break 'search at;
                    }
                }
                text.len()
            };
            let padded: String = std::iter::repeat_n(first, found.min(9)).collect();
            padded.as_str().into()
        }
    }
    other_answers: {
        async fn handler(Query(input): Query<Input>) -> impl IntoResponse {
            let title = format!("<b>{}</b>", input.text);
            let mut lengths = vec![0; 3];
            lengths[1] = title.len();
            if input.count > 100 {
                return (StatusCode::IM_A_TEAPOT, Html(title.len().to_string())).into_response();
            }
            let total: usize = lengths.iter().sum();
            arena_runtime::Json(Summary { title: input.text, lengths: vec![total] }).into_response()
        }
    }
    assertions_and_formatting: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = input.text.to_string();
            let width = 12;
            assert!(text.len() < 1000, "{text} is long");
            assert_eq!(text.len(), input.text.len(), "{} differs", text);
            println!("{text:?} {:>width$}", text);
            let line = format!("{text:^width$}|{0:#?}|{name}", text, name = input.count);
            std::format!("{line:?}")
        }
    }
    mutation_by_index_and_slices: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut grid = vec![0_u8; 4];
            let last = grid.len() - 1;
            grid[last] = 9;
            grid.push(7);
            let end = grid.len();
            grid[end - 1] = grid[0];
            let mut marks = vec![end];
            marks.push(marks.len());
            marks[0] += marks[1];
            let n = marks.len();
            marks.swap(0, n - 1);
            grid[0] += u8::try_from(input.count % 200).unwrap();
            let grid_len = grid.len();
            grid.swap(0, grid_len - 1);
            let (head, tail) = grid.split_at(2);
            let mut bytes: Vec<u8> = Vec::new();
            bytes.extend_from_slice(head);
            bytes.extend(tail.iter());
            bytes.retain(|byte| *byte != 0);
            format!("{:?} {:?} {:?} {marks:?}", bytes, &grid[1..], bytes.first())
        }
    }
    a_vector_of_owned_strings: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut names: Vec<String> = Vec::new();
            for word in input.text.split(',') {
                names.push(word.to_owned());
            }
            names.sort();
            let mut out = String::with_capacity(8);
            for name in names {
                out += &name;
                out += "-";
            }
            out.trim_end_matches('-').to_owned()
        }
    }
    a_to_string_that_is_not_display: {
        async fn handler(Query(input): Query<Input>) -> String {
            let said = Contrary(input.count).to_string();
            said.trim().to_owned()
        }
    }
    what_hides_a_name_or_seems_to: {
        async fn handler(Query(input): Query<Input>) -> String {
            fn own(text: String) -> String {
                text
            }
            let kept = format!("{}", input.count);
            #[cfg(any())]
            let kept = String::from("never");
            let other = format!("{}", input.text);
            let None = input.text.find(',') else {
                return own(other);
            };
            own(kept)
        }
    }
    iterators_used_again_and_strings_compared: {
        async fn handler(Query(input): Query<Input>) -> String {
            let words = &mut input.text.split(',');
            let first: Vec<&str> = words.take(1).collect();
            let rest: Vec<&str> = words.collect();
            let left = input.text.to_string();
            let right = String::from("m");
            let order = left < right;
            let both = (left, right);
            format!("{first:?} {rest:?} {:?} {order} {}", words.next(), both.0.len())
        }
    }
    items_first_and_nothing_else: {
        async fn handler(Query(input): Query<Input>) -> String {
            const MOST: usize = 9;
            fn shout(text: &str) -> String {
                text.to_uppercase()
            }
            shout(format!("{}{}", input.text, input.count.min(MOST)).as_str())
        }
    }
    every_way_to_format: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut evaluated = Vec::new();
            let mut next = |n: i64| {
                evaluated.push(n);
                n
            };
            let (text, n, width) = (input.text.as_str(), input.count, 7);
            let r#type = 'ß';
            let lines = vec![
                format!("plain").len(),
                format!("{{}} {{{n}}}").len(),
                format!("{}{}{}", next(1), next(-2), next(i64::MIN)).len(),
                format!("{1} {0} {1} {text}", n, text).len(),
                format!("{a}-{b}-{a}", a = next(3), b = &&text).len(),
                format!("{text:>12}|{text:^12}|{text:*<12}|{n:+}|{n:#x}|{n:#010b}").len(),
                format!("{text:width$}|{n:>0$}|{:.*}", 3, 2.5).len(),
                format!("{:?} {:#?} {:e}", text, Some(n), 1234.5).len(),
                format!("{type} {} {} {}", true, 'x', u8::MAX).len(),
                format!("{}", std::borrow::Cow::Borrowed(text)).len(),
                format!("{} {}", std::sync::Arc::new(n), Box::new(text)).len(),
                format!("{text}{text}{text}{text}{text}{text}{text}{text}{text}").len(),
                format!("{}", format_args!("{n}{}", text)).len(),
                format!("{}", if n > 3 { "many" } else { "few" }).len(),
                format!("{}", -1 + 2 * 3 - i32::from(n == 0)).len(),
                format!("{0}", { let inner = n + 1; inner * 2 }).len(),
                format!(
                    "{}\n\
                     {}\t\u{1F600}", text, n,
                ).len(),
            ];
            let guard = std::sync::Mutex::new(n);
            let locked = format!("{}", guard.lock().unwrap()).len() + *guard.lock().unwrap();
            let long = format!("{}{text:>300}{n}", text.repeat(9));
            let shown = format!("{long}|{lines:?}|{evaluated:?}|{locked}|{}", long.len());
            shown.as_str().to_owned()
        }
    }
    guards_in_arguments_are_let_go: {
        async fn handler(Query(input): Query<Input>) -> String {
            async fn length(text: &str) -> usize {
                pause().await;
                text.len()
            }
            let shared = std::sync::Mutex::new(input.count);
            let mut out = String::new();
            out.push_str(&format!("{}", shared.lock().unwrap()));
            let n = length(format!("{}!", shared.lock().unwrap()).as_str()).await;
            format!("{n}{}", out.len())
        }
    }
    a_panic_in_display_is_not_swallowed: {
        async fn handler(Query(input): Query<Input>) -> String {
            struct Picky(usize);
            impl fmt::Display for Picky {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{:04}", self.0)
                }
            }
            let shown = Picky(input.count).to_string();
            shown.len().to_string()
        }
    }
}
