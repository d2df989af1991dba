//! # A borrowed body before the last argument
//!
//! The body can be read once, and what reads it comes last. Two things of one body are one type.

use arena_runtime::{Json, arena_handler};
use axum::extract::Path;

#[arena_handler]
async fn rename(Path(id): Path<u32>, Json(name): Json<&str>) -> String {
    format!("{id}: {name}")
}

#[arena_handler]
async fn twice(Json((name, title)): Json<(&str, &'arena str)>) -> String {
    format!("{title} {name}")
}

fn main() {}
