//! # A string for a `&'static str`
//!
//! What is made for a request does not stay for ever. Leave the lifetime out, and the string is made in the arena
//! and borrowed from there.

use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn handler(Path(name): Path<String>) -> Json<&'_ str> {
    Json(format!("[{name}]"))
}

fn main() {}
