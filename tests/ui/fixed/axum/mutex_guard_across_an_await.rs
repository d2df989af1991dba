//! # A lock held across an await
//!
//! A handler may wake up on another thread than it fell asleep on, and a guard of std's belongs to its thread.
//! Let it go before, or use a lock that is made for waiting, such as tokio's.

use std::sync::Mutex;

use arena_runtime::arena_handler;
use axum::extract::State;

#[derive(Clone)]
struct App {
    visits: std::sync::Arc<Mutex<u32>>,
}

#[arena_handler]
async fn handler(State(app): State<App>) -> String {
    let visits = {
        let mut visits = app.visits.lock().unwrap();
        *visits += 1;
        *visits
    };
    tokio::task::yield_now().await;
    format!("{visits}")
}

fn main() {}
