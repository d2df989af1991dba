use arena_runtime::arena_handler;

#[arena_handler(state = (), state = ())]
async fn handler() {}

fn main() {}
