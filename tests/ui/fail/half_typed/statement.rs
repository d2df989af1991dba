//! The other statements are read: what the answer borrows is made in the arena.

use arena_runtime::{Json, RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<Vec<&'_ str>> {
    let mut names = vec![format!("{}", 1)];
    let length = ctx.
    let more = format!("{length:?}");
    names.push(more);
    Json(names)
}

fn main() {}
