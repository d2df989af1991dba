use arena_runtime::{Json, arena_handler};
use axum::http::Uri;

#[arena_handler]
async fn handler(Json(_names): Json<Vec<String>>, _uri: Uri) {}

fn main() {}
