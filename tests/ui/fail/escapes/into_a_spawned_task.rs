use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    tokio::spawn(async move { println!("{name}") });
    "ok"
}

fn main() {}
