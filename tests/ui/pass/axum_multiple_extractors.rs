use axum::http::{Method, Uri};
use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(_one: Method, _two: Uri, _three: String) {}

fn main() {}
