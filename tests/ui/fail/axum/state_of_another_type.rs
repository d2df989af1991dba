use arena_runtime::arena_handler;
use axum::extract::State;

#[derive(Clone)]
struct AppState;

#[derive(Clone)]
struct Database;

#[arena_handler(state = AppState)]
async fn handler(State(_database): State<Database>) {}

fn main() {}
