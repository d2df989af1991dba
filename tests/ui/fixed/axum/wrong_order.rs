//! # The body before the last argument
//!
//! Reading the body consumes the request, so nothing can be taken from it afterwards.

use arena_runtime::arena_handler;
use axum::{Json, http::Uri};

#[arena_handler]
async fn one(_: Uri, _: Json<()>) {}

#[arena_handler]
async fn two(_: Uri, _: String) {}

fn main() {}
