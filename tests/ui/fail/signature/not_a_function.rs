use arena_runtime::arena_handler;

#[arena_handler]
struct Handler;

#[arena_handler]
pub trait Handlers {
    async fn list();
}

#[arena_handler]
impl Handler {
    async fn list() {}
}

fn main() {}
