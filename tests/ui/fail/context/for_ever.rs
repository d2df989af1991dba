use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &'static RequestContext) -> &'static str {
    ctx.alloc_str("ok")
}

fn main() {}
