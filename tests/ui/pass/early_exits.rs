#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{Json, arena_handler};
use axum::{Router, extract::Path, http::StatusCode, routing::get};

#[arena_handler]
async fn owned(Path(text): Path<String>) -> Result<String, StatusCode> {
    let first = text.split(',').next().ok_or(StatusCode::NOT_FOUND)?.to_string();
    if first.is_empty() {
        return Err(StatusCode::BAD_REQUEST);
    }
    let number = first.parse::<u32>().map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    loop {
        if number > 3 {
            return Ok(first.trim().to_uppercase());
        }
        break;
    }
    Ok(first.as_str().into())
}

#[arena_handler]
async fn borrowed(Path(text): Path<String>) -> Result<Json<&'arena str>, Box<str>> {
    let first = text.split(',').next().ok_or("nothing")?;
    let Ok(number) = first.parse::<u32>() else {
        return Err(format!("{first} is no number"));
    };
    if number == 0 {
        Err("zero")?;
    }
    Ok(Json(match number {
        1 => return Ok(Json("one")),
        n => n.to_string(),
    }))
}

fn main() {
    let _ = borrowed;
    let _: Router = Router::new().route("/{text}", get(owned));
}
