#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::arena_handler;
use axum::extract::{Path, Query, State};
use axum::{Json, Router, routing::post};
use std::collections::HashMap;

#[derive(Clone)]
struct App {
    name: &'static str,
}

#[arena_handler]
async fn handler(
    State(App { name }): State<App>,
    Path((mut first, second)): Path<(u32, String)>,
    #[allow(unused_variables)] Query(query): Query<HashMap<String, String>>,
    #[cfg(any())] missing: Missing,
    #[cfg(all())] mut headers: axum::http::HeaderMap,
    Json(body): Json<Vec<u32>>,
) -> String {
    first += 1;
    headers.clear();
    let text = format!("{name}{first}{second}");
    (text.len() + body.len() + headers.len()).to_string()
}

fn main() {
    let _: Router = Router::new()
        .route("/{first}/{second}", post(handler))
        .with_state(App { name: "app" });
}
