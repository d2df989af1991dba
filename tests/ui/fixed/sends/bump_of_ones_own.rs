//! # A `Bump` of one's own across an await
//!
//! A `Bump` may not be used from two threads, so nothing that borrows from it is held across an await. What the
//! context hands out may be, and its memory is used again by the requests to come.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let mut names = ctx.vec();
    names.push("Ada");
    tokio::task::yield_now().await;
    names.len().to_string()
}

fn main() {}
