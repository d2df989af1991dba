//! `"ok"`: nothing that an arena could help with.

use axum::Router;
use axum::routing::get;

use crate::World;

mod plain {
    pub(super) async fn ok() -> &'static str {
        "ok"
    }
}

mod annotated {
    #[arena_runtime::arena_handler]
    pub(super) async fn ok() -> &'static str {
        "ok"
    }
}

mod with_context {
    use arena_runtime::RequestContext;

    #[arena_runtime::arena_handler]
    pub(super) async fn ok(_: &RequestContext) -> &'static str {
        "ok"
    }
}

pub(crate) fn routes() -> Router<World> {
    Router::new()
        .route("/ok/plain/{size}", get(plain::ok))
        .route("/ok/annotated/{size}", get(annotated::ok))
        .route("/ok/with-context/{size}", get(with_context::ok))
}
