use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: Option<&RequestContext>) -> String {
    String::new()
}

fn main() {}
