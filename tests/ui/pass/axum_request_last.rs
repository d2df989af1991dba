use axum::extract::{Extension, Request};
use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(_: Extension<String>, _: Request) {}

fn main() {}
