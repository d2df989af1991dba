//! What belongs to a context, instead of the context.

use arena_runtime::{Arena, PooledContext, arena_handler};

#[arena_handler]
async fn arena(arena: &Arena) -> String {
    arena.allocated_bytes().to_string()
}

#[arena_handler]
async fn lease(ctx: &mut PooledContext) -> String {
    ctx.string().into()
}

fn main() {}
