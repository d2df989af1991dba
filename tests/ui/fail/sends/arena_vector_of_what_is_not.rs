use std::rc::Rc;

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let mut names = ctx.vec();
    names.push(Rc::new("Ada"));
    tokio::task::yield_now().await;
    names.len().to_string()
}

fn main() {}
