use axum::extract::Path;
use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(_: Path<String>, _: Path<String>) {}

fn main() {}
