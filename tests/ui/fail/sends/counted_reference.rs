use std::rc::Rc;

use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> String {
    let name = Rc::new("Ada");
    tokio::task::yield_now().await;
    format!("[{name}]")
}

fn main() {}
