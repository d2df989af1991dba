#![forbid(unsafe_code)]
#![deny(warnings)]

use arena_runtime::{ArenaString, ArenaVec, Json, RequestContext, arena_handler};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use axum::{Router, extract::Path, routing::get};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct Page<'a> {
    borrowed: &'a str,
    grown: ArenaString<'a>,
    either: Cow<'a, str>,
    owned: String,
    rows: ArenaVec<'a, Row<'a>>,
    slice: &'a [&'a str],
    owned_rows: Vec<Row<'a>>,
    optional: Option<&'a str>,
    pair: (&'a str, String),
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
}

#[arena_handler]
async fn json(Path(id): Path<u32>) -> Json<Page<'_>> {
    let mut rows = Vec::new();
    let mut names = Vec::new();
    for n in 0..id {
        rows.push(Row { name: format!("row {n}") });
        let name = n.to_string();
        if name.len() < 3 {
            names.push(name);
        }
        tokio::task::yield_now().await;
    }
    Json(Page {
        borrowed: format!("{id}"),
        grown: id.to_string(),
        either: String::from("x"),
        owned: format!("{id}"),
        rows,
        slice: names,
        owned_rows: (0..id).map(|n| Row { name: n.to_string() }).collect(),
        optional: Some(format!("{id}")),
        pair: (id.to_string(), id.to_string()),
    })
}

#[arena_handler]
async fn result(Path(id): Path<u32>) -> Result<Json<&'arena str>, (StatusCode, String)> {
    if id == 0 {
        return Err((StatusCode::BAD_REQUEST, format!("{id} is zero")));
    }
    Ok(Json(format!("{id}")))
}

#[arena_handler]
async fn with_status(Path(id): Path<u32>) -> (StatusCode, Json<Row<'_>>) {
    (StatusCode::CREATED, Json(Row { name: id.to_string() }))
}

#[arena_handler]
async fn opaque(ctx: &RequestContext, Path(id): Path<u32>) -> impl IntoResponse + '_ {
    let name = ctx.alloc_fmt(format_args!("{id}"));
    (StatusCode::OK, Json(Row { name }))
}

#[arena_handler]
async fn opaque_without_lifetime(ctx: &RequestContext) -> impl IntoResponse {
    axum::Json(Row { name: ctx.alloc_str("x") })
}

#[arena_handler]
async fn html(Path(id): Path<u32>) -> Html<ArenaString<'arena>> {
    Html(match id {
        0 => format!("<p>{id}</p>"),
        _ => String::from("<p>"),
    })
}

#[arena_handler]
async fn text(Path(id): Path<u32>) -> Result<ArenaString<'_>, StatusCode> {
    Ok(format!("{id}"))
}

fn main() {
    let _: Router = Router::new()
        .route("/json/{id}", get(json))
        .route("/result/{id}", get(result))
        .route("/status/{id}", get(with_status))
        .route("/opaque/{id}", get(opaque))
        .route("/html/{id}", get(html))
        .route("/text/{id}", get(text))
        .route("/plain", get(opaque_without_lifetime));
}
