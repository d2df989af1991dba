use arena_runtime::arena_handler;
use std::future::Future;

#[arena_handler]
fn handler() -> impl Future<Output = ()> {
    async {}
}

fn main() {}
