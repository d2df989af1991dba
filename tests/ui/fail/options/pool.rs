use arena_runtime::arena_handler;
use axum::extract::State;

#[derive(Clone)]
struct App;

#[arena_handler(pool = app)]
async fn not_a_pool(State(app): State<App>) -> &'static str {
    let _ = app;
    "ok"
}

#[arena_handler(pool)]
async fn nothing() {}

#[arena_handler(pool =)]
async fn half_typed() {}

fn main() {}
