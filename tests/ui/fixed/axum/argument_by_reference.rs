//! # An argument by reference
//!
//! There is nobody to borrow from: what is extracted is the handler's own.

use arena_runtime::arena_handler;
use axum::extract::Path;
use axum::http::HeaderMap;

#[arena_handler]
async fn handler(_headers: HeaderMap, Path(_name): Path<String>) {}

fn main() {}
