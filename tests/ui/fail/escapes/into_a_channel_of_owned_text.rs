use std::sync::mpsc::SyncSender;

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;

#[arena_handler]
async fn handler(ctx: &RequestContext, State(names): State<SyncSender<String>>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    match names.send(name) {
        Ok(()) => "sent",
        Err(_) => "closed",
    }
}

fn main() {}
