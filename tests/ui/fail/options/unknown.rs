use arena_runtime::arena_handler;

#[arena_handler(budget = "8MiB", crates = ::arena_runtime)]
async fn handler() -> &'static str {
    "ok"
}

fn main() {}
