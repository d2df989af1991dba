//! # Arena text in a `Body`
//!
//! A `Body` owns what it sends, so it would need a copy. Text of the arena is answered as an `ArenaString`, which
//! becomes a response while the arena is there.

use arena_runtime::{ArenaString, RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> ArenaString<'_> {
    let mut text = ctx.string();
    text.push_str("text");
    text
}

fn main() {}
