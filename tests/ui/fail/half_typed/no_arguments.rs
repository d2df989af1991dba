use arena_runtime::arena_handler;

#[arena_handler]
async fn handler {
    let _ = String::new();
}

fn main() {}
