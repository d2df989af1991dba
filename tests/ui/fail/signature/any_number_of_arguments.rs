use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(_: ...) -> &'static str {
    "ok"
}

fn main() {}
