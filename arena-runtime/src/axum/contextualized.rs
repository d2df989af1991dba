//! A context together with something else a handler cannot do without, mostly a database connection.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::pool::PooledContext;

/// A context and what the extractor `E` yields, in one.
///
/// `E` comes first, so no context is held while it waits, and none is taken when it rejects. Its rejection
/// is the answer. For a connection from the application's own pool, that is best [`PoolExhausted`]:
///
/// ```
/// use arena_runtime::{Contextualized, PoolExhausted};
/// use axum::extract::FromRequestParts;
/// use axum::http::request::Parts;
/// use axum::{Router, routing::get};
/// # #[derive(Clone)]
/// # struct Database;
/// # struct Connection;
/// # impl Database {
/// #     async fn acquire(&self) -> Result<Connection, ()> { Ok(Connection) }
/// # }
/// # impl Connection {
/// #     async fn name(&mut self) -> String { String::from("Ada") }
/// # }
///
/// struct DatabaseConnection(Connection);
///
/// impl FromRequestParts<Database> for DatabaseConnection {
///     type Rejection = PoolExhausted;
///
///     async fn from_request_parts(_: &mut Parts, db: &Database) -> Result<Self, PoolExhausted> {
///         let connection = db.acquire().await.map_err(|_| PoolExhausted::new())?;
///         Ok(Self(connection))
///     }
/// }
///
/// async fn greet(
///     Contextualized(ctx, DatabaseConnection(mut db)): Contextualized<DatabaseConnection>,
/// ) -> String {
///     let name = ctx.alloc_str(&db.name().await);
///     format!("Hello, {name}")
/// }
///
/// let app: Router = Router::new().route("/", get(greet)).with_state(Database);
/// ```
#[derive(Debug)]
pub struct Contextualized<E>(pub PooledContext, pub E);

impl<S, E> FromRequestParts<S> for Contextualized<E>
where
    S: Send + Sync,
    E: FromRequestParts<S>,
{
    type Rejection = E::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, E::Rejection> {
        let extracted = E::from_request_parts(parts, state).await?;
        Ok(Self(PooledContext::acquire(), extracted))
    }
}

/// A rejection that says that a pool (of database connections, say) had nothing free in time:
/// `503 Service Unavailable`, without a word about why, which is not the client's business.
///
/// ```
/// use arena_runtime::PoolExhausted;
/// use axum::response::IntoResponse;
///
/// let response = PoolExhausted::new().retry_after(2).into_response();
/// assert_eq!(response.status(), 503);
/// assert_eq!(response.headers()["retry-after"], "2");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolExhausted {
    retry_after: Option<u32>,
}

impl PoolExhausted {
    /// A plain 503.
    ///
    /// ```
    /// # use axum::response::IntoResponse;
    /// let response = arena_runtime::PoolExhausted::new().into_response();
    /// assert!(!response.headers().contains_key("retry-after"));
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells the client when to come again, in seconds, by a `Retry-After` header.
    ///
    /// ```
    /// let rejection = arena_runtime::PoolExhausted::new().retry_after(1);
    /// ```
    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
        }
    }
}

impl IntoResponse for PoolExhausted {
    fn into_response(self) -> Response {
        let text = "the service is busy, try again later";
        let mut response = (StatusCode::SERVICE_UNAVAILABLE, text).into_response();
        if let Some(seconds) = self.retry_after {
            let seconds = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}
