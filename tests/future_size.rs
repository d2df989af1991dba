//! What the attribute adds to a handler's future: every request pays for its size, in memory and in moves.

// Handlers are `async` also where they wait for nothing.
#![allow(clippy::unused_async)]

use std::mem::size_of_val;

use axum::Json;
use axum::extract::{Path, State};

#[derive(Clone)]
struct App {
    names: &'static [&'static str],
}

async fn pause() {
    tokio::task::yield_now().await;
}

mod plain {
    use super::*;

    pub(super) async fn nothing() -> &'static str {
        "ok"
    }

    pub(super) async fn no_await(State(app): State<App>, Path(id): Path<usize>) -> String {
        let key = format!("user:{id}");
        app.names[key.len() % app.names.len()].to_string()
    }

    pub(super) async fn awaits(State(app): State<App>, Path(id): Path<usize>) -> Json<usize> {
        let mut lines = Vec::new();
        for name in app.names {
            lines.push(format!("{name}-{id}"));
            pause().await;
        }
        Json(lines.iter().map(String::len).sum())
    }
}

mod annotated {
    use super::*;
    use arena_runtime::arena_handler;

    #[arena_handler]
    pub(super) async fn nothing() -> &'static str {
        "ok"
    }

    #[arena_handler]
    pub(super) async fn no_await(State(app): State<App>, Path(id): Path<usize>) -> String {
        let key = format!("user:{id}");
        app.names[key.len() % app.names.len()].to_string()
    }

    #[arena_handler]
    pub(super) async fn awaits(State(app): State<App>, Path(id): Path<usize>) -> Json<usize> {
        let mut lines = Vec::new();
        for name in app.names {
            lines.push(format!("{name}-{id}"));
            pause().await;
        }
        Json(lines.iter().map(|line| line.len()).sum())
    }
}

#[test]
fn a_future_grows_by_a_few_words() {
    let app = || {
        State(App {
            names: &["Ada", "Grace"],
        })
    };
    let words_more = |plain: usize, annotated: usize| annotated.saturating_sub(plain).div_ceil(8);
    let nothing = words_more(
        size_of_val(&plain::nothing()),
        size_of_val(&annotated::nothing()),
    );
    let no_await = words_more(
        size_of_val(&plain::no_await(app(), Path(1))),
        size_of_val(&annotated::no_await(app(), Path(1))),
    );
    let awaits = words_more(
        size_of_val(&plain::awaits(app(), Path(1))),
        size_of_val(&annotated::awaits(app(), Path(1))),
    );
    println!("{nothing}, {no_await}, {awaits} words more");
    assert_eq!((nothing, no_await), (0, 0));
    // The lease, the arena and the state of the future within are seven; a vector in the arena knows its arena
    // and how to drop its items, which are two.
    assert!(awaits <= 9, "{awaits} words more");
}
