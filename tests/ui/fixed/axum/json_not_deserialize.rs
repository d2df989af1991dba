//! # A `Json`, `Query`, `Path` or `Form` of what is not `Deserialize`
//!
//! They read their content with serde.

use arena_runtime::arena_handler;
use axum::Json;

#[derive(serde::Deserialize)]
struct Struct {}

#[arena_handler]
async fn handler(_foo: Json<Struct>) {}

fn main() {}
