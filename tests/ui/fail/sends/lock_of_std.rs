use std::sync::{Arc, Mutex};

use arena_runtime::arena_handler;
use axum::extract::State;

#[arena_handler]
async fn handler(State(names): State<Arc<Mutex<Vec<String>>>>) -> String {
    let names = names.lock().unwrap();
    tokio::task::yield_now().await;
    names.join(", ")
}

fn main() {}
