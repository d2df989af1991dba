//! Where a panic ends the process, a request over its budget is answered all the same, and the server goes on.

use arena_runtime::{ArenaLayer, ContextPool, PooledContext, arena_handler};
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use tower::ServiceExt;

const _: () = assert!(cfg!(panic = "abort"), "this is to be built with `panic = \"abort\"`");

/// Noticed at the next await.
#[arena_handler(budget = "64KiB")]
async fn awaits(Path(rows): Path<usize>) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text += &row.to_string();
        tokio::task::yield_now().await;
        assert!(text.len() < 1 << 20, "never gets that far");
    }
    text.len().to_string()
}

/// Never awaits: noticed at its end.
#[arena_handler(budget = "64KiB")]
async fn never_awaits(Path(rows): Path<usize>) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text += &row.to_string();
    }
    text.len().to_string()
}

async fn behind_the_layer(ctx: PooledContext, Path(rows): Path<usize>) -> String {
    let mut text = ctx.string();
    for _ in 0..rows {
        text.push_str("more and more");
    }
    text.len().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pool = ContextPool::builder().budget(64 * 1024).build();
    let app = Router::new()
        .route("/awaits/{rows}", get(awaits))
        .route("/never-awaits/{rows}", get(never_awaits))
        .route("/layer/{rows}", get(behind_the_layer))
        .layer(ArenaLayer::new(pool.clone()));
    for path in ["awaits", "never-awaits", "layer"] {
        for (rows, status) in [
            (10, StatusCode::OK),
            (1_000_000, StatusCode::SERVICE_UNAVAILABLE),
            (10, StatusCode::OK),
        ] {
            let uri = format!("/{path}/{rows}");
            let request = Request::get(&uri).body(Body::empty()).unwrap();
            let response = app.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{uri}");
            println!("{uri}: {}", response.status());
        }
    }
    let stats = pool.stats();
    println!("{stats:?}");
    assert_eq!(stats.in_use, 0);
    assert!(stats.budget_refusals >= 3);
}
