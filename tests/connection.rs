//! A handler that gets its database connection and its context from one extractor, and what a client sees
//! when there is no connection left.

#![forbid(unsafe_code)]

mod support;

use std::time::Duration;

use arena_runtime::{ContextPool, Contextualized, PoolExhausted};
use axum::Router;
use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::routing;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqlitePool, SqlitePoolOptions};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use support::{ask, get};

/// What an application writes once.
struct DatabaseConnection(PoolConnection<Sqlite>);

impl<S> FromRequestParts<S> for DatabaseConnection
where
    S: Send + Sync,
    SqlitePool: FromRef<S>,
{
    type Rejection = PoolExhausted;

    async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, PoolExhausted> {
        let pool = SqlitePool::from_ref(state);
        let connection = pool.acquire().await;
        Ok(Self(
            connection.map_err(|_| PoolExhausted::new().retry_after(1))?,
        ))
    }
}

/// Closed until the test opens it.
static GATE: Semaphore = Semaphore::const_new(0);

async fn names(
    Contextualized(ctx, DatabaseConnection(mut db)): Contextualized<DatabaseConnection>,
    Path(waits): Path<bool>,
) -> Result<String, StatusCode> {
    let answer = ctx.scope(async {
        let mut names = ctx.vec();
        for n in 0..3 {
            let name: String = sqlx::query_scalar("SELECT 'name ' || ?")
                .bind(n)
                .fetch_one(&mut *db)
                .await
                .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
            names.push(ctx.alloc_str(&name));
        }
        if waits {
            GATE.acquire().await.unwrap().forget();
        }
        Ok(names.join(", "))
    });
    answer.await
}

async fn app() -> Router {
    let db = SqlitePoolOptions::new()
        .max_connections(2)
        // Enough to connect even under valgrind.
        .acquire_timeout(Duration::from_secs(3))
        .connect("sqlite::memory:")
        .await
        .unwrap();
    Router::new()
        .route("/names/{waits}", routing::get(names))
        .with_state(db)
}

// One test, since the pool of contexts that it watches is the process's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_and_a_context_or_a_clean_503() {
    let app = app().await;
    let answer = ask(app.clone(), get("/names/false")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, b"name 0, name 1, name 2");

    // Two connections, held until all others have waited in vain.
    let before = ContextPool::global().stats();
    let mut requests = JoinSet::new();
    for _ in 0..8 {
        requests.spawn(ask(app.clone(), get("/names/true")));
    }
    let mut refused = Vec::new();
    while refused.len() < 6 {
        refused.push(requests.join_next().await.unwrap().unwrap());
    }
    GATE.add_permits(2);
    for answer in requests.join_all().await {
        assert_eq!(answer.status, StatusCode::OK);
    }
    for answer in refused {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers["retry-after"], "1");
        assert_eq!(answer.body, b"the service is busy, try again later");
    }
    let after = ContextPool::global().stats();
    assert_eq!(after.in_use, 0);
    assert_eq!(
        after.created + after.reused - before.created - before.reused,
        2,
        "who waits for a connection holds no context"
    );

    let answer = ask(app, get("/names/false")).await;
    assert_eq!(answer.status, StatusCode::OK);
}
