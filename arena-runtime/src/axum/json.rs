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
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::response_buffer::{ResponseBuffer, Writer};
use super::serializer::{error_response, write_json};

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
///
/// # `sonic-rs`
///
/// With the feature of this name, bodies are first parsed by sonic-rs. It is no drop-in for serde_json, so it is
/// not the default, and bodies of which it is known to make something else are left to serde_json: those nested
/// deeper than 16 levels (sonic-rs has no limit, and overflows the stack), with a `-0` (it loses the sign), or
/// with a wrong escape (it does not look at those of what the type skips); all, where serde_json is compiled with
/// `arbitrary_precision`. What sonic-rs rejects goes to serde_json as well, so that
/// [`RawValue`](https://docs.rs/serde_json/latest/serde_json/value/struct.RawValue.html) and floats too large for
/// an `f32` are accepted as ever, and every rejection is axum's. Two differences are left:
///
/// - A float is the nearest there is, as with serde_json's `float_roundtrip`; without that, serde_json's may be
///   off by the last bit.
/// - White space before an integer in a map's key, as in `{" 1": 2}`, is accepted.
///
/// Answers are written the same with and without: sonic-rs takes twice as long for them as this crate does. Nor
/// is reading always faster: of 44 KB of rows with short strings it takes 1.0 to 1.1 times serde_json's time, and
/// the look for what it reads otherwise a third more. Measure before you turn it on.
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
        #[cfg(feature = "sonic-rs")]
        if let Some(value) = super::sonic::parse(bytes) {
            return Ok(Self(value));
        }
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
        Self::from_bytes(&json_body(request, state).await?)
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

/// The whole body of a request that says it is JSON.
pub(super) async fn json_body<S>(request: Request, state: &S) -> Result<Bytes, JsonRejection>
where
    S: Send + Sync,
{
    check_content_type(request.headers()).await?;
    Ok(Bytes::from_request(request, state).await?)
}

/// Rejects a request whose content type is not JSON by axum's rule.
async fn check_content_type(headers: &HeaderMap) -> Result<(), JsonRejection> {
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
            Err(error) => error_response(writer, &error),
        }
    }
}
