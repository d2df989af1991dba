#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{Json, RequestContext, arena_handler};
use axum::{Router, debug_handler, extract::Path, routing::get};

#[debug_handler]
#[arena_handler]
async fn below_debug_handler(Path(id): Path<u32>) -> String {
    let text = format!("{id}");
    text.len().to_string()
}

#[arena_handler]
#[debug_handler]
async fn above_debug_handler(ctx: &RequestContext, Path(id): Path<u32>) -> Json<&'arena str> {
    Json(ctx.alloc_fmt(format_args!("{id}")))
}

#[tracing::instrument(skip_all, fields(id = %id))]
#[arena_handler]
async fn instrumented(Path(id): Path<u32>) -> Result<String, String> {
    let text = id.to_string();
    tracing::info!("{text} bytes");
    Ok(text.len().to_string())
}

#[cfg(all())]
#[allow(non_snake_case)]
#[deprecated(note = "on purpose")]
#[arena_handler]
async fn Deprecated() -> String {
    #![allow(unused_variables)]
    let unused = 7;
    let text = format!("{}", 1);
    text.len().to_string()
}

fn main() {
    #[allow(deprecated)]
    let _: Router = Router::new()
        .route("/a/{id}", get(below_debug_handler))
        .route("/b/{id}", get(above_debug_handler))
        .route("/c/{id}", get(instrumented))
        .route("/d", get(Deprecated));
}
