//! # The context by value
//!
//! The context belongs to its pool and is lent to the handler.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    ctx.string().into()
}

fn main() {}
