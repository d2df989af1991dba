//! A handler's future whose answer becomes a response before the context goes back, and which answers in
//! the handler's place when the request goes over its budget.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use pin_project_lite::pin_project;

use crate::arena::BudgetExceeded;
use crate::context::RequestContext;

impl RequestContext {
    /// Runs `handler` in the arena's scope and makes a [`Response`] of what it answers, there and then:
    /// the answer may borrow from this context, the response does not.
    ///
    /// When the handler goes over the request's budget, it is not polled again, and the response is the one
    /// that the pool was told to make ([`over_budget`](crate::ContextPoolBuilder::over_budget)).
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
            context: self,
            handler,
        }
    }

    /// The response to a request that has gone over its budget.
    pub(crate) fn refusal(&self, exceeded: BudgetExceeded) -> Response {
        match self.over_budget() {
            Some(over_budget) => over_budget.answer(exceeded),
            None => exceeded.into_response(),
        }
    }
}

impl IntoResponse for BudgetExceeded {
    /// `503 Service Unavailable`, with a text that says why.
    fn into_response(self) -> Response {
        (StatusCode::SERVICE_UNAVAILABLE, self.to_string()).into_response()
    }
}

pin_project! {
    /// A future that answers with a [`Response`]; made by [`RequestContext::respond`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Responding<'context, F> {
        context: &'context RequestContext,
        #[pin]
        handler: F,
    }
}

impl<F: Future<Output: IntoResponse>> Future for Responding<'_, F> {
    type Output = Response;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        let this = self.project();
        let leased = *this.context;
        let handler = this.handler;
        // In the very poll that brings the answer, so inside the scope.
        let poll = || {
            let answer = ready!(handler.poll(context));
            Poll::Ready(answer.into_response())
        };
        match leased.enter(|| leased.arena().within_budget(poll)) {
            Ok(poll) => poll,
            Err(exceeded) => Poll::Ready(leased.refusal(exceeded)),
        }
    }
}
