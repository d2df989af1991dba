use arena_runtime::arena_handler;
use axum::extract::State;

struct Search<'a>(&'a str);

#[arena_handler]
async fn nested(name: Option<&str>) -> &'static str {
    drop(name);
    "ok"
}

#[arena_handler]
async fn own_type(Search(text): Search<'_>) -> &'static str {
    drop(text);
    "ok"
}

#[arena_handler]
async fn of_axum(State(name): State<&str>) -> &'static str {
    drop(name);
    "ok"
}

fn main() {}
