use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext, axum::extract::Path(id): ) -> String {
    ctx.string().to_string()
}

fn main() {}
