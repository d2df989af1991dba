use arena_runtime::{RequestContext, arena_handler};

#[arena_handler(pool, crate = "arena_runtime")]
unsafe extern "C" fn handler<'arena>(ctx: RequestContext, other: &mut RequestContext) {
    let _ = (ctx, other);
}

fn main() {}
