//! A tower layer that gives all that handles a request one context.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::response::{IntoResponse, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::arena::BudgetExceeded;
use crate::pool::{ContextPool, SharedContext};

/// Gives each request one context, shared by the middleware and the handler behind the layer: the
/// [`PooledContext`](crate::PooledContext)s they extract and the contexts that `#[arena_handler]` leases are
/// all the same one, from the pool of the layer's choice.
///
/// What is behind the layer runs inside the context's scope, where allocating is fast. The context goes back
/// when the response is there and nobody holds it any more. A request that goes over its budget is answered
/// by the layer, whatever kind of handler it went to.
///
/// ```
/// use arena_runtime::{ArenaLayer, ContextPool, PooledContext, arena_handler};
/// use axum::extract::Request;
/// use axum::middleware::{Next, from_fn};
/// use axum::response::Response;
/// use axum::{Router, routing::get};
///
/// async fn log(ctx: PooledContext, request: Request, next: Next) -> Response {
///     let line = ctx.alloc_fmt(format_args!("{} {}", request.method(), request.uri()));
///     let response = next.run(request).await;
///     println!("{line}: {}", response.status());
///     response
/// }
///
/// #[arena_handler]
/// async fn greet() -> String {
///     let name = format!("Ada {}", "Lovelace");
///     name.to_uppercase()
/// }
///
/// let pool = ContextPool::builder().budget(16 * 1024 * 1024).build();
/// let app: Router = Router::new()
///     .route("/", get(greet))
///     .layer(from_fn(log))
///     .layer(ArenaLayer::new(pool)); // Around the others, so added last.
/// ```
#[derive(Clone, Debug)]
pub struct ArenaLayer {
    pool: ContextPool,
}

impl ArenaLayer {
    /// A layer with contexts from `pool`.
    ///
    /// ```
    /// use arena_runtime::{ArenaLayer, ContextPool};
    ///
    /// let app: axum::Router = axum::Router::new().layer(ArenaLayer::new(ContextPool::new()));
    /// ```
    #[must_use]
    pub fn new(pool: ContextPool) -> Self {
        Self { pool }
    }
}

impl Default for ArenaLayer {
    /// A layer with contexts from the [`global`](ContextPool::global) pool.
    fn default() -> Self {
        Self::new(ContextPool::global().clone())
    }
}

impl<S> Layer<S> for ArenaLayer {
    type Service = ArenaService<S>;

    fn layer(&self, inner: S) -> ArenaService<S> {
        ArenaService {
            inner,
            pool: self.pool.clone(),
        }
    }
}

/// A service behind an [`ArenaLayer`].
///
/// ```
/// use arena_runtime::{ArenaLayer, ArenaService};
/// use tower::Layer;
///
/// fn around<S>(service: S) -> ArenaService<S> {
///     ArenaLayer::default().layer(service)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ArenaService<S> {
    inner: S,
    pool: ContextPool,
}

impl<R, S> Service<R> for ArenaService<S>
where
    S: Service<R>,
    S::Response: IntoResponse,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Layered<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Layered<S::Future> {
        let shared = SharedContext::new(self.pool.acquire());
        let called = shared.run(|| {
            let arena = shared.context().arena();
            arena.within_budget(|| self.inner.call(request))
        });
        let inner = match called {
            Ok(future) => Inner::Running { future },
            Err(exceeded) => Inner::Refused { exceeded },
        };
        Layered { inner, shared }
    }
}

pin_project! {
    /// The future of an [`ArenaService`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Layered<F> {
        // Dropped before the context it may hold.
        #[pin]
        inner: Inner<F>,
        shared: SharedContext,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = InnerProjection]
    enum Inner<F> {
        Running { #[pin] future: F },
        Refused { exceeded: BudgetExceeded },
    }
}

impl<F, A, E> Future for Layered<F>
where
    F: Future<Output = Result<A, E>>,
    A: IntoResponse,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let leased = this.shared.context();
        let polled = match this.inner.project() {
            InnerProjection::Running { future } => this
                .shared
                .run(|| leased.arena().within_budget(|| future.poll(context))),
            InnerProjection::Refused { exceeded } => Err(*exceeded),
        };
        match polled {
            Ok(poll) => poll.map_ok(IntoResponse::into_response),
            Err(exceeded) => Poll::Ready(Ok(leased.refusal(exceeded))),
        }
    }
}
