use arena_runtime::arena_handler;

trait Handlers {
    #[arena_handler]
    async fn list(&self) -> &'static str {
        "ok"
    }
}

fn main() {}
