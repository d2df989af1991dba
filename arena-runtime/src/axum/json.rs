//! `Json`: axum's, to the byte, but written into a reused buffer.
//!
//! Extracting is left to `axum::Json`, so limits, checks and rejections are axum's own.

use std::ops::{Deref, DerefMut};

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::response_buffer::ResponseBuffer;

/// JSON in and out; a drop-in for [`axum::Json`] that writes answers into reused buffers.
///
/// As an answer it may hold types that borrow from the request's arena.
///
/// ```
/// use arena_runtime::Json;
/// use axum::response::IntoResponse;
///
/// let response = Json(["Ada", "Grace"]).into_response();
/// assert_eq!(response.headers()["content-type"], "application/json");
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    /// Reads a value from bytes that need not come from a request.
    ///
    /// # Errors
    ///
    /// axum's rejection, when the bytes are no JSON or not that of a `T`.
    ///
    /// ```
    /// use arena_runtime::Json;
    ///
    /// let Json(numbers) = Json::<Vec<u32>>::from_bytes(b"[1, 2]").unwrap();
    /// assert_eq!(numbers, [1, 2]);
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JsonRejection>
    where
        T: DeserializeOwned,
    {
        axum::Json::from_bytes(bytes).map(Self::from)
    }
}

impl<T> From<axum::Json<T>> for Json<T> {
    fn from(axum::Json(value): axum::Json<T>) -> Self {
        Self(value)
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Json<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T, S> FromRequest<S> for Json<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        <axum::Json<T> as FromRequest<S>>::from_request(request, state)
            .await
            .map(Self::from)
    }
}

impl<T, S> OptionalFromRequest<S> for Json<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Self::Rejection> {
        <axum::Json<T> as OptionalFromRequest<S>>::from_request(request, state)
            .await
            .map(|value| value.map(Self::from))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut buffer = ResponseBuffer::take();
        match serde_json::to_writer(buffer.as_mut_vec(), &self.0) {
            Ok(()) => with_type("application/json", buffer.into_bytes().into_response()),
            Err(error) => {
                let text = with_type(
                    "text/plain; charset=utf-8",
                    error.to_string().into_response(),
                );
                (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
            }
        }
    }
}

fn with_type(content_type: &'static str, mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
