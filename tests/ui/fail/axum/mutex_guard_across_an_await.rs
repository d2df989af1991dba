use std::sync::Mutex;

use arena_runtime::arena_handler;
use axum::extract::State;

#[derive(Clone)]
struct App {
    visits: std::sync::Arc<Mutex<u32>>,
}

#[arena_handler]
async fn handler(State(app): State<App>) -> String {
    let mut visits = app.visits.lock().unwrap();
    *visits += 1;
    tokio::task::yield_now().await;
    format!("{visits}")
}

fn main() {}
