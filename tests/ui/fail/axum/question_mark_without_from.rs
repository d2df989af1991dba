use arena_runtime::arena_handler;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

struct AppError;

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[arena_handler]
async fn handler() -> Result<String, AppError> {
    let number: u32 = "1".parse()?;
    Ok(format!("{number}"))
}

fn main() {}
