use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(RequestContext { .. }: &RequestContext) -> String {
    String::new()
}

fn main() {}
