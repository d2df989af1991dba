//! The body of a request that says it is JSON, checked and limited as `axum::Json` does.

use axum::body::{Body, Bytes};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde::de::IgnoredAny;

/// The whole body, or axum's own rejection.
pub(super) async fn json_body<S>(request: Request, state: &S) -> Result<Bytes, JsonRejection>
where
    S: Send + Sync,
{
    let content_type = request.headers().get(CONTENT_TYPE);
    let is_plainly_json = content_type.is_some_and(|value| value == "application/json");
    if !is_plainly_json {
        // axum knows what else is JSON, and how to say that this is none: it is asked with a body that is.
        let mut question = Request::new(Body::from("null"));
        if let Some(value) = content_type {
            question.headers_mut().insert(CONTENT_TYPE, value.clone());
        }
        let _accepted = axum::Json::<IgnoredAny>::from_request(question, state).await?;
    }
    Ok(Bytes::from_request(request, state).await?)
}
