//! What is answered when a borrowing extractor finds no value in the request.

use std::error::Error;
use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The rejection of the borrowing extractors of this crate: status and text are those with which axum
/// rejects the same request.
///
/// ```
/// use arena_runtime::{BorrowFromRequest, BorrowRejection};
///
/// /// In an extractor around another one.
/// fn log(rejection: &BorrowRejection) {
///     eprintln!("{}: {rejection}", rejection.status());
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BorrowRejection {
    status: StatusCode,
    text: String,
}

impl BorrowRejection {
    pub(super) fn new(status: StatusCode, text: String) -> Self {
        Self { status, text }
    }

    /// The status of the response.
    ///
    /// ```
    /// # fn is_the_clients_fault(rejection: &arena_runtime::BorrowRejection) -> bool {
    /// rejection.status().is_client_error()
    /// # }
    /// ```
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The text of the response.
    ///
    /// ```
    /// # fn log(rejection: &arena_runtime::BorrowRejection) {
    /// println!("rejected: {}", rejection.body_text());
    /// # }
    /// ```
    #[must_use]
    pub fn body_text(&self) -> String {
        self.text.clone()
    }
}

impl fmt::Display for BorrowRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for BorrowRejection {}

impl IntoResponse for BorrowRejection {
    fn into_response(self) -> Response {
        (self.status, self.text).into_response()
    }
}
