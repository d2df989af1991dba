//! # Arena text sent through a channel
//!
//! Who receives it may do so when the request is over. What is sent owns what it holds.

use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;
use tokio::sync::mpsc::Sender;

#[derive(Clone)]
struct App {
    names: Sender<String>,
}

#[arena_handler]
async fn borrowed(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    match app.names.send(name.to_string()).await {
        Ok(()) => "sent",
        Err(_) => "closed",
    }
}

fn main() {}
