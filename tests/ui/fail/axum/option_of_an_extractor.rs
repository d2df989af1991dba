use arena_runtime::arena_handler;
use axum::extract::Query;

#[derive(serde::Deserialize)]
struct Search {
    _text: String,
}

#[arena_handler]
async fn handler(_search: Option<Query<Search>>) {}

fn main() {}
