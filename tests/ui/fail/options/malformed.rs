use arena_runtime::arena_handler;

#[arena_handler("arena_runtime", crate, crate: ::arena_runtime, crate = 7)]
async fn handler() -> &'static str {
    "ok"
}

fn main() {}
