use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;
use tokio::sync::mpsc::Sender;

#[arena_handler]
async fn borrowed(ctx: &RequestContext, State(names): State<Sender<&'static str>>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    match names.send(name).await {
        Ok(()) => "sent",
        Err(_) => "closed",
    }
}

fn main() {}
