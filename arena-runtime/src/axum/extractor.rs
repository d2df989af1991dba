//! Contexts as extractors: the request's own or shared one, and one from the pool in the application's state.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

use crate::pool::{ContextPool, PooledContext};

impl<S: Sync> FromRequestParts<S> for PooledContext {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::acquire())
    }
}

/// A context from the [`ContextPool`] in the application's state.
///
/// ```
/// use arena_runtime::{ContextPool, StateContext};
/// use axum::extract::FromRef;
/// use axum::{Router, routing::get};
///
/// #[derive(Clone)]
/// struct App {
///     contexts: ContextPool,
/// }
///
/// // Or `#[derive(FromRef)]` on `App`.
/// impl FromRef<App> for ContextPool {
///     fn from_ref(app: &App) -> Self {
///         app.contexts.clone()
///     }
/// }
///
/// async fn greet(StateContext(ctx): StateContext) -> String {
///     let name = ctx.alloc_str("Ada");
///     format!("Hello, {name}")
/// }
///
/// let contexts = ContextPool::builder().budget(1 << 20).build();
/// let app: Router = Router::new().route("/", get(greet)).with_state(App { contexts });
/// ```
#[derive(Debug)]
pub struct StateContext(pub PooledContext);

impl<S> FromRequestParts<S> for StateContext
where
    S: Sync,
    ContextPool: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(ContextPool::from_ref(state).acquire().into()))
    }
}
