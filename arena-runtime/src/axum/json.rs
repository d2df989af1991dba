//! `Json`: axum's, to the byte, but written into a reused buffer, and read without noting the path to each
//! value until one is wrong.
//!
//! Rejections are `axum::Json`'s own: what it would reject is handed to it. The text is [`serializer`]'s.
//!
//! [`serializer`]: super::serializer

use std::ops::{Deref, DerefMut};

use axum::body::{Body, Bytes};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::response_buffer::{ResponseBuffer, Writer};
use super::serializer::write_json;

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
///
/// As an extractor it takes and rejects what [`axum::Json`] does, with its rejections, under the same
/// [`DefaultBodyLimit`](axum::extract::DefaultBodyLimit).
///
/// ```
/// use arena_runtime::Json;
/// use axum::{Router, routing::post};
///
/// async fn sum(Json(numbers): Json<Vec<u32>>) -> Json<u32> {
///     Json(numbers.iter().sum())
/// }
/// # let _ = Router::<()>::new().route("/", post(sum));
/// ```
///
/// Only what is wrong is read twice: the second time to say where, which is what noting the path to each value
/// is for. A `Deserialize` that does something else than to deserialize does it twice then.
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
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        match T::deserialize(&mut deserializer) {
            Ok(value) if deserializer.end().is_ok() => Ok(Self(value)),
            _ => axum::Json::from_bytes(bytes).map(Self::from),
        }
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
        check_content_type(request.headers()).await?;
        Self::from_bytes(&Bytes::from_request(request, state).await?)
    }
}

impl<T, S> OptionalFromRequest<S> for Json<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Self::Rejection> {
        if request.headers().contains_key(header::CONTENT_TYPE) {
            <Self as FromRequest<S>>::from_request(request, state)
                .await
                .map(Some)
        } else {
            Ok(None)
        }
    }
}

/// Rejects a request whose content type is not JSON by axum's rule.
pub(super) async fn check_content_type(headers: &HeaderMap) -> Result<(), JsonRejection> {
    // What nearly all clients send.
    const USUAL: [&str; 3] = [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=utf-8",
    ];
    let content_type = headers.get(header::CONTENT_TYPE);
    if content_type.is_some_and(|it| USUAL.iter().any(|usual| it == usual)) {
        return Ok(());
    }
    // The rule and the rejection are axum's own, so it is asked, with a request that is right but for this.
    let mut request = Request::new(Body::from("null"));
    if let Some(content_type) = content_type {
        let content_type = content_type.clone();
        request
            .headers_mut()
            .insert(header::CONTENT_TYPE, content_type);
    }
    let asked = <axum::Json<()> as FromRequest<()>>::from_request(request, &()).await;
    asked.map(drop)
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut writer = Writer::new();
        match write_json(&mut writer, &self.0) {
            Ok(()) => ResponseBuffer::of(writer, "application/json").into_response(),
            Err(error) => {
                writer.clear();
                writer.push(error.to_string().as_bytes());
                let text = ResponseBuffer::of(writer, "text/plain; charset=utf-8");
                (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
            }
        }
    }
}
