use arena_runtime::{RequestContext, arena_handler};
use std::sync::Mutex;

static LAST: Mutex<&str> = Mutex::new("");

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    *LAST.lock().unwrap() = ctx.alloc_str("Ada");
    "ok"
}

fn main() {}
