//! Notes are no more than warnings, whatever the crate denies.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use arena_runtime::{RequestContext, arena_fn, arena_handler};

#[arena_handler(explain)]
async fn handler() -> String {
    let name = format!("{}", 7);
    let length = name.len().to_string();
    length + &name
}

#[arena_fn(explain)]
fn helper(ctx: &RequestContext) -> String {
    ctx.alloc_str("7").to_string()
}

#[arena_handler(explain)]
async fn no_sites() -> &'static str {
    "ok"
}

fn main() {
    let lease = arena_runtime::ContextPool::global().acquire();
    assert_eq!(helper(&lease), "7");
    let _ = axum::Router::<()>::new()
        .route("/", axum::routing::get(handler))
        .route("/none", axum::routing::get(no_sites));
}
