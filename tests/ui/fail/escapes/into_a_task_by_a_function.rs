use arena_runtime::{RequestContext, arena_handler};

async fn note(name: &str) {
    println!("{name}");
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    tokio::spawn(note(name));
    "ok"
}

fn main() {}
