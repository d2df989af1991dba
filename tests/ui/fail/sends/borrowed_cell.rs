use std::cell::RefCell;

use arena_runtime::{RequestContext, arena_handler};

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let names = RefCell::new(ctx.string());
    let mut name = names.borrow_mut();
    tokio::task::yield_now().await;
    name.push_str("Ada");
    name.as_str().to_owned()
}

fn main() {}
