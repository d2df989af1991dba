//! # An answer that borrows from a variable
//!
//! A variable that owns its text goes when the handler returns. Answer with the string itself: it is made in the
//! arena, and is there until the response is made.

use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn handler(Path(name): Path<String>) -> Json<&'_ str> {
    let trimmed = name.replace(' ', "");
    Json(trimmed)
}

fn main() {}
