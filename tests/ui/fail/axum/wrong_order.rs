use axum::{http::Uri, Json};
use arena_runtime::arena_handler;

#[arena_handler]
async fn one(_: Json<()>, _: Uri) {}

#[arena_handler]
async fn two(_: String, _: Uri) {}

fn main() {}
