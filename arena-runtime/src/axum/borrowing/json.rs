//! JSON that borrows from the request's body.

use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::error::Category;

use super::super::json::{Json, json_body};
use super::{BorrowFromRequest, BorrowRejection};
use crate::context::RequestContext;

/// A body that is said to be JSON, held while values borrow from it.
#[derive(Debug)]
pub struct HeldJson(Bytes);

impl<S: Send + Sync> FromRequest<S> for HeldJson {
    type Rejection = JsonRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, JsonRejection> {
        json_body(request, state).await.map(Self)
    }
}

impl<'request, T: Deserialize<'request>> BorrowFromRequest<'request> for Json<T> {
    type Held = HeldJson;
    type Rejection = BorrowRejection;

    #[inline]
    fn borrow_from(
        held: &'request mut HeldJson,
        context: &'request RequestContext,
    ) -> Result<Self, BorrowRejection> {
        borrow(&held.0, context).map(Self)
    }
}

impl<'request, T: Deserialize<'request>> BorrowFromRequest<'request> for axum::Json<T> {
    type Held = HeldJson;
    type Rejection = BorrowRejection;

    #[inline]
    fn borrow_from(
        held: &'request mut HeldJson,
        context: &'request RequestContext,
    ) -> Result<Self, BorrowRejection> {
        borrow(&held.0, context).map(Self)
    }
}

fn borrow<'request, T: Deserialize<'request>>(
    json: &'request [u8],
    context: &'request RequestContext,
) -> Result<T, BorrowRejection> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    match context.deserialize(&mut deserializer) {
        Ok(value) if deserializer.end().is_ok() => Ok(value),
        _ => borrow_tracking_the_path(json, context),
    }
}

/// Reads it once more, to say where it is wrong.
#[cold]
fn borrow_tracking_the_path<'request, T: Deserialize<'request>>(
    json: &'request [u8],
    context: &'request RequestContext,
) -> Result<T, BorrowRejection> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let mut track = serde_path_to_error::Track::new();
    let tracking = serde_path_to_error::Deserializer::new(&mut deserializer, &mut track);
    match context.deserialize(tracking) {
        Ok(value) => match deserializer.end() {
            Ok(()) => Ok(value),
            Err(error) => Err(rejection(Category::Syntax, &error.to_string())),
        },
        Err(error) => {
            let category = error.classify();
            let error = serde_path_to_error::Error::new(track.path(), error);
            Err(rejection(category, &error.to_string()))
        }
    }
}

fn rejection(category: Category, error: &str) -> BorrowRejection {
    let (status, what) = match category {
        Category::Data => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Failed to deserialize the JSON body into the target type",
        ),
        Category::Syntax | Category::Eof | Category::Io => (
            StatusCode::BAD_REQUEST,
            "Failed to parse the request body as JSON",
        ),
    };
    BorrowRejection::new(status, format!("{what}: {error}"))
}
