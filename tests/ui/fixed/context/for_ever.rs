//! # The context for `'static`
//!
//! The context goes back to its pool when the request ends. An answer that borrows from it says so by its
//! lifetime, and becomes a response before that.

use arena_runtime::{ArenaString, RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> ArenaString<'_> {
    let mut answer = ctx.string();
    answer.push_str("ok");
    answer
}

fn main() {}
