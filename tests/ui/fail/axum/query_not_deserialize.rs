use arena_runtime::arena_handler;
use axum::extract::Query;

struct Search {
    _text: String,
}

#[arena_handler]
async fn handler(Query(_search): Query<Search>) {}

fn main() {}
