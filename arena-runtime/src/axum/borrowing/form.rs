//! Values that borrow from a form: the request's body, or its query where there is none.

use axum::Form;
use axum::extract::rejection::RawFormRejection;
use axum::extract::{FromRequest, RawForm, Request};
use axum::http::{Method, StatusCode};
use serde::Deserialize;

use super::{BorrowFromRequest, BorrowRejection, url_encoded};
use crate::context::RequestContext;

/// A form, held while values borrow from it.
#[derive(Debug)]
pub struct HeldForm {
    form: RawForm,
    has_no_body: bool,
}

impl<S: Send + Sync> FromRequest<S> for HeldForm {
    type Rejection = RawFormRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, RawFormRejection> {
        let has_no_body = matches!(*request.method(), Method::GET | Method::HEAD);
        let form = RawForm::from_request(request, state).await?;
        Ok(Self { form, has_no_body })
    }
}

impl<'request, T: Deserialize<'request>> BorrowFromRequest<'request> for Form<T> {
    type Held = HeldForm;
    type Rejection = BorrowRejection;

    fn borrow_from(
        held: &'request mut HeldForm,
        context: &'request RequestContext,
    ) -> Result<Self, BorrowRejection> {
        url_encoded::borrow(&held.form.0, context)
            .map(Self)
            .map_err(|error| {
                let (status, what) = if held.has_no_body {
                    (StatusCode::BAD_REQUEST, "Failed to deserialize form")
                } else {
                    (
                        StatusCode::UNPROCESSABLE_ENTITY,
                        "Failed to deserialize form body",
                    )
                };
                BorrowRejection::new(status, format!("{what}: {error}"))
            })
    }
}
