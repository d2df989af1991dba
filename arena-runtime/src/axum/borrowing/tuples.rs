//! Tuples of borrowing extractors, each of which borrows from its own part of the request.

use axum::response::{IntoResponse, Response};

use super::BorrowFromRequest;
use crate::context::RequestContext;

macro_rules! tuples {
    ($($part:ident)*) => {
        /// The last of them may take the body.
        impl<'request, $($part: BorrowFromRequest<'request>),*> BorrowFromRequest<'request> for ($($part,)*) {
            type Held = ($($part::Held,)*);
            type Rejection = Response;

            #[allow(non_snake_case)]
            fn borrow_from(
                ($($part,)*): &'request mut Self::Held,
                context: &'request RequestContext,
            ) -> Result<Self, Response> {
                Ok(($($part::borrow_from($part, context).map_err(IntoResponse::into_response)?,)*))
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
