//! A trait in scope gives everything methods of the names that the expansion calls.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use arena_runtime::{ContextPool, Json, RequestContext, arena_fn, arena_handler};
use axum::extract::{Path, State};
use axum::{Router, routing::get};

mod methods {
    pub struct Wrong;

    macro_rules! everywhere {
        ($($by_value:ident)* ; $($by_reference:ident)* ; $($by_mutable:ident)*) => {
            pub trait ByValue: Sized {
                $(fn $by_value(self) -> Wrong { Wrong })*
            }
            impl<T> ByValue for T {}
            pub trait ByReference {
                $(fn $by_reference(&self) -> Wrong { Wrong })*
            }
            impl<T: ?Sized> ByReference for T {}
            pub trait ByMutable {
                $(fn $by_mutable(&mut self) -> Wrong { Wrong })*
            }
            impl<T: ?Sized> ByMutable for T {}
        };
    }

    everywhere! {
        scope respond context acquire acquire_within answer extracts extracts_early extracts_from_head
        extracts_from_body extracts_before_the_body literal display arguments arena global current poll;
        temporary answered is_answer settle refuse verdict ask of key receiver open;
        never sendable
    }
}
#[allow(clippy::wildcard_imports, unused_imports)]
use methods::*;

#[arena_handler]
async fn answer(ctx: &RequestContext, Path(id): Path<u32>, body: String) -> Json<Vec<&'_ str>> {
    let first = format!("{id}{}", body.len());
    let second = format!("{id:>4} {body}");
    let third = ctx.alloc_str(&first);
    Json(vec![first.as_str().to_owned(), second, third.to_string()])
}

#[arena_handler(pool = pool, budget = "1MiB")]
async fn pooled(State(pool): State<ContextPool>, Path(id): Path<u32>) -> String {
    let shown = format!("{id}{:?}", id + 1);
    let letters: Vec<char> = shown.chars().collect();
    letters.len().to_string()
}

#[arena_handler(budget = 4096)]
async fn bounded(Path(id): Path<u32>) -> impl axum::response::IntoResponse {
    let shown = format!("{id}");
    [shown.as_str(), "x"].concat()
}

#[arena_fn]
fn helper(ctx: &RequestContext, id: u32) -> usize {
    let shown = format!("{id}{}", id + 1);
    shown.len() + ctx.alloc_str(&shown).len()
}

#[arena_handler]
async fn looked_up(State(pool): State<ContextPool>, Path(id): Path<u32>) -> String {
    let known = std::sync::RwLock::new(std::collections::BTreeSet::from([String::from("1")]));
    let key = format!("{id}{}", pool.stats().created);
    let found = known.read().unwrap().contains(&key);
    let held = known.into_inner().unwrap_or_default();
    format!("{found}{}", held.contains(&key))
}

fn main() {
    let _: Router = Router::new()
        .route("/{id}", get(answer))
        .route("/p/{id}", get(pooled))
        .route("/b/{id}", get(bounded))
        .route("/l/{id}", get(looked_up))
        .with_state(ContextPool::builder().build());
    assert_eq!(helper(&RequestContext::new(), 1), 4);
}
