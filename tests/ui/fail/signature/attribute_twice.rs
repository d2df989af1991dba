use arena_runtime::{Json, RequestContext, arena_fn, arena_handler};

#[arena_handler(budget = "1MiB")]
#[arena_handler(lend)]
async fn twice(ctx: &RequestContext) -> Json<&str> {
    Json(format!("{}", ctx.alloc_str("ok")))
}

#[arena_handler]
#[arena_fn]
async fn handler_above(ctx: &RequestContext) -> Json<&str> {
    Json(format!("{}", ctx.alloc_str("ok")))
}

#[arena_fn]
#[arena_handler]
async fn function_above(ctx: &RequestContext) -> Json<&str> {
    Json(format!("{}", ctx.alloc_str("ok")))
}

fn main() {}
