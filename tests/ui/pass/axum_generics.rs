use arena_runtime::arena_handler;

#[arena_handler]
async fn handler<T>(_extract: T) {}

fn main() {}
