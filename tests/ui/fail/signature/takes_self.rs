use arena_runtime::arena_handler;

struct App;

impl App {
    #[arena_handler]
    async fn handler(&self) -> &'static str {
        "ok"
    }
}

fn main() {}
