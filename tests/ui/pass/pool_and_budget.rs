#![deny(warnings, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]

use std::sync::{Arc, LazyLock};

use arena_runtime::{ContextPool, Json, RequestContext, arena_handler};
use axum::extract::{FromRef, State};
use axum::routing::get;

#[derive(Clone)]
struct App {
    contexts: ContextPool,
    shared: Arc<ContextPool>,
}

impl FromRef<App> for ContextPool {
    fn from_ref(app: &App) -> Self {
        app.contexts.clone()
    }
}

static POOL: LazyLock<ContextPool> = LazyLock::new(ContextPool::new);

#[arena_handler(pool = app.contexts)]
async fn field(State(app): State<App>) -> String {
    format!("{:?}", app.contexts)
}

#[arena_handler(pool = app.shared, budget = "1MiB")]
async fn behind_an_arc(ctx: &RequestContext, State(app): State<App>) -> Json<Vec<&str>> {
    drop(app);
    Json(vec![ctx.alloc_str("Ada")])
}

#[arena_handler(pool = POOL, budget = 1_000_000)]
async fn a_static() -> Result<String, String> {
    let name = std::env::var("NAME").map_err(|error| error.to_string())?;
    if name.is_empty() {
        return Err(format!("no {name}"));
    }
    Ok(name)
}

#[arena_handler(pool = pool)]
async fn an_argument(State(pool): State<ContextPool>) {
    drop(pool);
}

#[arena_handler(pool = ContextPool::global().clone(), budget = "2 GiB",)]
async fn an_expression() -> impl axum::response::IntoResponse {
    "ok"
}

#[arena_handler(budget = "500KB")]
async fn budget_alone() {}

fn main() {
    let contexts = ContextPool::new();
    let app = App {
        shared: Arc::new(contexts.clone()),
        contexts,
    };
    let _: axum::Router = axum::Router::new()
        .route("/field", get(field))
        .route("/arc", get(behind_an_arc))
        .route("/static", get(a_static))
        .route("/argument", get(an_argument))
        .route("/expression", get(an_expression))
        .route("/budget", get(budget_alone))
        .with_state(app);
}
