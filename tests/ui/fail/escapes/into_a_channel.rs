use arena_runtime::{RequestContext, arena_handler};
use axum::extract::State;
use tokio::sync::mpsc::Sender;

#[derive(Clone)]
struct App {
    names: Sender<&'static str>,
}

#[arena_handler]
async fn borrowed(ctx: &RequestContext, State(app): State<App>) -> &'static str {
    let name = ctx.alloc_str("Ada");
    match app.names.send(name).await {
        Ok(()) => "sent",
        Err(_) => "closed",
    }
}

fn main() {}
