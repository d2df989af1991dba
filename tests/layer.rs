//! One context a request: shared by middleware and handlers behind an `ArenaLayer`, from the pool that the
//! application chose.

#![forbid(unsafe_code)]

mod support;

use std::time::Duration;

use arena_runtime::{
    ArenaLayer, ContextPool, Json, PooledContext, RequestContext, StateContext, arena_handler,
};
use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Router, routing};
use futures_util::future::join_all;

use support::{ask, get};

/// Which context this is, and whether its scope has been entered.
fn name(ctx: &RequestContext) -> String {
    let inside = if ctx.arena().is_entered() {
        "inside"
    } else {
        "outside"
    };
    format!("{:p} {inside}", ctx.arena())
}

async fn middleware(ctx: PooledContext, request: Request, next: Next) -> Response {
    let seen = ctx.alloc_str(&name(&ctx));
    let mut response = next.run(request).await;
    // Kept in the arena while the handler ran.
    let seen = HeaderValue::from_str(seen).unwrap();
    response.headers_mut().insert("x-middleware", seen);
    response
}

async fn extracted(ctx: PooledContext) -> String {
    tokio::time::sleep(Duration::from_micros(100)).await;
    name(&ctx)
}

#[arena_handler]
async fn annotated(ctx: &RequestContext) -> Json<&'arena str> {
    tokio::time::sleep(Duration::from_micros(100)).await;
    let name = name(ctx);
    Json(ctx.alloc_str(&name))
}

#[arena_handler(budget = "1MiB")]
async fn budgeted(ctx: &RequestContext) -> String {
    format!("{} {:?}", name(ctx), ctx.arena().budget())
}

async fn from_state(StateContext(ctx): StateContext) -> String {
    name(&ctx)
}

#[arena_handler(pool = pool)]
async fn from_argument(ctx: &RequestContext, State(pool): State<ContextPool>) -> String {
    format!("{} {}", name(ctx), pool.stats().in_use)
}

/// Nested handlers: each call leases, and all get the request's own.
async fn calls_others(ctx: PooledContext) -> String {
    let (one, other) = tokio::join!(extracted(PooledContext::acquire()), inner(Path(7)));
    assert_eq!(other, "inner 7");
    assert_eq!(one, name(&ctx));
    one
}

#[arena_handler]
async fn inner(Path(n): Path<u32>) -> String {
    let text = format!("inner {n}");
    tokio::task::yield_now().await;
    text.trim().into()
}

/// Work that goes on after the answer keeps the context for itself.
async fn leaves_a_task_behind(ctx: PooledContext) -> String {
    let answer = name(&ctx);
    tokio::spawn(async move {
        let kept = ctx.alloc_str("still here");
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(kept, "still here");
    });
    answer
}

fn routes() -> Router<ContextPool> {
    Router::new()
        .route("/extracted", routing::get(extracted))
        .route("/annotated", routing::get(annotated))
        .route("/budgeted", routing::get(budgeted))
        .route("/state", routing::get(from_state))
        .route("/argument", routing::get(from_argument))
        .route("/calls", routing::get(calls_others))
        .route("/leaves", routing::get(leaves_a_task_behind))
}

fn text(body: &[u8]) -> &str {
    std::str::from_utf8(body).unwrap().trim_matches('"')
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn middleware_and_handlers_share_the_layers_context() {
    let pool = ContextPool::new();
    let app = routes()
        .layer(from_fn(middleware))
        .layer(ArenaLayer::new(pool.clone()))
        .with_state(ContextPool::new());
    for path in ["/extracted", "/annotated", "/calls"] {
        let answer = ask(app.clone(), get(path)).await;
        let seen = answer.headers["x-middleware"].to_str().unwrap();
        assert!(seen.ends_with(" inside"), "{seen}");
        assert_eq!(text(&answer.body), seen, "{path}");
    }
    let stats = pool.stats();
    assert_eq!(stats.created + stats.reused, 3);
    assert_eq!(stats.in_use, 0);
    assert_eq!(stats.strangers_allocations, 0);
}

#[tokio::test]
async fn a_budget_of_its_own_wants_a_context_of_its_own() {
    let pool = ContextPool::new();
    let app = routes()
        .layer(from_fn(middleware))
        .layer(ArenaLayer::new(pool.clone()))
        .with_state(ContextPool::new());
    let answer = ask(app, get("/budgeted")).await;
    let seen = answer.headers["x-middleware"].to_str().unwrap();
    assert!(!text(&answer.body).starts_with(seen));
    assert!(text(&answer.body).ends_with(" inside Some(1048576)"));
    assert_eq!(pool.stats().created, 2, "both from the layer's pool");
}

#[tokio::test]
async fn each_request_has_one_of_its_own() {
    let pool = ContextPool::new();
    let app = routes()
        .layer(ArenaLayer::new(pool.clone()))
        .with_state(ContextPool::new());
    let requests = (0..32).map(|_| ask(app.clone(), get("/extracted")));
    let mut names: Vec<_> = join_all(requests)
        .await
        .into_iter()
        .map(|answer| answer.body)
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 32);
    assert_eq!(pool.stats().in_use, 0);
}

#[tokio::test]
async fn without_a_layer_the_pool_is_the_states_or_the_global_one() {
    let pool = ContextPool::new();
    let app = routes().with_state(pool.clone());
    ask(app.clone(), get("/state")).await;
    assert_eq!(pool.stats().created, 1);
    let answer = ask(app.clone(), get("/argument")).await;
    assert!(text(&answer.body).ends_with(" inside 1"));
    assert_eq!(pool.stats().reused, 1);
    let before = ContextPool::global().stats();
    ask(app.clone(), get("/extracted")).await;
    ask(app, get("/annotated")).await;
    let after = ContextPool::global().stats();
    let leases = |stats: arena_runtime::PoolStats| stats.created + stats.reused;
    assert!(leases(after) >= leases(before) + 2);
    assert_eq!(pool.stats().in_use, 0);
}

#[tokio::test]
async fn layers_may_be_nested() {
    let (outer, inner) = (ContextPool::new(), ContextPool::new());
    let app = Router::new()
        .nest("/in", routes().layer(ArenaLayer::new(inner.clone())))
        .route("/out", routing::get(extracted))
        .layer(from_fn(middleware))
        .layer(ArenaLayer::new(outer.clone()))
        .with_state(ContextPool::new());
    let answer = ask(app.clone(), get("/out")).await;
    let seen = answer.headers["x-middleware"].to_str().unwrap();
    assert_eq!(text(&answer.body), seen);
    let answer = ask(app, get("/in/extracted")).await;
    assert_ne!(
        text(&answer.body),
        answer.headers["x-middleware"].to_str().unwrap()
    );
    assert_eq!((outer.stats().reused, inner.stats().created), (1, 1));
    assert_eq!((outer.stats().in_use, inner.stats().in_use), (0, 0));
}

#[tokio::test]
async fn a_context_that_outlives_the_answer_goes_back_later() {
    let pool = ContextPool::new();
    let app = routes()
        .layer(ArenaLayer::new(pool.clone()))
        .with_state(ContextPool::new());
    ask(app.clone(), get("/leaves")).await;
    assert_eq!(pool.stats().in_use, 1);
    ask(app, get("/extracted")).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!((pool.stats().in_use, pool.stats().created), (0, 2));
}
