#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::arena_handler;
use axum::{Router, extract::Path, routing::get};

#[arena_handler]
async fn handler(Path(text): Path<String>) -> String {
    let mut parts = Vec::new();
    let words: Vec<&str>;
    let lower = text.to_lowercase();
    words = lower.split(' ').collect();
    let joined = words.join("-").to_string();
    for word in &words {
        parts.push(*word);
    }
    parts.push(joined.as_str());
    tokio::task::yield_now().await;
    parts.concat()
}

fn main() {
    let _: Router = Router::new().route("/{text}", get(handler));
}
