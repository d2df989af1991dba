//! Values that borrow from the request's query.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use serde::Deserialize;

use super::{BorrowFromRequest, BorrowRejection, url_encoded};
use crate::context::RequestContext;

/// The query, held while values borrow from it.
#[derive(Debug)]
pub struct HeldQuery(Uri);

impl<S: Sync> FromRequestParts<S> for HeldQuery {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        // Counted, not copied.
        Ok(Self(parts.uri.clone()))
    }
}

impl<'request, T: Deserialize<'request>> BorrowFromRequest<'request> for Query<T> {
    type Held = HeldQuery;
    type Rejection = BorrowRejection;

    fn borrow_from(
        held: &'request mut HeldQuery,
        context: &'request RequestContext,
    ) -> Result<Self, BorrowRejection> {
        let query = held.0.query().unwrap_or_default();
        match url_encoded::borrow(query.as_bytes(), context) {
            Ok(value) => Ok(Self(value)),
            Err(error) => Err(BorrowRejection::new(
                StatusCode::BAD_REQUEST,
                format!("Failed to deserialize query string: {error}"),
            )),
        }
    }
}
