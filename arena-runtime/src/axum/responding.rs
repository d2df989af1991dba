//! A handler's future whose answer becomes a response before the context goes back.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::response::{IntoResponse, Response};
use pin_project_lite::pin_project;

use crate::arena::Scoped;
use crate::context::RequestContext;

impl RequestContext {
    /// Runs `handler` in the arena's scope and makes a [`Response`] of what it answers, there and then:
    /// the answer may borrow from this context, the response does not.
    ///
    /// ```
    /// use arena_runtime::RequestContext;
    /// use axum::Json;
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let ctx = RequestContext::new();
    /// let response = ctx.respond(async { Json(ctx.alloc_str("Ada")) }).await;
    /// drop(ctx);
    /// assert_eq!(response.status(), 200);
    /// # });
    /// ```
    #[inline]
    pub fn respond<F>(&self, handler: F) -> Responding<'_, F>
    where
        F: Future<Output: IntoResponse>,
    {
        Responding {
            handler: self.scope(Answering { handler }),
        }
    }
}

pin_project! {
    /// A future that answers with a [`Response`]; made by [`RequestContext::respond`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Responding<'context, F> {
        #[pin]
        handler: Scoped<'context, Answering<F>>,
    }
}

impl<F: Future<Output: IntoResponse>> Future for Responding<'_, F> {
    type Output = Response;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        self.project().handler.poll(context)
    }
}

pin_project! {
    /// Turns the handler's answer into a response in the very poll that brings it, so inside the scope.
    #[derive(Debug)]
    struct Answering<F> {
        #[pin]
        handler: F,
    }
}

impl<F: Future<Output: IntoResponse>> Future for Answering<F> {
    type Output = Response;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        let answer = ready!(self.project().handler.poll(context));
        Poll::Ready(answer.into_response())
    }
}
