//! Sites and bindings in the arguments of macros with a syntax of their own.

use super::*;
use arena_runtime::heap;
use serde_json::json;

twins! {
    format_in_the_head_of_a_loop_that_waits: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut out = String::new();
            for word in format!("{0:1$} {0:?}", input.text, input.count % 7).split(' ') {
                pause().await;
                out.push_str(word);
            }
            for word in format!("{:>8.3} {}", input.text, input.count).split(' ') {
                pause().await;
                out.push_str(word);
            }
            out
        }
    }
    values_of_json: {
        async fn handler(Query(input): Query<Input>) -> axum::Json<serde_json::Value> {
            let name = format!("{}!", input.text);
            let key = input.count.to_string();
            let numbers = vec![1, 2, input.count];
            let words: Vec<&str> = input.text.split(',').collect();
            axum::Json(json!({
                "name": name,
                "again": { "name": name, "lengths": [name.len(), words.len()] },
                key: format!("{}", input.count),
                (format!("{}?", input.text)): null,
                "numbers": numbers,
                "words": words,
                "upper": input.text.to_uppercase(),
                "owned": input.text.to_owned(),
                "count": input.count.to_owned(),
                "block": [{ "x": true }, [], { }],
                "none": Option::<String>::None,
            }))
        }
    }
    fields_of_events: {
        async fn handler(Query(input): Query<Input>) -> String {
            let user = input.text.to_string();
            let shown = format!("{user}/{}", input.count);
            let numbers = vec![1, 2, 3];
            tracing::info!(user, "plain {shown}");
            tracing::info!(user = %user, ?shown, count = input.count, "with {} and {shown}", user.len());
            tracing::warn!(target: "twins", user = user, shown.text = shown, numbers = ?numbers);
            tracing::debug!({ user = %user, n = 1 }, "message {}", format!("{user}"));
            let span = tracing::info_span!("twins", %user, other = tracing::field::Empty);
            span.record("other", shown.as_str());
            let _entered = span.enter();
            tracing::event!(tracing::Level::ERROR, user, "gone {user:?}");
            format!("{user}{shown}{}", numbers.len())
        }
    }
    patterns_of_matches: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = input.text.to_lowercase();
            let a = matches!(text.as_str(), "a" | "ada,grace,edsger");
            let b = matches!(text.chars().next(), Some(text) if text.is_alphabetic());
            let c = matches!(input.count, n if n == text.len());
            assert!(text.len() <= 1_000, "{text} is too long");
            assert_eq!(text, input.text.to_lowercase());
            assert_ne!(text, "never");
            format!("{a}{b}{c}")
        }
    }
    kept_on_the_heap: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text: String = heap!(format!("{}!", input.text));
            let mut all: Vec<String> = heap!(Vec::new());
            all.push(heap!(input.count.to_string()));
            all.push(text);
            let n = heap!({
                let inner = input.text.to_uppercase();
                inner.len()
            });
            format!("{n}{}", all.concat())
        }
    }
    macros_of_the_body: {
        async fn handler(Query(input): Query<Input>) -> String {
            macro_rules! format {
                ($($token:tt)*) => { std::format!("mine {}", std::format!($($token)*)) };
            }
            macro_rules! vec {
                ($($token:tt)*) => { [$($token)*, 7] };
            }
            let text = format!("{}", input.text);
            let numbers: [usize; 3] = vec![1, 2];
            text + &numbers.len().to_string()
        }
    }
}
