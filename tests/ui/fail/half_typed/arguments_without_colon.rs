use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(arena_runtime::Json(), uri) -> String {
    uri.to_string()
}

fn main() {}
