use arena_runtime::{RequestContext, arena_handler};

fn shared() -> std::rc::Rc<str> {
    "Ada".into()
}

#[arena_handler]
async fn handler(ctx: &RequestContext) -> String {
    let name = shared();
    tokio::task::yield_now().await;
    ctx.alloc_str(&name).to_owned()
}

fn main() {}
