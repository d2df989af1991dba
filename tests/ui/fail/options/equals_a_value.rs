use arena_runtime::arena_handler;

#[arena_handler = "8MiB"]
async fn handler() {}

fn main() {}
