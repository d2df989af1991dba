//! Extractors whose values borrow: from what came with the request, and from the request's arena.
//!
//! Here are the trait and its implementations for the extractors that deserialize: [`json`], [`query`],
//! [`form`], [`path`], and [`tuples`] of them. How a handler's arguments come to be extracted so is the
//! business of the attribute; what makes text borrowable, that of [`deserialize`](crate::deserialize).

#[cfg(feature = "form")]
mod form;
#[cfg(feature = "macros")]
mod held;
#[cfg(feature = "json")]
mod json;
mod path;
mod path_error;
mod path_params;
#[cfg(feature = "query")]
mod query;
mod rejection;
mod tuples;
#[cfg(any(feature = "form", feature = "query"))]
mod url_encoded;

use axum::response::IntoResponse;

use crate::context::RequestContext;

#[cfg(feature = "form")]
pub use self::form::HeldForm;
#[cfg(feature = "macros")]
pub use self::held::{Held, Holding};
#[cfg(feature = "json")]
pub use self::json::HeldJson;
pub use self::path::HeldPath;
#[cfg(feature = "query")]
pub use self::query::HeldQuery;
pub use self::rejection::BorrowRejection;

/// An extractor whose value borrows from the request, or is made in its arena.
///
/// Under `#[arena_handler]` an argument whose type has a lifetime in it that is left out or called `'_` or
/// `'arena`, and is no reference itself, is extracted by this trait: `Json<Orders<'_>>`, `Query<Search<'_>>`, `Form<Login<'_>>`, `Path<&str>`, and tuples
/// of them. axum's own extractors own all they hold, and its `Path`, `Query`, `Form` and `Json` implement this
/// trait beside that, as does this crate's [`Json`](crate::Json).
///
/// ```
/// # #[cfg(all(feature = "macros", feature = "json"))] {
/// use arena_runtime::{ArenaVec, Json, arena_handler};
/// use axum::extract::Path;
/// use axum::{Router, routing::post};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize, Serialize)]
/// struct Score<'a> {
///     player: &'a str,
///     points: u32,
/// }
///
/// #[arena_handler]
/// async fn submit(
///     Path(region): Path<&str>,
///     Json(mut scores): Json<ArenaVec<'_, Score<'_>>>,
/// ) -> Json<Score<'_>> {
///     scores.sort_by_key(|score| score.points);
///     println!("{region}: {} scores", scores.len());
///     Json(scores.pop().unwrap_or(Score { player: region, points: 0 }))
/// }
///
/// let app: Router = Router::new().route("/{region}", post(submit));
/// # }
/// ```
///
/// It takes two steps. First an extractor of axum's kind takes out of the request what the value will need and
/// [holds](Self::Held) it until the request is answered; then the value is made of that, without waiting.
///
/// # Of your own
///
/// ```
/// use arena_runtime::{BorrowFromRequest, RequestContext, arena_handler};
/// use axum::extract::FromRequestParts;
/// use axum::http::{HeaderMap, StatusCode, header};
/// use axum::http::request::Parts;
/// use axum::{Router, routing::get};
/// use std::convert::Infallible;
///
/// /// The languages that the client asks for.
/// struct Languages<'a>(Vec<&'a str>);
///
/// struct HeldHeaders(HeaderMap);
///
/// impl<S: Sync> FromRequestParts<S> for HeldHeaders {
///     type Rejection = Infallible;
///
///     async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
///         Ok(Self(parts.headers.clone()))
///     }
/// }
///
/// impl<'request> BorrowFromRequest<'request> for Languages<'request> {
///     type Held = HeldHeaders;
///     type Rejection = StatusCode;
///
///     fn borrow_from(
///         held: &'request mut HeldHeaders,
///         _: &'request RequestContext,
///     ) -> Result<Self, StatusCode> {
///         let Some(value) = held.0.get(header::ACCEPT_LANGUAGE) else {
///             return Ok(Self(Vec::new()));
///         };
///         let value = value.to_str().map_err(|_| StatusCode::BAD_REQUEST)?;
///         Ok(Self(value.split(',').map(str::trim).collect()))
///     }
/// }
///
/// # #[cfg(feature = "macros")] {
/// #[arena_handler]
/// async fn greet(Languages(languages): Languages<'_>) -> &'static str {
///     if languages.contains(&"de") { "Hallo" } else { "Hello" }
/// }
///
/// let app: Router = Router::new().route("/", get(greet));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot borrow from a request",
    label = "an argument with a lifetime like this one borrows from the request",
    note = "`Json`, `Query`, `Form` and `Path` of a type that is `Deserialize<'_>` can, and tuples of these; \
            for other extractors write a type that owns what it holds, or implement `BorrowFromRequest` for it"
)]
pub trait BorrowFromRequest<'request>: Sized {
    /// What is taken out of the request, and kept until it is answered: an extractor of axum's kind, so
    /// `FromRequestParts`, or `FromRequest` if it takes the body.
    type Held: Send + 'static;

    /// What is answered if there is no such value in the request.
    type Rejection: IntoResponse;

    /// Makes the value, which may borrow from what is held and from the context.
    ///
    /// It runs inside the scope and the budget of the context's arena.
    ///
    /// # Errors
    ///
    /// The response to a request that has no such value.
    fn borrow_from(
        held: &'request mut Self::Held,
        context: &'request RequestContext,
    ) -> Result<Self, Self::Rejection>;
}
