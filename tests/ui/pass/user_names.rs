#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{RequestContext as Ctx, arena_handler};
use axum::{Router, extract::Path, routing::get};

#[arena_handler]
async fn handler(Path(arena_context): Path<String>) -> String {
    use std::string::ToString as _;
    let arena_lease = format!("{arena_context}!");
    let context = arena_lease.len().to_string();
    let arena_runtime = context.len();
    let argument = arena_runtime.to_string();
    let shown = argument.trim().len();
    let iterator: Vec<char> = argument.chars().collect();
    (iterator.len() + shown).to_string()
}

fn main() {
    let _ = Ctx::new();
    let _: Router = Router::new().route("/{text}", get(handler));
}
