//! What a handler may answer with, asked at its return type: axum asks where the route is added, and says
//! neither which part of the type is wrong nor why.

use std::future::Future;

#[cfg(feature = "axum")]
use axum::http::{StatusCode, response};
#[cfg(feature = "axum")]
use axum::response::{IntoResponse, IntoResponseParts, Response};

/// A type that is all of an answer, or the last of a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response, so a handler cannot answer with it",
    label = "axum cannot make a response of this",
    note = "answer with `Json<{Self}>`, with text (`String`, `Html<String>`), with a `StatusCode`, or with a \
            tuple of a status, headers and one of these; or implement `IntoResponse` for it"
)]
pub trait Answer {}

/// A type that comes before the last of a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand before the end of an answer",
    label = "no headers or extensions",
    note = "the body comes last: write `(StatusCode, headers, body)`, with `AppendHeaders`, `HeaderMap`, \
            `[(name, value); N]`, `Extension` or what implements `IntoResponseParts` for `headers`"
)]
pub trait AnswerPart {}

/// A type that comes first in a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the start of an answer",
    label = "neither a status nor headers",
    note = "write `(StatusCode, headers, body)`: a tuple starts with a `StatusCode`, the `Parts` of a \
            *response*, or what implements `IntoResponseParts`, and ends with the body"
)]
pub trait AnswerStart<M> {}

#[cfg(feature = "axum")]
mod by_axum {
    use super::{
        Answer, AnswerPart, AnswerStart, IntoResponse, IntoResponseParts, Response, StatusCode,
        response,
    };

    #[diagnostic::do_not_recommend]
    impl<T: IntoResponse> Answer for T {}
    #[diagnostic::do_not_recommend]
    impl<T: IntoResponseParts> AnswerPart for T {}
    #[diagnostic::do_not_recommend]
    impl<T: IntoResponseParts> AnswerStart<()> for T {}
    #[diagnostic::do_not_recommend]
    impl AnswerStart<StatusCode> for StatusCode {}
    #[diagnostic::do_not_recommend]
    impl AnswerStart<response::Parts> for response::Parts {}
    #[diagnostic::do_not_recommend]
    impl AnswerStart<Response<()>> for Response<()> {}

    /// Demands a response: what a type with types in it lacks is the reason.
    pub fn is_response<T: IntoResponse>() {}
}

#[cfg(not(feature = "axum"))]
mod by_axum {
    use super::{Answer, AnswerPart, AnswerStart};

    impl<T> Answer for T {}
    impl<T> AnswerPart for T {}
    impl<T> AnswerStart<()> for T {}

    /// Demands nothing.
    pub fn is_response<T>() {}
}

pub use self::by_axum::is_response;

/// Demands what can be all of an answer.
pub fn is_answer<T: Answer>() {}

/// Demands what can come before the end of a tuple.
pub fn is_answer_part<T: AnswerPart>() {}

/// Demands what a tuple can start with.
pub fn is_answer_start<T: AnswerStart<M>, M>() {}

/// What a function that is not `async` must return.
#[diagnostic::on_unimplemented(
    message = "`#[arena_handler]` goes on an `async fn`, and this one returns no future",
    label = "write `async fn`"
)]
pub trait Awaited {}

#[diagnostic::do_not_recommend]
impl<T: Future> Awaited for T {}

/// Demands a future.
pub fn is_awaited<T: Awaited>() {}

/// The future of a handler, which may go from thread to thread between two polls.
#[inline]
pub fn sendable<F: Future + Send>(handler: F) -> F {
    handler
}
