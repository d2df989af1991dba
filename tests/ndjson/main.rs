//! Tables row by row: a million through a real router in flat memory, and how a stream ends.

#[path = "../../examples/ndjson.rs"]
#[expect(dead_code, reason = "its `main` is the example's")]
mod example;
#[path = "../support/mod.rs"]
mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::convert::Infallible;

use arena_runtime::Ndjson;
use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use futures_util::stream;
use http_body_util::BodyExt;
use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};
use tokio::sync::mpsc;

use crate::support::ask;

thread_local! {
    /// Bytes that this thread has allocated and not freed, and the most there were.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

struct Watching;

// SAFETY: every call goes to the system's allocator unchanged; watching touches thread-locals that need neither
// allocation nor a destructor.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.set(LIVE.get() + layout.size().cast_signed());
        PEAK.set(PEAK.get().max(LIVE.get()));
        // SAFETY: the caller's promise is the system's requirement.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        LIVE.set(LIVE.get() - layout.size().cast_signed());
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

/// A row that fails to be serialized half-way if it is 3.
#[derive(Clone, Copy)]
struct Row(u32);

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 == 3 {
            return Err(S::Error::custom("no threes"));
        }
        [("row", self.0)].serialize(serializer)
    }
}

/// The chunks of a body, and the error it ends with.
async fn chunks(mut body: Body) -> (Vec<Vec<u8>>, Option<String>) {
    let mut chunks = Vec::new();
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => chunks.push(frame.into_data().expect("data").to_vec()),
            Err(error) => return (chunks, Some(error.to_string())),
        }
    }
    (chunks, None)
}

#[tokio::test]
async fn a_million_rows_take_flat_memory() {
    #[derive(Deserialize)]
    struct Player<'a> {
        id: u32,
        #[serde(borrow)]
        name: std::borrow::Cow<'a, str>,
    }
    let request = support::get("/players.ndjson");
    let Ok(response) = tower::ServiceExt::oneshot(example::router(), request).await;
    assert_eq!(response.headers()["content-type"], "application/x-ndjson");
    let before = LIVE.get();
    PEAK.set(before);
    let mut body = response.into_body();
    let (mut rows, mut bytes, mut largest) = (0, 0, 0);
    while let Some(frame) = body.frame().await {
        let chunk = frame.expect("it is whole").into_data().expect("data");
        bytes += chunk.len();
        largest = largest.max(chunk.len());
        assert!(chunk.ends_with(b"\n"), "chunks end with a row");
        for line in chunk
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            if rows % 1_000 == 0 {
                let player: Player<'_> = serde_json::from_slice(line).expect("a row");
                assert_eq!(player.id, rows);
                assert_eq!(player.name, format!("Player \"{rows}\""));
            }
            rows += 1;
        }
    }
    let peak = PEAK.get() - before;
    println!("{rows} rows, {bytes} bytes, chunks up to {largest}, {peak} bytes of memory at most");
    assert_eq!(rows, 1_000_000);
    assert!(bytes > 40_000_000);
    assert!(largest < 70_000);
    assert!(peak < 300_000);
}

#[tokio::test]
async fn the_csv_has_a_header_and_its_rows() {
    let answer = ask(example::router(), support::get("/players.csv?rows=2")).await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let expected = "id,name,score\n0,\"Player \"\"0\"\"\",0\n1,\"Player \"\"1\"\"\",5761\n";
    assert_eq!(String::from_utf8_lossy(&answer.body), expected);
}

#[tokio::test]
async fn an_iterator_is_answered_whole() {
    let router = Router::new()
        .route("/few", get(|| async { Ndjson((0..3).map(Row)) }))
        .route("/none", get(|| async { Ndjson([(); 0]) }))
        .route("/fails", get(|| async { Ndjson((0..9).map(Row)) }));
    let few = ask(router.clone(), support::get("/few")).await;
    assert_eq!(few.body, b"[[\"row\",0]]\n[[\"row\",1]]\n[[\"row\",2]]\n");
    assert_eq!(few.headers["content-length"], few.body.len().to_string());
    assert_eq!(ask(router.clone(), support::get("/none")).await.body, b"");
    let fails = ask(router, support::get("/fails")).await;
    assert_eq!(fails.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(fails.body, b"no threes");
}

#[tokio::test]
async fn an_error_ends_the_body_after_the_last_whole_row() {
    let rows = stream::iter([
        Ok(Row(1)),
        Ok(Row(2)),
        Err("the cursor is gone"),
        Ok(Row(4)),
    ]);
    let (sent, error) = chunks(Ndjson::stream(rows).into_response().into_body()).await;
    assert_eq!(sent.concat(), b"[[\"row\",1]]\n[[\"row\",2]]\n");
    assert_eq!(error.as_deref(), Some("the cursor is gone"));

    let rows = stream::iter((1..9).map(|row| Ok::<_, Infallible>(Row(row))));
    let (sent, error) = chunks(Ndjson::stream(rows).into_response().into_body()).await;
    assert_eq!(sent.concat(), b"[[\"row\",1]]\n[[\"row\",2]]\n");
    assert_eq!(error.as_deref(), Some("no threes"));

    let rows = stream::iter([Err::<Row, _>("at once")]);
    let (sent, error) = chunks(Ndjson::stream(rows).into_response().into_body()).await;
    assert!(sent.is_empty());
    assert_eq!(error.as_deref(), Some("at once"));
}

#[tokio::test]
async fn rows_do_not_wait_for_those_that_are_not_there_yet() {
    let (sender, mut receiver) = mpsc::channel::<Result<Row, Infallible>>(8);
    let rows = stream::poll_fn(move |context| receiver.poll_recv(context));
    let mut body = Ndjson::stream(rows).into_response().into_body();
    for row in [7, 8] {
        sender.send(Ok(Row(row))).await.expect("the body reads");
        let frame = body.frame().await.expect("a frame").expect("it is whole");
        let expected = format!("[[\"row\",{row}]]\n");
        assert_eq!(frame.into_data().expect("data"), expected);
    }
    drop(sender);
    assert!(body.frame().await.is_none());
}

#[tokio::test]
async fn a_row_longer_than_a_chunk_is_sent_whole() {
    let long = "x".repeat(300_000);
    let rows = stream::iter(
        [Ok::<_, Infallible>("a"), Ok(&*long), Ok("b")].map(|row| row.map(String::from)),
    );
    let (sent, error) = chunks(Ndjson::stream(rows).into_response().into_body()).await;
    assert_eq!(error, None);
    assert_eq!(
        sent,
        [
            format!("\"a\"\n\"{long}\"\n").into_bytes(),
            b"\"b\"\n".to_vec()
        ]
    );
}
