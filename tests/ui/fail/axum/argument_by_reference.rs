use arena_runtime::arena_handler;
use axum::http::HeaderMap;

#[arena_handler]
async fn handler(_headers: &HeaderMap, _name: &str) {}

fn main() {}
