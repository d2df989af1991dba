use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let name = ctx.
}

fn main() {
    let _ = handler();
}
