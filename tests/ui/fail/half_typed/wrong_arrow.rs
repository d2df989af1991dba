use arena_runtime::arena_handler;

#[arena_handler]
async fn handler(text: String): String {
    text
}

fn main() {}
