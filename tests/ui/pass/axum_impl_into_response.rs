use axum::response::IntoResponse;
use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> impl IntoResponse {
    "hi!"
}

fn main() {}
