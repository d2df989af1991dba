use arena_runtime::arena_handler;
use axum::extract::State;

struct AppState;

#[arena_handler]
async fn handler(State(_app): State<AppState>) {}

fn main() {}
