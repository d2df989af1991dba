use axum::response::{IntoResponse, Response};
use arena_runtime::arena_handler;

struct A;

impl A {
    #[arena_handler]
    async fn handler() -> Self {
        A
    }
}

impl IntoResponse for A {
    fn into_response(self) -> Response {
        todo!()
    }
}

fn main() {}
