//! What a request has used does not stay: neither a giant one's memory nor a loop's temporaries.

#![forbid(unsafe_code)]

mod support;

use arena_runtime::{ArenaLayer, ContextPool, RequestContext, arena_handler};
use axum::extract::Path;
use axum::{Router, routing};

use support::{ask, get};

#[arena_handler]
async fn many_temporaries(ctx: &RequestContext, Path(count): Path<u64>) -> String {
    let mut length = 0;
    for n in 0..count {
        let line = format!("line {n} of {count}");
        length += line.len();
    }
    format!("{length} {}", ctx.arena().allocated_bytes())
}

#[arena_handler]
async fn bytes(ctx: &RequestContext, Path(count): Path<usize>) -> String {
    let mut all = ctx.vec();
    for n in 0..count / 1024 {
        all.push(ctx.alloc_slice_copy(&[n.to_le_bytes()[0]; 1024]));
        if n % 1000 == 0 {
            tokio::task::yield_now().await;
        }
    }
    all.len().to_string()
}

#[tokio::test]
async fn a_million_temporaries_leave_the_arena_small() {
    let app = Router::new().route("/{count}", routing::get(many_temporaries));
    let answer = ask(app, get("/1000000")).await;
    let body = String::from_utf8(answer.body).unwrap();
    let (length, arena_bytes) = body.split_once(' ').unwrap();
    assert_eq!(length, "21888890");
    let arena_bytes: usize = arena_bytes.parse().unwrap();
    assert!(arena_bytes < 64 * 1024, "{arena_bytes}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_one_giant_among_small_requests_the_pool_is_within_its_policy() {
    const KEPT_PER_CONTEXT: u64 = 256 * 1024;
    let pool = ContextPool::builder()
        .kept_bytes_per_context(256 * 1024)
        .build();
    let app = Router::new()
        .route("/{count}", routing::get(bytes))
        .layer(ArenaLayer::new(pool.clone()));
    let mut usual = 0;
    for n in 0..10_000 {
        if n == 5_000 {
            usual = pool.stats().kept_bytes;
            let answer = ask(app.clone(), get("/104857600")).await;
            assert_eq!(answer.body, b"102400");
            assert!(pool.stats().high_water_bytes >= 100 << 20);
        } else {
            let answer = ask(app.clone(), get("/10240")).await;
            assert_eq!(answer.body, b"10");
        }
        if n == 5_100 {
            let stats = pool.stats();
            let most = KEPT_PER_CONTEXT * stats.created;
            assert!(stats.kept_bytes <= most, "{stats:?}");
            assert!(
                stats.kept_bytes <= usual + 64 * 1024,
                "{stats:?}, {usual} before"
            );
        }
    }
    let stats = pool.stats();
    assert_eq!((stats.in_use, stats.discarded), (0, 0));
    assert_eq!(stats.created, 1);
}
