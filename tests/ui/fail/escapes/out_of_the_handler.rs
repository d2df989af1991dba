use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    ctx.alloc_str("Ada")
}

fn main() {}
