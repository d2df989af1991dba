//! By whichever function, and whether the future has a name or not.

use arena_runtime::{RequestContext, arena_handler};
use tokio::task::JoinSet;

#[arena_handler]
async fn handler(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    let work = async move { println!("{name}") };
    tokio::spawn(work);
    tokio::task::spawn_blocking(move || name.len());
    std::thread::spawn(move || println!("{name}"));
    std::thread::Builder::new().spawn(move || name.len()).unwrap();
    tokio::runtime::Handle::current().spawn(async move { name.len() });
    let mut tasks = JoinSet::new();
    tasks.spawn(async move { name.len() });
    "ok"
}

fn main() {}
