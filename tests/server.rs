//! Annotated handlers behind real sockets on the multi-thread runtime: right under load, and no context
//! is lost to clients that hang up or to handlers that panic.

#![forbid(unsafe_code)]

use std::net::SocketAddr;
use std::time::Duration;

use arena_runtime::{ArenaVec, ContextPool, Json, RequestContext, arena_handler};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use futures_util::TryStreamExt;
use futures_util::future::join_all;
use serde::Serialize;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Serialize)]
struct Squad<'a> {
    title: &'a str,
    members: ArenaVec<'a, Member<'a>>,
}

#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    aliases: &'a [&'a str],
}

/// Rows come one by one, with sleeps between them, while everything built so far stays borrowed.
#[arena_handler]
async fn squad(
    ctx: &RequestContext,
    State(db): State<SqlitePool>,
    Path((client, size)): Path<(u32, u32)>,
) -> Result<Json<Squad<'_>>, StatusCode> {
    let mut members: ArenaVec<'_, Member<'_>> = ctx.vec();
    let mut rows = sqlx::query_scalar::<_, i64>("SELECT n FROM numbers LIMIT ?")
        .bind(size)
        .fetch(&db);
    while let Ok(Some(row)) = rows.try_next().await {
        let mut aliases = Vec::new();
        for alias in 0..3 {
            aliases.push(format!("{row}/{alias}"));
        }
        members.push(Member {
            name: format!("{client}:{row}"),
            aliases,
        });
        if row % 4 == 0 {
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
    }
    let title = format!("{} for {client}", members.len());
    tokio::time::sleep(Duration::from_millis(1)).await;
    Ok(Json(Squad { title, members }))
}

#[arena_handler]
async fn endless(ctx: &RequestContext) -> Json<&'arena str> {
    let mut kept = Vec::new();
    loop {
        kept.push(format!("{}", kept.len()));
        tokio::time::sleep(Duration::from_millis(1)).await;
        if kept.len() > 100_000 {
            return Json(ctx.alloc_str(kept.join(",").as_str()));
        }
    }
}

#[arena_handler]
async fn panics(ctx: &RequestContext, Path(client): Path<u32>) -> String {
    let mut names = ctx.vec();
    names.push(String::from("dropped on the way"));
    let text = format!("{client}");
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert!(text.is_empty(), "on purpose");
    names.concat()
}

fn expected(client: u32, size: u32) -> String {
    let members: Vec<String> = (0..size)
        .map(|row| {
            format!(r#"{{"name":"{client}:{row}","aliases":["{row}/0","{row}/1","{row}/2"]}}"#)
        })
        .collect();
    let members = members.join(",");
    format!(r#"{{"title":"{size} for {client}","members":[{members}]}}"#)
}

async fn serve() -> SocketAddr {
    let db = SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_mins(1))
        .connect("sqlite::memory:")
        .await
        .unwrap();
    sqlx::query("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")
        .execute(&db)
        .await
        .unwrap();
    for n in 0..100 {
        sqlx::query("INSERT INTO numbers VALUES (?)")
            .bind(n)
            .execute(&db)
            .await
            .unwrap();
    }
    let app = Router::new()
        .route("/squad/{client}/{size}", get(squad))
        .route("/endless", get(endless))
        .route("/panics/{client}", get(panics))
        .with_state(db);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

async fn send(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// The status line and the body; `None` if the server closed without an answer.
async fn ask(address: SocketAddr, path: &str) -> Option<(String, String)> {
    let mut answer = String::new();
    send(address, path)
        .await
        .read_to_string(&mut answer)
        .await
        .unwrap();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.lines().next()?.to_owned();
    Some((status, body.to_owned()))
}

async fn until_all_contexts_are_back() {
    for _ in 0..2_000 {
        if ContextPool::global().stats().in_use == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("contexts are lost: {:?}", ContextPool::global().stats());
}

// One test, since the pool it watches is the process's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contexts_come_back_whatever_happens() {
    const CLIENTS: u32 = 64;
    let address = serve().await;

    // Right, under concurrent clients with answers of different sizes.
    let clients = (0..CLIENTS).map(|client| async move {
        for round in 0..8 {
            let size = (client * 7 + round * 13) % 100;
            let (status, body) = ask(address, &format!("/squad/{client}/{size}"))
                .await
                .expect("an answer");
            assert_eq!(status, "HTTP/1.1 200 OK");
            assert_eq!(body, expected(client, size));
        }
    });
    join_all(clients).await;
    until_all_contexts_are_back().await;

    // Hung up on half-way.
    let clients = (0..CLIENTS).map(|client| async move {
        let stream = send(address, "/endless").await;
        tokio::time::sleep(Duration::from_millis(u64::from(client % 20))).await;
        drop(stream);
    });
    join_all(clients).await;
    until_all_contexts_are_back().await;

    // Panicking.
    let clients = (0..CLIENTS).map(|client| async move {
        let answer = ask(address, &format!("/panics/{client}")).await;
        assert_eq!(answer, None);
    });
    join_all(clients).await;
    until_all_contexts_are_back().await;

    // And all that left no trace.
    let (_, body) = ask(address, "/squad/1/100").await.expect("an answer");
    assert_eq!(body, expected(1, 100));
    until_all_contexts_are_back().await;
    let stats = ContextPool::global().stats();
    assert!(stats.created <= u64::from(3 * CLIENTS), "{stats:?}");
    // A client that hangs up at once may never have reached the handler; all others have.
    let answered = u64::from(CLIENTS * 8 + CLIENTS + 1);
    let leases = stats.created + stats.reused;
    assert!(
        (answered..=answered + u64::from(CLIENTS)).contains(&leases),
        "{stats:?}"
    );
}
