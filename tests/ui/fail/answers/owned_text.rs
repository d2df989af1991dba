//! What owns its text cannot be what the arena has.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn borrowed(ctx: &RequestContext) -> String {
    ctx.alloc_str("Ada")
}

#[arena_handler]
async fn grown(ctx: &RequestContext) -> String {
    let mut name = ctx.string();
    name.push_str("Ada");
    name
}

fn main() {}
