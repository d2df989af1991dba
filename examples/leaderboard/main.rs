//! A leaderboard server on SQLite: a hot endpoint each way, written [plainly](plain) and under
//! [`#[arena_handler]`](arena).
//!
//! `cargo run --release --example leaderboard` fills an in-memory database with 10,000 players and prints
//! what to try. Both twins answer the same bytes; `/stats` tells what the context pool did.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

mod arena;
mod database;
mod error;
mod page;
mod plain;

use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use arena_runtime::{ContextPool, PoolStats};
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Parser;
use tracing::info;

use database::{Database, PLAYERS};

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
        .route("/plain/leaderboard/{region}/scores", post(plain::submit))
        .route("/arena/leaderboard/{region}/scores", post(arena::submit))
        .route("/stats", get(stats))
        .with_state(database);

    let listener = tokio::net::TcpListener::bind(options.addr).await?;
    let addr = listener.local_addr()?;
    info!("try http://{addr}/plain/leaderboard/north?limit=500");
    info!("and http://{addr}/arena/leaderboard/north?limit=500, which answers the same bytes");
    info!("and POST to http://{addr}/arena/leaderboard/north/scores a batch such as");
    info!(r#"[{{"name": "Ada", "faction": "Iron", "points": 7, "tags": ["new"]}}]"#);
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
