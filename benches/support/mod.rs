//! Requests against a router without a socket, shared by the benches.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// One request through the router, its body read to the end.
pub(crate) async fn ask(router: &Router, path: &str) -> Bytes {
    let request = Request::get(path)
        .body(Body::empty())
        .expect("the path is valid");
    let response = router
        .clone()
        .oneshot(request)
        .await
        .expect("a router does not fail");
    response
        .into_body()
        .collect()
        .await
        .expect("the body is in memory")
        .to_bytes()
}
