//! # A function that is not `async`
//!
//! The context is lent until the handler's future is done, so there must be a future.

use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> &'static str {
    "ok"
}

fn main() {}
