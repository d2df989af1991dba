//! Names that stand for something of the arena's in one place, and for something else in another.

#![deny(warnings)]
#![forbid(unsafe_code)]

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use arena_runtime::{RequestContext, arena_handler};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::routing::get;
use futures_util::{StreamExt, stream};
use tokio::task::JoinSet;

/// The argument is spawned, not what has its name in the block.
#[arena_handler]
async fn argument_of_the_same_name(ctx: &RequestContext, Path(name): Path<String>) -> String {
    let length = {
        let name = ctx.alloc_str(&name);
        name.len()
    };
    tokio::spawn(async move { println!("{name}") });
    length.to_string()
}

/// What has a method `spawn` need not want what is `'static`.
struct Here;

impl Here {
    fn spawn<R>(&self, work: impl FnOnce() -> R) -> R {
        work()
    }
}

#[arena_handler]
async fn spawners(ctx: &RequestContext) -> String {
    let name = ctx.alloc_str("Ada");
    let here = Here.spawn(move || name.len());
    let scoped = std::thread::scope(|threads| threads.spawn(|| name.len()).join().unwrap_or(0));
    let mut tasks = JoinSet::new();
    let owned = name.to_owned();
    tasks.spawn(async move { owned.len() });
    let work = async move { name.len() };
    let awaited = work.await;
    format!("{}", here + scoped + awaited)
}

#[arena_handler]
async fn streams(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line");
    let length = line.len();
    let lines: Vec<String> = ["a", "b"].iter().map(|letter| format!("{line} {letter}")).collect();
    let lines = stream::iter(lines).map(move |line| Ok::<_, Infallible>(format!("{line}{length}")));
    Body::from_stream(lines)
}

#[arena_handler]
async fn body(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line");
    let mut text = ctx.string();
    text.push_str(line);
    Body::from(text)
}

#[derive(Clone, Default)]
struct App {
    last: Arc<Mutex<String>>,
    length: Arc<Mutex<usize>>,
}

#[arena_handler]
async fn state(ctx: &RequestContext, State(app): State<App>) -> String {
    let name = ctx.alloc_str("Ada");
    *app.last.lock().unwrap() = name.to_owned();
    *app.length.lock().unwrap() = name.len();
    let mut latest = "";
    let guard = Mutex::new(&mut latest);
    **guard.lock().unwrap() = name;
    drop(guard);
    latest.to_owned()
}

fn main() {
    let _: Router = Router::new()
        .route("/argument/{name}", get(argument_of_the_same_name))
        .route("/spawners", get(spawners))
        .route("/streams", get(streams))
        .route("/body", get(body))
        .route("/state", get(state))
        .with_state(App::default());
}
