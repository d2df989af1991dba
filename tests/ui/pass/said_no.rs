//! What the user keeps on the heap is of std's types, and nothing is denied of it.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use arena_runtime::{RequestContext, arena_fn, arena_handler, heap};

fn wants_a_string(text: &String) -> usize {
    text.len()
}

#[arena_handler(skip(format, vec), deny(heap))]
async fn kinds() -> String {
    let text: String = format!("{}", 1);
    let numbers: Vec<u8> = vec![1, 2];
    let moved = text.len().to_string();
    heap!(format!("{moved}{}{}", wants_a_string(&text), numbers.len()))
}

#[arena_fn(deny(heap))]
fn sites(ctx: &RequestContext) -> usize {
    let text = heap!(String::from("x"));
    let mut items: Vec<String> = heap!(Vec::new());
    items.push(heap!(7.to_string()));
    let short = "y".to_owned();
    wants_a_string(&text) + items.len() + short.len()
}

#[arena_fn(lend, deny(heap))]
fn lent(ctx: &RequestContext, n: u32) -> usize {
    fn see(text: &str, items: &[u32]) -> usize {
        text.len() + items.len()
    }
    let text = n.to_string();
    let items = vec![n, n];
    see(&text, &items) + see(&format!("{n}"), &vec![1]) + see(text.as_str(), &items[1..])
}

fn main() {
    let lease = arena_runtime::ContextPool::global().acquire();
    assert_eq!(sites(&lease), 3);
    assert_eq!(lent(&lease, 42), 10);
    let _ = axum::Router::<()>::new().route("/", axum::routing::get(kinds));
    let outside: String = heap!("outside of any handler".into());
    assert!(!outside.is_empty());
}
