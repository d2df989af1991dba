//! # A `RefCell` borrowed across an await
//!
//! A `RefCell` itself may go to another thread, but not while it is borrowed. Borrow it after the await, or do
//! without it: the arena's strings and vectors can be changed across an await.

use std::cell::RefCell;

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let names = RefCell::new(ctx.string());
    tokio::task::yield_now().await;
    let mut name = names.borrow_mut();
    name.push_str("Ada");
    name.as_str().to_owned()
}

fn main() {}
