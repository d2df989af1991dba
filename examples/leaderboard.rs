//! A leaderboard server on SQLite: one hot endpoint, written plainly and under `#[arena_handler]`.
//!
//! `cargo run --release --example leaderboard` fills an in-memory database with 10,000 players and prints
//! what to try. Both endpoints answer the same bytes; `/stats` tells what the context pool did.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use arena_runtime::{ContextPool, PoolStats};
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use clap::Parser;
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use tracing::info;

/// A leaderboard of 10,000 players, to compare plain and annotated handlers.
#[derive(Parser)]
struct Options {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:3000")]
    addr: SocketAddr,

    /// Let one of this many calls of the annotated handler panic; for `.ci/load`, which checks that
    /// neither memory nor contexts are lost to panics.
    #[arg(long, value_name = "N")]
    panic_one_in: Option<NonZeroU64>,
}

/// The endpoint as anybody would write it.
mod plain {
    use axum::Json;
    use axum::extract::{Path, Query, State};
    use futures_util::TryStreamExt;
    use serde::Serialize;

    use super::{AppError, Database, PageQuery};

    #[derive(Serialize)]
    pub(super) struct Leaderboard {
        title: String,
        region: String,
        players: Vec<Player>,
    }

    #[derive(Serialize)]
    pub(super) struct Player {
        rank: usize,
        name: String,
        badge: String,
        score: i64,
    }

    pub(super) async fn leaderboard(
        State(db): State<Database>,
        Path(region): Path<String>,
        query: PageQuery,
    ) -> Result<Json<Leaderboard>, AppError> {
        let Query(page) = query?;
        let limit = page.limit()?;
        db.check_region(&region).await?;

        let mut players = Vec::new();
        let mut rows = db.top(&region, limit);
        while let Some(row) = rows.try_next().await? {
            players.push(Player {
                rank: players.len() + 1,
                name: format!("[{}] {}", row.faction, row.name),
                badge: format!("{}-{:05}", row.faction.to_lowercase(), row.id),
                score: row.score,
            });
        }
        Ok(Json(Leaderboard {
            title: format!("Top {limit} of the {region}"),
            region: region.to_uppercase(),
            players,
        }))
    }
}

/// The same endpoint with its answer in the request's arena: one attribute, `&str` for `String`.
mod arena {
    use arena_runtime::{Json, arena_handler};
    use axum::extract::{Path, Query, State};
    use futures_util::TryStreamExt;
    use serde::Serialize;

    use super::{AppError, Database, PageQuery};

    #[derive(Serialize)]
    pub(super) struct Leaderboard<'a> {
        title: &'a str,
        region: String,
        players: &'a [Player<'a>],
    }

    #[derive(Serialize)]
    pub(super) struct Player<'a> {
        rank: usize,
        name: &'a str,
        badge: &'a str,
        score: i64,
    }

    #[arena_handler]
    pub(super) async fn leaderboard(
        State(db): State<Database>,
        Path(region): Path<String>,
        query: PageQuery,
    ) -> Result<Json<Leaderboard<'_>>, AppError> {
        let Query(page) = query?;
        let limit = page.limit()?;
        db.check_region(&region).await?;

        let mut players = Vec::new();
        let mut rows = db.top(&region, limit);
        while let Some(row) = rows.try_next().await? {
            players.push(Player {
                rank: players.len() + 1,
                name: format!("[{}] {}", row.faction, row.name),
                badge: format!("{}-{:05}", row.faction.to_lowercase(), row.id),
                score: row.score,
            });
        }
        super::panic_on_purpose();
        Ok(Json(Leaderboard {
            title: format!("Top {limit} of the {region}"),
            region: region.to_uppercase(),
            players,
        }))
    }
}

/// `?limit=…`, or what was wrong with it.
type PageQuery = Result<axum::extract::Query<Page>, QueryRejection>;

#[derive(Deserialize)]
struct Page {
    limit: Option<u32>,
}

impl Page {
    const MOST: u32 = 2_000;

    fn limit(&self) -> Result<u32, AppError> {
        let limit = self.limit.unwrap_or(100);
        if limit > Self::MOST {
            return Err(AppError::LimitTooLarge { limit });
        }
        Ok(limit)
    }
}

/// Everything that can go wrong, answered as JSON.
#[derive(Debug)]
enum AppError {
    UnknownRegion { region: String },
    BadQuery(QueryRejection),
    LimitTooLarge { limit: u32 },
    Database(sqlx::Error),
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<QueryRejection> for AppError {
    fn from(rejection: QueryRejection) -> Self {
        Self::BadQuery(rejection)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: String,
        }
        let (status, error) = match self {
            Self::UnknownRegion { region } => (
                StatusCode::NOT_FOUND,
                format!("there is no region `{region}`; try one of {REGIONS:?}"),
            ),
            Self::BadQuery(rejection) => (StatusCode::BAD_REQUEST, rejection.body_text()),
            Self::LimitTooLarge { limit } => (
                StatusCode::BAD_REQUEST,
                format!("limit {limit} is too large; at most {}", Page::MOST),
            ),
            Self::Database(error) => {
                tracing::error!("database: {error}");
                let error = String::from("the database did not answer");
                (StatusCode::INTERNAL_SERVER_ERROR, error)
            }
        };
        (status, Json(Body { error })).into_response()
    }
}

const REGIONS: [&str; 5] = ["north", "south", "east", "west", "isles"];
const FACTIONS: [&str; 4] = ["Iron", "Tide", "Ember", "Moss"];
const PLAYERS: u32 = 10_000;

/// The players, in memory.
#[derive(Clone)]
struct Database {
    pool: SqlitePool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    faction: String,
    name: String,
    score: i64,
}

impl Database {
    /// Creates the database and fills it, the same way each time.
    async fn create() -> Result<Self, sqlx::Error> {
        let pool = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect("sqlite::memory:")
            .await?;
        sqlx::query(
            "CREATE TABLE player (
                id INTEGER PRIMARY KEY,
                region TEXT NOT NULL,
                faction TEXT NOT NULL,
                name TEXT NOT NULL,
                score INTEGER NOT NULL
            )",
        )
        .execute(&pool)
        .await?;
        let mut filling = pool.begin().await?;
        for id in 0..PLAYERS {
            // Knuth's multiplicative hash: scattered, and the same in every run.
            let scattered = id.wrapping_mul(2_654_435_761);
            sqlx::query("INSERT INTO player VALUES (?, ?, ?, ?, ?)")
                .bind(id)
                .bind(REGIONS[(scattered >> 8) as usize % REGIONS.len()])
                .bind(FACTIONS[(scattered >> 16) as usize % FACTIONS.len()])
                .bind(format!("Player {id}"))
                .bind(scattered % 1_000_000)
                .execute(&mut *filling)
                .await?;
        }
        filling.commit().await?;
        sqlx::query("CREATE INDEX player_by_score ON player (region, score DESC, id)")
            .execute(&pool)
            .await?;
        Ok(Self { pool })
    }

    async fn check_region(&self, region: &str) -> Result<(), AppError> {
        let known = sqlx::query("SELECT 1 FROM player WHERE region = ? LIMIT 1")
            .bind(region)
            .fetch_optional(&self.pool)
            .await?;
        match known {
            Some(_) => Ok(()),
            None => Err(AppError::UnknownRegion {
                region: region.to_owned(),
            }),
        }
    }

    /// The best players of a region, best first, row after row.
    fn top<'q>(
        &'q self,
        region: &'q str,
        limit: u32,
    ) -> impl Stream<Item = Result<Row, sqlx::Error>> + Unpin + Send + 'q {
        sqlx::query_as(
            "SELECT id, faction, name, score FROM player
             WHERE region = ? ORDER BY score DESC, id LIMIT ?",
        )
        .bind(region)
        .bind(limit)
        .fetch(&self.pool)
    }
}

/// Set by `--panic-one-in`.
static PANIC_ONE_IN: OnceLock<NonZeroU64> = OnceLock::new();
const PANIC_MESSAGE: &str = "on purpose (--panic-one-in)";

/// Panics on every Nth call after `--panic-one-in N`; does nothing without the option.
fn panic_on_purpose() {
    static CALLS: AtomicU64 = AtomicU64::new(1);
    if let Some(&one_in) = PANIC_ONE_IN.get() {
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        assert!(!call.is_multiple_of(one_in.get()), "{PANIC_MESSAGE}");
    }
}

/// Lets `panic_on_purpose` panic, without a word about it; all other panics are still printed.
fn start_panicking(one_in: NonZeroU64) {
    PANIC_ONE_IN.get_or_init(|| one_in);
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str() != Some(PANIC_MESSAGE) {
            print(panic);
        }
    }));
}

async fn stats() -> Json<PoolStats> {
    Json(ContextPool::global().stats())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .init();

    if let Some(one_in) = options.panic_one_in {
        start_panicking(one_in);
        info!("one in {one_in} calls of the annotated handler will panic");
    }

    let database = Database::create().await?;
    info!("filled the database with {PLAYERS} players");
    let app = Router::new()
        .route("/plain/leaderboard/{region}", get(plain::leaderboard))
        .route("/arena/leaderboard/{region}", get(arena::leaderboard))
        .route("/stats", get(stats))
        .with_state(database);

    let listener = tokio::net::TcpListener::bind(options.addr).await?;
    let addr = listener.local_addr()?;
    info!("try http://{addr}/plain/leaderboard/north?limit=500");
    info!("and http://{addr}/arena/leaderboard/north?limit=500, which answers the same bytes");
    info!("and http://{addr}/stats for what the context pool did");
    axum::serve(listener, app)
        .with_graceful_shutdown(shutdown())
        .await?;
    info!("stopped");
    Ok(())
}

/// Ctrl-C, or the signal a supervisor sends.
async fn shutdown() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!("cannot listen for Ctrl-C: {error}");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
