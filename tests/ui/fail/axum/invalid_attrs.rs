use arena_runtime::arena_handler;

#[arena_handler(foo)]
async fn handler() {}

fn main() {}
