use arena_runtime::{RequestContext, arena_handler};

fn keep(_: &'static str) {}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    keep(name);
    "ok"
}

fn main() {}
