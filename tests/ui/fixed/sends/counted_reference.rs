//! # An `Rc` held across an await
//!
//! An `Rc` counts without regard to other threads, so it stays on its own. `Arc` is the one that may go along. Where
//! nothing is shared, the arena needs no count at all: a `&str` of it can be copied as it is.

use std::sync::Arc;

use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> String {
    let name = Arc::new("Ada");
    tokio::task::yield_now().await;
    format!("[{name}]")
}

fn main() {}
