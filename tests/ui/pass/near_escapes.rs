//! Looks like arena data that gets away, and is not.

#![deny(warnings, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]

use std::sync::Mutex;

use arena_runtime::{ContextPool, Json, RequestContext, arena_handler};
use axum::body::Body;
use axum::routing::get;
use futures_util::stream;

static LAST: Mutex<String> = Mutex::new(String::new());
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

async fn note(name: String) {
    println!("{name}");
}

/// A `spawn` of one's own, that runs at once.
mod thread {
    pub fn run<R>(work: impl FnOnce() -> R) -> R {
        work()
    }
}

#[arena_handler]
async fn copies(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    tokio::spawn(note(name.to_owned()));
    let owned = name.to_owned();
    tokio::spawn(async move { println!("{owned}") });
    *LAST.lock().unwrap() = name.to_owned();
    SEEN.lock().unwrap().push(name.to_owned());
    if name.is_empty() { "nobody" } else { "somebody" }
}

#[arena_handler]
async fn shadowed(ctx: &RequestContext) -> &'static str {
    let name = ctx.alloc_str("Ada");
    let name = name.to_owned();
    tokio::spawn(async move { println!("{name}") });
    "ok"
}

#[arena_handler]
async fn context_of_its_own(ctx: &RequestContext) -> String {
    let name = ctx.alloc_str("Ada");
    let task = tokio::spawn(async move {
        let ctx = ContextPool::global().acquire();
        ctx.alloc_str("Charles").len()
    });
    format!("{name} {}", task.await.unwrap_or(0))
}

#[arena_handler]
async fn within_the_request(ctx: &RequestContext) -> usize_answer::Answer {
    let name = ctx.alloc_str("Ada");
    let here = thread::run(|| name.len());
    let there = std::thread::scope(|threads| threads.spawn(|| name.len()).join().unwrap_or(0));
    let later = async move { name.len() };
    usize_answer::Answer(here + there + later.await)
}

mod usize_answer {
    use axum::response::{IntoResponse, Response};

    pub struct Answer(pub usize);

    impl IntoResponse for Answer {
        fn into_response(self) -> Response {
            self.0.to_string().into_response()
        }
    }
}

#[arena_handler]
async fn streams(ctx: &RequestContext) -> Body {
    let line = ctx.alloc_str("line");
    let lines = [Ok::<_, std::io::Error>(line.to_owned())];
    Body::from_stream(stream::iter(lines))
}

#[arena_handler]
async fn returns_in_a_closure(ctx: &RequestContext) -> Json<&'static str> {
    let name = ctx.alloc_str("Ada");
    let longest = |other: &'static str| {
        if other.len() > 3 {
            return other.len();
        }
        name.len()
    };
    Json(if longest("Charles") > 3 { "long" } else { "short" })
}

fn main() {
    let _: axum::Router = axum::Router::new()
        .route("/copies", get(copies))
        .route("/shadowed", get(shadowed))
        .route("/own", get(context_of_its_own))
        .route("/within", get(within_the_request))
        .route("/streams", get(streams))
        .route("/closure", get(returns_in_a_closure));
}
