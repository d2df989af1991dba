//! # A guard of std's lock held across an await
//!
//! A guard of std's belongs to the thread that locked. If the lock has to be held while the handler waits, it must
//! be one that is made for that, such as tokio's. Otherwise let the guard go before the await.

use std::sync::Arc;

use arena_runtime::arena_handler;
use axum::extract::State;
use tokio::sync::Mutex;

#[arena_handler]
async fn handler(State(names): State<Arc<Mutex<Vec<String>>>>) -> String {
    let names = names.lock().await;
    tokio::task::yield_now().await;
    names.join(", ")
}

fn main() {}
