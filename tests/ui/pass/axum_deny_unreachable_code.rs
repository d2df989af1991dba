#![deny(unreachable_code)]

use axum::extract::Path;

#[arena_runtime::arena_handler]
async fn handler(Path(_): Path<String>) {}

fn main() {}
