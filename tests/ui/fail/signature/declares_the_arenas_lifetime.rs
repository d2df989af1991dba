use arena_runtime::{Json, RequestContext, arena_handler};

#[arena_handler]
async fn handler<'arena>(ctx: &'arena RequestContext) -> Json<&'arena str> {
    Json(ctx.alloc_str("ok"))
}

fn main() {}
