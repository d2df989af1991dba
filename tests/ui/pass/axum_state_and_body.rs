use axum::{extract::Request, extract::State};
use arena_runtime::arena_handler;

#[arena_handler(state = AppState)]
async fn handler(_: State<AppState>, _: Request) {}

#[derive(Clone)]
struct AppState;

fn main() {}
