//! Constants, statics, unit structs and functions with names that the expansion might have for its locals: a
//! `let` of the same name would mean them.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]
#![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

use arena_runtime::{Json, RequestContext, arena_fn, arena_handler};
use axum::extract::Path;
use axum::{Router, routing::get};

const arena_context: u8 = 1;
const context: u8 = 1;
const lease: u8 = 1;
const question: u8 = 1;
const iterator: &str = "x";
static arena_lease: u8 = 2;
static arena: u8 = 2;
static answer: u8 = 2;
static argument: &str = "";
// As the columns of a database's schema are.
pub struct text;
pub struct verdict;
pub struct shown_0;
pub struct shown_1;
pub struct name;

mod arena_runtime_ {}

mod columns {
    pub struct items;
    pub struct value;
    pub struct future;
    pub struct error;
    pub struct pool;
}
#[allow(clippy::wildcard_imports)]
use columns::*;

#[arena_handler]
async fn all(ctx: &RequestContext, Path(id): Path<u32>, body: String) -> Json<Vec<&'_ str>> {
    let first = format!("{id} {}", ctx.arena().allocated_bytes() + 1);
    let second = format!("{id:>4}{body}");
    let letters: Vec<char> = body.chars().collect();
    let owned = String::from(body.as_str());
    let lossy = String::from_utf8_lossy(body.as_bytes());
    let third = format!("{}{}{}{}", letters.len(), owned.len(), lossy.len(), arena_context + arena);
    Json(vec![first, second, third])
}

#[arena_handler(budget = "1MiB")]
async fn plain(Path(id): Path<u32>) -> String {
    let shown = format!("{id}");
    shown.len().to_string()
}

#[arena_fn]
fn helper(ctx: &RequestContext, id: u32) -> usize {
    let shown = format!("{id}");
    shown.len() + ctx.arena().allocated_bytes()
}

fn main() {
    let _ = (items, value, future, error, pool);
    let _: Router = Router::new().route("/{id}", get(all)).route("/p/{id}", get(plain));
    let _ = helper(&RequestContext::new(), 1);
}
