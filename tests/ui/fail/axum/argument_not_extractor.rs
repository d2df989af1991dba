use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(_foo: bool) {}

fn main() {}
