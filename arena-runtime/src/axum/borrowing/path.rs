//! Values that borrow from the parameters in the request's path.

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{FromRequestParts, Path, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;

use super::path_params::PathParams;
use super::{BorrowFromRequest, BorrowRejection};
use crate::context::RequestContext;

/// The parameters in the path, held while values borrow from them.
#[derive(Debug)]
pub struct HeldPath(RawPathParams);

impl<S: Send + Sync> FromRequestParts<S> for HeldPath {
    type Rejection = BorrowRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, BorrowRejection> {
        match RawPathParams::from_request_parts(parts, state).await {
            Ok(params) => Ok(Self(params)),
            // What axum's `Path` makes of it.
            Err(RawPathParamsRejection::InvalidUtf8InPathParam(error)) => Err(
                BorrowRejection::new(StatusCode::BAD_REQUEST, format!("Invalid URL: {error}")),
            ),
            Err(rejection) => Err(BorrowRejection::new(
                rejection.status(),
                rejection.body_text(),
            )),
        }
    }
}

impl<'request, T: Deserialize<'request>> BorrowFromRequest<'request> for Path<T> {
    type Held = HeldPath;
    type Rejection = BorrowRejection;

    fn borrow_from(
        held: &'request mut HeldPath,
        context: &'request RequestContext,
    ) -> Result<Self, BorrowRejection> {
        let value = context.deserialize(PathParams(&held.0))?;
        Ok(Self(value))
    }
}
