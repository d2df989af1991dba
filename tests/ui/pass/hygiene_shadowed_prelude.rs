//! What the prelude and the crates' roots are called means something else here.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use arena_runtime::{RequestContext, arena_fn, arena_handler};
use axum::{Router, routing::get};

mod std {}
mod core {}
mod axum_ {}
mod arena_runtime_ {}

pub struct Send;
pub struct Sized_;
pub struct Fn;
pub struct Into;
pub struct IntoIterator;
pub struct Iterator;
pub struct From;
pub struct Default;
pub struct Clone;
pub struct Drop;
pub struct ToString;
pub struct ToOwned;
pub struct Result;
pub struct Box;
pub enum Option {
    Some,
    None,
}
pub use self::Option::{None, Some};
pub struct Ok;
pub struct Err;

fn drop() {}

#[arena_handler]
async fn temporaries(ctx: &RequestContext, path: axum::http::Uri) -> ::std::string::String {
    let parts: ::std::vec::Vec<String> = path.path().split('/').map(str::to_owned).collect();
    let joined = format!("{}-{}", parts.join("-"), parts.len());
    let list = vec![joined.len(), ctx.arena().allocated_bytes()];
    drop();
    format!("{joined}{list:?}")
}

#[arena_handler]
async fn answer(path: axum::http::Uri) -> arena_runtime::Json<::std::vec::Vec<&'_ str>> {
    let name = format!("{path}!");
    arena_runtime::Json(vec![name])
}

#[arena_fn]
fn helper<'a>(ctx: &'a RequestContext, text: &str) -> &'a str {
    let upper = text.to_uppercase();
    ctx.alloc_str(&upper)
}

fn main() {
    let _: Router = Router::new().route("/a", get(temporaries)).route("/b", get(answer));
    let context = RequestContext::new();
    assert_eq!(helper(&context, "a"), "A");
}
