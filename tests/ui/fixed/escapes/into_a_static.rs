//! # Arena data in a `static`
//!
//! What stays for ever owns what it holds.

use arena_runtime::{RequestContext, arena_handler};
use std::sync::Mutex;

static LAST: Mutex<String> = Mutex::new(String::new());

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    *LAST.lock().unwrap() = ctx.alloc_str("Ada").to_string();
    "ok"
}

fn main() {}
