//! # A borrowing argument of a function that is not async
//!
//! What the argument borrows from is held until the future is done, and that is seen of an `async fn` only.

use arena_runtime::arena_handler;
use axum::extract::Path;

#[arena_handler]
async fn length(Path(name): Path<&str>) -> String {
    name.len().to_string()
}

fn main() {}
