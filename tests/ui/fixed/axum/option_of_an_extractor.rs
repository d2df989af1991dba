//! # An optional argument that cannot be one
//!
//! `Option` is for extractors that can tell "is not there" from "is wrong", such as `Path` and `Json`. A `Query`
//! is always there; it is its fields that may be missing.

use arena_runtime::arena_handler;
use axum::extract::Query;

#[derive(serde::Deserialize)]
struct Search {
    _text: Option<String>,
}

#[arena_handler]
async fn handler(_search: Query<Search>) {}

fn main() {}
