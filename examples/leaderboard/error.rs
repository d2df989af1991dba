//! What can go wrong, answered as JSON.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::database::REGIONS;
use super::page::Page;

#[derive(Debug)]
pub(super) enum AppError {
    UnknownRegion { region: String },
    BadQuery(QueryRejection),
    LimitTooLarge { limit: u32 },
    Database(sqlx::Error),
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<QueryRejection> for AppError {
    fn from(rejection: QueryRejection) -> Self {
        Self::BadQuery(rejection)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: String,
        }
        let (status, error) = match self {
            Self::UnknownRegion { region } => (
                StatusCode::NOT_FOUND,
                format!("there is no region `{region}`; try one of {REGIONS:?}"),
            ),
            Self::BadQuery(rejection) => (StatusCode::BAD_REQUEST, rejection.body_text()),
            Self::LimitTooLarge { limit } => (
                StatusCode::BAD_REQUEST,
                format!("limit {limit} is too large; at most {}", Page::MOST),
            ),
            Self::Database(error) => {
                tracing::error!("database: {error}");
                let error = String::from("the database did not answer");
                (StatusCode::INTERNAL_SERVER_ERROR, error)
            }
        };
        (status, Json(Body { error })).into_response()
    }
}
