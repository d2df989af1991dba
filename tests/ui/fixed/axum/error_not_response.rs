//! # An error that is no response
//!
//! A handler's error is sent to the client, so it must say how.

use arena_runtime::{Json, arena_handler};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

struct AppError(String);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.0).into_response()
    }
}

impl<E: std::error::Error> From<E> for AppError {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

#[arena_handler]
async fn of_ones_own() -> Result<Json<u32>, AppError> {
    Ok(Json("1".parse()?))
}

#[arena_handler]
async fn of_std() -> Result<String, AppError> {
    Ok(std::fs::read_to_string("motd")?)
}

fn main() {}
