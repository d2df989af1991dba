//! Arguments that borrow from the request: each handler that borrows answers the same as the plain one of
//! axum's that owns, whatever is sent.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

#[path = "../support/mod.rs"]
mod support;

mod forms;
mod json;
mod own_extractors;
mod paths;

use axum::Router;
use axum::body::Body;
use axum::http::Request;

use support::{Answer, ask};

/// Asks both twins of a route the same, and compares what they answer.
async fn compare(router: &Router, request: impl Fn(&str) -> Request<Body>, what: &str) -> Answer {
    let plain = ask(router.clone(), request("plain")).await;
    let arena = ask(router.clone(), request("arena")).await;
    assert_eq!(plain, arena, "{what}");
    plain
}
