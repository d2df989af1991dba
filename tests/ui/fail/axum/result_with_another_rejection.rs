use arena_runtime::arena_handler;
use axum::extract::Query;
use axum::extract::rejection::JsonRejection;

#[derive(serde::Deserialize)]
struct Search {
    _text: String,
}

#[arena_handler]
async fn handler(_search: Result<Query<Search>, JsonRejection>) {}

fn main() {}
