//! # A field of an answer that is no string
//!
//! In an answer that borrows, a string becomes what its field wants: `&str`, `ArenaString`, `Cow<str>`, `String`
//! and the like. Into other types it is converted by hand.

use arena_runtime::{Json, arena_handler};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    path: PathBuf,
}

#[arena_handler]
async fn handler() -> Json<Page<'_>> {
    Json(Page {
        title: format!("title"),
        path: PathBuf::from("path"),
    })
}

fn main() {}
