//! # A borrowing argument that cannot borrow
//!
//! `Json`, `Query`, `Form` and `Path` lend from the request, and so does a type of yours that implements
//! `BorrowFromRequest`. Other extractors own what they hold, so their types have no lifetime.

use arena_runtime::{BorrowFromRequest, RequestContext, arena_handler};
use axum::extract::{Path, RawQuery, State};
use std::convert::Infallible;

struct Search<'a>(&'a str);

impl<'request> BorrowFromRequest<'request> for Search<'request> {
    type Held = RawQuery;
    type Rejection = Infallible;

    fn borrow_from(held: &'request mut RawQuery, _: &'request RequestContext) -> Result<Self, Infallible> {
        Ok(Self(held.0.as_deref().unwrap_or_default()))
    }
}

#[arena_handler]
async fn nested(Path(name): Path<&str>) -> &'static str {
    let _ = name;
    "ok"
}

#[arena_handler]
async fn own_type(Search(text): Search<'_>) -> &'static str {
    let _ = text;
    "ok"
}

#[arena_handler]
async fn of_axum(State(name): State<String>) -> &'static str {
    drop(name);
    "ok"
}

fn main() {}
