use std::sync::Mutex;

use arena_runtime::{RequestContext, arena_handler};

static LAST: Mutex<Option<&RequestContext>> = Mutex::new(None);

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    *LAST.lock().unwrap() = Some(ctx);
    "ok"
}

fn main() {}
