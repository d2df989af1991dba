use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: Option<RequestContext>) -> String {
    ctx.map(|ctx| ctx.string().into()).unwrap_or_default()
}

fn main() {}
