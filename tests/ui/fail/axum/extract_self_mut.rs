use axum::extract::{FromRequest, Request};
use arena_runtime::arena_handler;

struct A;

impl<S> FromRequest<S> for A
where
    S: Send + Sync,
{
    type Rejection = ();

    async fn from_request(_req: Request, _state: &S) -> Result<Self, Self::Rejection> {
        unimplemented!()
    }
}

impl A {
    #[arena_handler]
    async fn handler(&mut self) {}
}

fn main() {}
