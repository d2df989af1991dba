//! An export of a million rows that never holds the table.
//!
//! `cargo run --release --example ndjson`, then what it prints. The rows come one after another, as from a
//! database's cursor, and go out in reused chunks; the server's memory stays flat however many there are, as
//! `tests/ndjson` checks. The same table as CSV, which is written whole, is there to compare.

use std::convert::Infallible;
use std::time::Duration;

use arena_runtime::{Ndjson, NdjsonStream, ResponseBuffer};
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Export {
    #[serde(default = "million")]
    rows: u32,
}

fn million() -> u32 {
    1_000_000
}

#[derive(Serialize)]
struct Player {
    id: u32,
    name: String,
    score: u32,
}

impl Player {
    fn generate(id: u32) -> Self {
        let name = format!("Player \"{id}\"");
        let score = id.wrapping_mul(2_654_435_761) % 10_000;
        Self { id, name, score }
    }
}

/// The rows as a cursor brings them: not all are there at once.
fn cursor(rows: u32) -> impl Stream<Item = Result<Player, Infallible>> + Send {
    stream::unfold(0, move |id| async move {
        if id % 10_000 == 9_999 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        (id < rows).then(|| (Ok(Player::generate(id)), id + 1))
    })
}

async fn ndjson(
    Query(export): Query<Export>,
) -> NdjsonStream<impl Stream<Item = Result<Player, Infallible>> + Send> {
    Ndjson::stream(cursor(export.rows))
}

async fn csv(Query(export): Query<Export>) -> Result<ResponseBuffer, (StatusCode, String)> {
    let failed = |error: String| (StatusCode::INTERNAL_SERVER_ERROR, error);
    let mut table = csv::Writer::from_writer(ResponseBuffer::csv());
    for id in 0..export.rows {
        let row = table.serialize(Player::generate(id));
        row.map_err(|error| failed(error.to_string()))?;
    }
    table
        .into_inner()
        .map_err(|error| failed(error.to_string()))
}

pub(crate) fn router() -> Router {
    Router::new()
        .route("/players.ndjson", get(ndjson))
        .route("/players.csv", get(csv))
}

#[tokio::main]
pub(crate) async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("curl 'http://127.0.0.1:3000/players.ndjson' | tail -1");
    println!("curl 'http://127.0.0.1:3000/players.csv?rows=1000' | tail -1");
    axum::serve(listener, router()).await
}
