use arena_runtime::{Json, RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> Json<Vec<u32>> {
    let mut scores = ctx.vec::<u32>();
    scores.push(7);
    Json(scores)
}

fn main() {}
