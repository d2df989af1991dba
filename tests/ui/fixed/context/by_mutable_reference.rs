//! # The context by `&mut`
//!
//! All that is allocated borrows from the context, so it is shared from the first allocation on. Its methods
//! take `&self`.

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    ctx.string().into()
}

fn main() {}
