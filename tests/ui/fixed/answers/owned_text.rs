//! # Arena text for an answer that owns
//!
//! A `String` is on the heap. An `ArenaString` is a response as it is; of other text in the arena, a copy is
//! answered.

use arena_runtime::{ArenaString, RequestContext, arena_handler};

#[arena_handler]
async fn borrowed(ctx: &RequestContext) -> String {
    ctx.alloc_str("Ada").to_string()
}

#[arena_handler]
async fn grown(ctx: &RequestContext) -> ArenaString<'_> {
    let mut name = ctx.string();
    name.push_str("Ada");
    name
}

fn main() {}
