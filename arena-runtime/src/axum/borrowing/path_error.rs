//! What can be wrong with the parameters in a path, in the words of axum's `Path`.

use std::fmt;

use axum::http::StatusCode;
use serde::de;

use super::BorrowRejection;

#[derive(Debug)]
pub(super) enum PathError {
    /// The program's fault: the type does not fit the route.
    Type(String),
    /// The client's.
    Value(String),
    /// The client's too, in words that do not yet say of which value.
    Message(String),
}

impl PathError {
    pub(super) fn wrong_number(got: usize, expected: usize) -> Self {
        let hint = if expected == 1 {
            ". Note that multiple parameters must be extracted with a tuple `Path<(_, _)>` or a struct \
             `Path<YourParams>`"
        } else {
            ""
        };
        Self::Type(format!(
            "Wrong number of path arguments for `Path`. Expected {expected} but got {got}{hint}"
        ))
    }

    pub(super) fn unsupported(what: &str) -> Self {
        Self::Type(format!("Unsupported type `{what}`"))
    }

    /// Says of which value it is.
    pub(super) fn of(self, key: &str, value: &str) -> Self {
        match self {
            Self::Message(message) => Self::Value(format!(
                "Cannot parse `{key}` with value `{value}`: {message}"
            )),
            other => other,
        }
    }
}

impl de::Error for PathError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Message(message.to_string())
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Type(text) | Self::Value(text) | Self::Message(text)) = self;
        f.write_str(text)
    }
}

impl std::error::Error for PathError {}

impl From<PathError> for BorrowRejection {
    fn from(error: PathError) -> Self {
        match error {
            PathError::Type(text) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, text),
            PathError::Value(text) | PathError::Message(text) => {
                Self::new(StatusCode::BAD_REQUEST, format!("Invalid URL: {text}"))
            }
        }
    }
}
