//! # The context in an `Option`
//!
//! It is always there: the attribute leases one for each request.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    ctx.string().into()
}

fn main() {}
