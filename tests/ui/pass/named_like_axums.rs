//! Types that go by the names of axum's and std's, and want less of what is in them: what is asked of a signature
//! is asked of the types, so nothing of it is refused.

#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::arena_handler;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::{StatusCode, Uri, request::Parts};
use axum::response::{Html, IntoResponse, Response};
use axum::{Router, routing::get};

/// Neither `Serialize` nor `Deserialize` nor `Clone`.
struct Opaque;

macro_rules! extractors {
    ($($name:ident)*) => {
        $(
            struct $name<T>(Option<T>);

            impl<S: Sync, T> FromRequestParts<S> for $name<T> {
                type Rejection = StatusCode;

                async fn from_request_parts(_: &mut Parts, _: &S) -> std::result::Result<Self, StatusCode> {
                    Ok(Self(None))
                }
            }
        )*
    };
}

extractors!(Json Query Path Extension Form Maybe);

/// Reads no body.
struct Bytes;

impl<S: Sync> FromRequestParts<S> for Bytes {
    type Rejection = StatusCode;

    async fn from_request_parts(_: &mut Parts, _: &S) -> std::result::Result<Self, StatusCode> {
        Ok(Self)
    }
}

impl<T> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

/// A response whatever is in it.
struct Result<T, E>(Option<T>, Option<E>);

impl<T, E> IntoResponse for Result<T, E> {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

#[arena_handler]
async fn takes(a: Json<Opaque>, b: Query<Opaque>, c: Bytes, d: Extension<Opaque>, e: Path<Opaque>) {
    let _ = (a.0, b.0, c, d.0, e.0);
}

#[arena_handler]
async fn takes_at_the_end(_: Uri, a: Form<Opaque>) {
    let _ = a.0;
}

#[arena_handler]
async fn takes_results(
    a: std::result::Result<Maybe<Opaque>, StatusCode>,
    b: Option<axum::extract::Path<u32>>,
    c: std::result::Result<axum::extract::Query<Vec<(String, String)>>, axum::extract::rejection::QueryRejection>,
) {
    let _ = (a.is_ok(), b.is_some(), c.is_ok());
}

#[arena_handler]
async fn answers() -> Json<Opaque> {
    Json(None)
}

#[arena_handler]
async fn answers_in_a_tuple() -> (StatusCode, Json<Opaque>) {
    (StatusCode::OK, Json(None))
}

#[arena_handler]
async fn answers_in_another_result() -> Result<Opaque, Opaque> {
    Result(None, None)
}

#[arena_handler]
async fn answers_with_axums_result() -> axum::response::Result<Html<String>, axum::response::ErrorResponse> {
    Err((StatusCode::NOT_FOUND, "not found"))?;
    Ok(Html(format!("{}", 1)))
}

/// What it answers with borrows from the arena.
#[arena_handler]
async fn answers_in_another_result_that_borrows() -> Result<&'arena str, Opaque> {
    Result(Some(format!("{}", 1)), None)
}

#[derive(Clone)]
struct AppState;

/// Not `Clone`, and a part of the state all the same.
struct Part;

impl FromRef<AppState> for Part {
    fn from_ref(_: &AppState) -> Self {
        Self
    }
}

#[arena_handler]
async fn takes_a_part(axum::extract::State(_): axum::extract::State<Part>) {}

#[arena_handler(state = AppState)]
async fn takes_a_part_of_this(axum::extract::State(_): axum::extract::State<Part>, _: Json<Opaque>) {}

fn main() {
    let _: Router = Router::new()
        .route("/takes", get(takes))
        .route("/takes_at_the_end", get(takes_at_the_end))
        .route("/takes_results", get(takes_results))
        .route("/answers", get(answers))
        .route("/answers_in_a_tuple", get(answers_in_a_tuple))
        .route("/answers_in_another_result", get(answers_in_another_result))
        .route("/answers_with_axums_result", get(answers_with_axums_result))
        .route("/borrows", get(answers_in_another_result_that_borrows))
        .route("/a_part", get(takes_a_part))
        .route("/a_part_of_this", get(takes_a_part_of_this))
        .with_state(AppState);
}
