//! Arguments that borrow, in all the ways they may be written.

#![deny(warnings, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]
#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::HashMap;

use arena_runtime::{ArenaString, ArenaVec, Json, RequestContext, arena_handler};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct Order<'a> {
    item: &'a str,
    #[serde(borrow)]
    note: Cow<'a, str>,
    #[serde(borrow)]
    tags: ArenaVec<'a, ArenaString<'a>>,
}

#[derive(Clone)]
struct App {
    name: &'static str,
}

type Orders<'a> = ArenaVec<'a, Order<'a>>;

/// Patterns, `mut`, and a context in between.
#[arena_handler]
async fn patterns(
    method: Method,
    State(App { name }): State<App>,
    Path((mut region, id)): Path<(&str, u32)>,
    ctx: &RequestContext,
    mut orders: Json<Orders<'_>>,
) -> Json<ArenaVec<'_, &str>> {
    region = region.trim();
    orders.retain(|order| !order.item.is_empty());
    let mut lines = ctx.vec();
    lines.push(ctx.alloc_fmt(format_args!("{method} {name} {region} {id}")));
    for Order { item, note, .. } in orders.0 {
        tokio::task::yield_now().await;
        lines.push(item);
        lines.push(ctx.alloc_str(&note));
    }
    Json(lines)
}

/// The lifetime by name, a map, axum's `Json`.
#[arena_handler]
async fn by_name(
    axum::Json(names): axum::Json<HashMap<&'arena str, Order<'arena>>>,
) -> Result<axum::Json<HashMap<&'arena str, Order<'arena>>>, StatusCode> {
    if names.is_empty() {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(axum::Json(names))
}

/// Nothing borrowed in the answer, and what is not borrowed stays as it is.
#[arena_handler]
async fn owned_answer(
    headers: HeaderMap,
    config: State<App>,
    Query(search): Query<HashMap<&str, &str>>,
) -> impl IntoResponse {
    let found = search.get("q").map_or(String::new(), |q| q.to_uppercase());
    (StatusCode::OK, format!("{found} {} {}", headers.len(), config.name))
}

/// Attributes on arguments, and conditions.
#[arena_handler]
async fn attributes(
    #[allow(unused_variables)] Path(unused): Path<&str>,
    #[cfg(any())] Query(never): Query<Vec<(&str, &str)>>,
    #[cfg(all())] Form(form): Form<Vec<(&str, Cow<'_, str>)>>,
) -> String {
    form.len().to_string()
}

/// Tuples, with a body in the last.
#[arena_handler]
async fn tuples(
    (Path(region), Query(pairs), Json(name)): (Path<&str>, Query<Vec<(&str, &str)>>, Json<&str>),
) -> Json<Vec<&str>> {
    let mut all = vec![region, name];
    all.extend(pairs.iter().flat_map(|(key, value)| [*key, *value]));
    Json(all)
}

/// No arguments that borrow: `'static` is none, nor are lifetimes of function pointers.
#[arena_handler]
async fn owned(State(_): State<&'static App>, State(check): State<fn(&str) -> bool>) -> String {
    check("x").to_string()
}

#[derive(Clone, axum::extract::FromRef)]
struct Both {
    app: App,
    statics: &'static App,
    check: fn(&str) -> bool,
}

struct Handlers;

impl Handlers {
    #[arena_handler]
    pub async fn associated(Path(name): Path<&str>) -> Json<&str> {
        Json(name)
    }
}

fn main() {
    let _: Router = Router::new()
        .route("/{region}/{id}", post(patterns))
        .route("/owned/{id}", get(owned_answer))
        .with_state(App { name: "app" })
        .route("/names", post(by_name))
        .route("/attributes/{x}", post(attributes))
        .route("/tuples/{x}", post(tuples))
        .route("/name/{x}", get(Handlers::associated));
    let _: Router = Router::new().route("/", get(owned)).with_state(Both {
        app: App { name: "app" },
        statics: &App { name: "static" },
        check: |text| text.is_empty(),
    });
}

/// What a task takes along need not borrow.
#[arena_handler]
async fn spawns(Path((region, id)): Path<(&str, u32)>) -> Json<&'static str> {
    let region = region.to_owned();
    tokio::spawn(async move { println!("{region} {id}") });
    Json("ok")
}

/// Under other attributes, which see it as it was written.
#[tracing::instrument(skip(orders), fields(count = orders.0.len()))]
#[arena_handler]
pub async fn instrumented(Path(region): Path<&str>, orders: Json<Orders<'_>>) -> Json<&str> {
    tokio::task::yield_now().await;
    tracing::info!(region, "got {} orders", orders.len());
    Json(region)
}

trait Store: Clone + Send + Sync + 'static {
    fn store(&self, item: &str) -> bool;
}

#[derive(Clone)]
struct Nothing;

impl Store for Nothing {
    fn store(&self, item: &str) -> bool {
        item.is_empty()
    }
}

/// Generic, with arguments behind the one that borrows.
#[arena_handler]
async fn generic<S: Store>(
    Path(region): Path<&str>,
    State(store): State<S>,
    Json(orders): Json<Orders<'_>>,
) -> Result<Json<Vec<&str>>, (StatusCode, String)> {
    if !store.store(region) {
        return Err((StatusCode::CONFLICT, format!("{region} is full")));
    }
    Ok(Json(orders.into_iter().map(|order| order.item).collect()))
}

fn more() -> Router {
    Router::new()
        .route("/instrumented/{x}", post(instrumented))
        .route("/generic/{x}", post(generic::<Nothing>))
        .with_state(Nothing)
}
