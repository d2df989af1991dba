//! Requests against a router without a socket.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use axum::response::Response;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A `GET` through the router, its body read to the end.
///
/// # Panics
///
/// When `path` is not a path.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use arena_workloads::{Variant, World, ask::ask, router};
///
/// let router = router(&World::generate(), Variant::Plain);
/// assert_eq!(ask(&router, "/ok/1").await, "ok");
/// # }
/// ```
pub async fn ask(router: &Router, path: impl AsRef<str>) -> Bytes {
    let request = Request::get(path.as_ref()).body(Body::empty());
    read(send(router, request.expect("the path is valid")).await).await
}

/// A request through the router.
///
/// ```
/// use arena_workloads::{Variant, Workload, World, ask, router};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let router = router(&World::generate(), Variant::Plain);
/// let request = Workload::Write.request(7);
/// assert_eq!(ask::send(&router, request).await.status(), 200);
/// # }
/// ```
pub async fn send(router: &Router, request: Request<Body>) -> Response {
    match router.clone().oneshot(request).await {
        Ok(response) => response,
    }
}

/// A response's body, read to the end.
///
/// # Panics
///
/// When the body ends in an error.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(arena_workloads::ask::read("ok".into_response()).await, "ok");
/// # }
/// # use axum::response::IntoResponse;
/// ```
pub async fn read(response: Response) -> Bytes {
    let body = response.into_body().collect().await;
    body.expect("the body is in memory").to_bytes()
}
