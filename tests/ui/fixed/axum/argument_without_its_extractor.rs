//! # An argument that is no extractor
//!
//! axum makes each argument from the request, and the argument's type says from what: `Query` from what is
//! behind the `?`, `Path` from the route, `Json` from the body.

use arena_runtime::arena_handler;
use axum::extract::Query;
use axum::http::Uri;

#[derive(serde::Deserialize)]
struct Search {
    _text: String,
}

#[arena_handler]
async fn early(Query(_search): Query<Search>, _uri: Uri) {}

#[arena_handler]
async fn last(Query(_search): Query<Search>) {}

fn main() {}
