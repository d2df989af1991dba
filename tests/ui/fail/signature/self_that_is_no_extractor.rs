//! However `self` is taken, axum would have to make it from the request.

use std::sync::Arc;

use arena_runtime::arena_handler;

struct App;

impl App {
    #[arena_handler]
    async fn by_value(self) -> &'static str {
        "ok"
    }

    #[arena_handler]
    async fn in_a_box(self: Box<Self>) -> &'static str {
        "ok"
    }

    #[arena_handler]
    async fn shared(self: Arc<Self>) -> &'static str {
        "ok"
    }

    #[arena_handler]
    async fn before_another(mut self, method: axum::http::Method) -> String {
        method.to_string()
    }

    #[arena_handler]
    async fn mutable(&mut self) -> &'static str {
        "ok"
    }
}

fn main() {}
