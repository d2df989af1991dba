//! A request that asks for more than its budget is answered, whatever kind of handler it went to; the
//! server goes on, and the context is as good as new.

#![forbid(unsafe_code)]

mod support;

use arena_runtime::{
    ArenaLayer, BudgetExceeded, ContextPool, Json, PooledContext, RequestContext, arena_handler,
};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::{Router, routing};
use serde::Serialize;

use support::{ask, get};

#[derive(Serialize)]
struct Rows<'a> {
    rows: Vec<&'a str>,
}

#[arena_handler(pool = pool)]
async fn borrowing(State(pool): State<ContextPool>, Path(rows): Path<usize>) -> Json<Rows<'_>> {
    drop(pool);
    let mut all = Vec::new();
    for row in 0..rows {
        all.push(format!("row number {row}"));
        if row % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    Json(Rows { rows: all })
}

#[arena_handler(budget = "64KiB")]
async fn with_a_budget_of_its_own(Path(rows): Path<usize>) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text += "row number ";
        text += &row.to_string();
    }
    text.len().to_string()
}

/// Annotated and nothing else: the layer answers for it.
#[arena_handler]
async fn plainly_annotated(Path(rows): Path<usize>) -> String {
    let lines: Vec<String> = (0..rows).map(|row| format!("row number {row}")).collect();
    let length: usize = lines.iter().map(String::len).sum();
    length.to_string()
}

async fn with_an_extractor(ctx: PooledContext, Path(rows): Path<usize>) -> String {
    let mut lines = ctx.vec();
    for row in 0..rows {
        lines.push(ctx.alloc_fmt(format_args!("row number {row}")));
    }
    lines.len().to_string()
}

/// Goes on without what it is refused.
#[arena_handler]
async fn asks_first(ctx: &RequestContext, Path(rows): Path<usize>) -> String {
    let mut lines: arena_runtime::ArenaVec<'_, u64> = ctx.vec();
    match lines.try_reserve(rows) {
        Ok(()) => String::from("all of them"),
        Err(refused) => refused.to_string(),
    }
}

async fn swallows_panics(ctx: PooledContext) -> &'static str {
    let large = "x".repeat(1 << 20);
    let tried = std::panic::catch_unwind(|| ctx.alloc_str(&large).len());
    if tried.is_err() {
        "caught"
    } else {
        "allocated"
    }
}

fn app(pool: &ContextPool) -> Router {
    Router::new()
        .route("/own/{rows}", routing::get(with_a_budget_of_its_own))
        .route("/annotated/{rows}", routing::get(plainly_annotated))
        .route("/extractor/{rows}", routing::get(with_an_extractor))
        .route("/asks/{rows}", routing::get(asks_first))
        .route("/swallows", routing::get(swallows_panics))
        .layer(ArenaLayer::new(pool.clone()))
        .route("/borrowing/{rows}", routing::get(borrowing))
        .with_state(pool.clone())
}

fn pool() -> ContextPool {
    ContextPool::builder().budget(256 * 1024).build()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_handler_is_answered_for_and_works_again() {
    for kind in ["borrowing", "own", "annotated", "extractor"] {
        let pool = pool();
        let app = app(&pool);
        for _ in 0..50 {
            let refused = ask(app.clone(), get(&format!("/{kind}/100000"))).await;
            assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{kind}");
            let budget = if kind == "own" { 65_536 } else { 262_144 };
            let text =
                format!("the request needs more than its budget of {budget} bytes of arena memory");
            assert_eq!(refused.body, text.as_bytes(), "{kind}");
            assert_eq!(refused.headers["content-type"], "text/plain; charset=utf-8");
            let fine = ask(app.clone(), get(&format!("/{kind}/100"))).await;
            assert_eq!(fine.status, StatusCode::OK, "{kind}");
        }
        let stats = pool.stats();
        assert_eq!(stats.in_use, 0, "{kind}");
        assert_eq!(stats.budget_refusals, 50, "{kind}");
        assert!(stats.created <= 4, "{kind}: contexts are reused: {stats:?}");
    }
}

#[tokio::test]
async fn a_call_that_can_fail_is_told() {
    let pool = pool();
    let answer = ask(app(&pool), get("/asks/100000")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .body
            .starts_with(b"the request needs more than its budget")
    );
    let answer = ask(app(&pool), get("/asks/100")).await;
    assert_eq!(answer.body, b"all of them");
    assert_eq!(pool.stats().budget_refusals, 1);
}

#[tokio::test]
async fn a_refusal_that_the_handler_swallows_ends_the_request_all_the_same() {
    let answer = ask(app(&pool()), get("/swallows")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn the_application_chooses_the_answer() {
    let pool = ContextPool::builder()
        .budget(64 * 1024)
        .over_budget(|exceeded: BudgetExceeded| {
            let error = format!("at most {} bytes", exceeded.budget());
            let body = serde_json::json!({ "error": error });
            (StatusCode::PAYLOAD_TOO_LARGE, axum::Json(body)).into_response()
        })
        .build();
    for kind in ["borrowing", "annotated"] {
        let answer = ask(app(&pool), get(&format!("/{kind}/100000"))).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(answer.body, br#"{"error":"at most 65536 bytes"}"#);
    }
}

#[tokio::test]
async fn concurrent_requests_do_not_pay_for_the_greedy_one() {
    let pool = pool();
    let app = app(&pool);
    let requests = (0..64).map(|n| {
        let app = app.clone();
        async move {
            let rows = if n % 8 == 0 { 100_000 } else { n * 10 };
            ask(app, get(&format!("/borrowing/{rows}"))).await.status
        }
    });
    let answered = futures_util::future::join_all(requests).await;
    for (n, status) in answered.into_iter().enumerate() {
        assert_eq!(status == StatusCode::SERVICE_UNAVAILABLE, n % 8 == 0);
    }
    assert_eq!(pool.stats().in_use, 0);
}
