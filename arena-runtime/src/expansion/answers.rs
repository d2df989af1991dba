//! What the compiler says of a return type that is no response, at that type: axum asks where the route is
//! added, and says neither which part of the type is wrong nor why.
//!
//! Each trait is one sentence, as in [`arguments`](super::arguments).

use std::future::Future;
use std::marker::PhantomData;

use super::question::{ArenaHandler, Nobody, Nothing, hold_where_nothing_is_refused};

/// A type that is all of an answer, or the last of a tuple.
#[diagnostic::on_unimplemented(
    message = "`{T}` is not a response, so a handler cannot answer with it",
    label = "axum cannot make a response of this",
    note = "answer with `Json<{T}>`, with text (`String`, `Html<String>`), with a `StatusCode`, or with a \
            tuple of a status, headers and one of these; or implement `IntoResponse` for it"
)]
pub trait Answers<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }

    /// Demands it of an answer whose type is not written out.
    fn check_of(self, _: PhantomData<T>)
    where
        Self: Sized,
    {
    }
}

/// An error that the handler ends with.
#[diagnostic::on_unimplemented(
    message = "`{T}` is not a response, so a handler cannot fail with it",
    label = "axum cannot make a response of this error",
    note = "implement `IntoResponse` for it, or for an error type of yours that it converts into by `From`, so \
            that `?` makes the one of the other; or fail with a `StatusCode`, or `(StatusCode, String)`"
)]
pub trait FailsWith<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A type that comes before the last of a tuple.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot stand before the end of an answer",
    label = "no headers or extensions",
    note = "the body comes last: write `(StatusCode, headers, body)`, with `AppendHeaders`, `HeaderMap`, \
            `[(name, value); N]`, `Extension` or what implements `IntoResponseParts` for `headers`"
)]
pub trait AnswersMidway<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A type that comes first in a tuple.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be the start of an answer",
    label = "neither a status nor headers",
    note = "write `(StatusCode, headers, body)`: a tuple starts with a `StatusCode`, the `Parts` of a \
            *response*, or what implements `IntoResponseParts`, and ends with the body"
)]
pub trait AnswersFirst<T, M> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A `T` written as JSON.
#[diagnostic::on_unimplemented(
    message = "`{A}` is a response only if `{T}` is `Serialize`",
    label = "cannot be written as JSON",
    note = "put `#[derive(serde::Serialize)]` on `{T}`; if it is another crate's, see whether that has a \
            feature `serde`"
)]
pub trait AnswersWritten<A, T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

/// A type of other types: what those lack is the reason.
pub trait AnswersWith<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

hold_where_nothing_is_refused! {
    Answers<T>
    FailsWith<T>
    AnswersMidway<T>
    AnswersWritten<A, T>
    AnswersWith<T>
}

// One way each, since the way is left to inference.
#[diagnostic::do_not_recommend]
impl<T> AnswersFirst<T, ()> for &Nothing {}
#[diagnostic::do_not_recommend]
impl<T> AnswersFirst<T, ()> for &Nobody {}

#[cfg(feature = "axum")]
mod by_axum {
    use axum::http::{StatusCode, response};
    use axum::response::{IntoResponse, IntoResponseParts, Response};

    use super::{
        Answers, AnswersFirst, AnswersMidway, AnswersWith, AnswersWritten, ArenaHandler, FailsWith,
    };

    #[diagnostic::do_not_recommend]
    impl<T: IntoResponse> Answers<T> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl<T: IntoResponse> FailsWith<T> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl<T: IntoResponseParts> AnswersMidway<T> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl<T: IntoResponseParts> AnswersFirst<T, ()> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl AnswersFirst<StatusCode, StatusCode> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl AnswersFirst<response::Parts, response::Parts> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl AnswersFirst<Response<()>, Response<()>> for &ArenaHandler {}
    #[diagnostic::do_not_recommend]
    impl<A: IntoResponse, T> AnswersWritten<A, T> for &ArenaHandler {}
    impl<T: IntoResponse> AnswersWith<T> for &ArenaHandler {}
}

#[cfg(not(feature = "axum"))]
mod by_axum {
    use super::{
        Answers, AnswersFirst, AnswersMidway, AnswersWith, AnswersWritten, ArenaHandler, FailsWith,
    };

    impl<T> Answers<T> for &ArenaHandler {}
    impl<T> FailsWith<T> for &ArenaHandler {}
    impl<T> AnswersMidway<T> for &ArenaHandler {}
    impl<T> AnswersFirst<T, ()> for &ArenaHandler {}
    impl<A, T> AnswersWritten<A, T> for &ArenaHandler {}
    impl<T> AnswersWith<T> for &ArenaHandler {}
}

/// What a function that is not `async` must return.
#[diagnostic::on_unimplemented(
    message = "`#[arena_handler]` goes on an `async fn`, and this one returns no future",
    label = "write `async fn`"
)]
pub trait Awaited<T> {
    /// Demands it.
    fn check(self)
    where
        Self: Sized,
    {
    }
}

#[diagnostic::do_not_recommend]
impl<T: Future> Awaited<T> for &ArenaHandler {}

/// The future of a handler, which may go from thread to thread between two polls.
pub trait SentBetweenThreads: Sized {
    /// The future as it is.
    #[inline]
    #[must_use]
    fn checked(self) -> Self {
        self
    }
}

impl<F: Future + Send> SentBetweenThreads for F {}

/// A handler's future, to become one that answers with a response.
///
/// Where the answer is none, the return type has been refused already, so nothing more is said of it here.
#[cfg(feature = "axum")]
#[derive(Debug)]
pub struct Answering<'context, F> {
    context: &'context crate::RequestContext,
    handler: F,
}

#[cfg(feature = "axum")]
mod answering {
    use std::future::{Future, Ready};
    use std::marker::PhantomData;

    use axum::response::{IntoResponse, Response};

    use super::Answering;
    use crate::{RequestContext, Responding};

    impl<'context, F> Answering<'context, F> {
        /// Runs `handler` on `context`.
        #[inline]
        #[must_use]
        pub fn new(context: &'context RequestContext, handler: F) -> Self {
            Self { context, handler }
        }
    }

    impl<F: Future> Answering<'_, F> {
        /// The type of the answer.
        #[must_use]
        pub fn answer(&self) -> PhantomData<F::Output> {
            PhantomData
        }
    }

    impl<'context, F: Future<Output: IntoResponse>> Answering<'context, F> {
        /// See [`RequestContext::respond`].
        #[inline]
        pub fn respond(self) -> Responding<'context, F> {
            self.context.respond(self.handler)
        }
    }

    /// What a future has that answers with no response.
    pub trait RefusedBefore: Sized {
        /// Cannot be compiled into a program.
        fn respond(self) -> Ready<Response> {
            // Of something that no type is, so that it is looked at for the type at hand, and not before.
            const {
                assert!(
                    size_of::<Self>() == usize::MAX,
                    "the return type is no response"
                );
            };
            unreachable!("it has not been compiled")
        }
    }

    impl<F> RefusedBefore for Answering<'_, F> {}
}

#[cfg(feature = "axum")]
pub use self::answering::RefusedBefore;
