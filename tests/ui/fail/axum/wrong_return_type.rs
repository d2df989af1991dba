use arena_runtime::arena_handler;

#[arena_handler]
async fn handler() -> bool {
    false
}

fn main() {}
