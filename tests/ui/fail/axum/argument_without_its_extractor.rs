use arena_runtime::arena_handler;
use axum::http::Uri;

#[derive(serde::Deserialize)]
struct Search {
    _text: String,
}

#[arena_handler]
async fn early(_search: Search, _uri: Uri) {}

#[arena_handler]
async fn last(_search: Search) {}

fn main() {}
