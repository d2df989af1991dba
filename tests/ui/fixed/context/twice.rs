//! # Two contexts
//!
//! There is one for each request, and it can be lent as often as it is needed.

use arena_runtime::{RequestContext, arena_handler};

fn line(ctx: &RequestContext) -> &str {
    ctx.alloc_str("line")
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let again = ctx;
    [line(ctx), line(again)].concat()
}

fn main() {}
