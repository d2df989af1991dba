//! Locals, arguments, type parameters, lifetimes and labels with names that the expansion has or might have.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use arena_runtime::{Json, RequestContext, arena_fn, arena_handler};
use axum::extract::Path;
use axum::{Router, routing::get};

#[arena_handler]
async fn locals(Path(id): Path<String>) -> String {
    let ctx = format!("{id}1");
    let arena = format!("{ctx}2");
    let context = format!("{arena}3");
    let lease = format!("{context}4");
    let arena_context = format!("{lease}5");
    let arena_lease = format!("{arena_context}6");
    let arena_handler_context = format!("{arena_lease}7");
    let arena_handler_lease = format!("{arena_handler_context}8");
    let arena_handler_text = format!("{arena_handler_lease}{}", arena_handler_lease.len());
    let arena_handler_shown_0 = format!("{}{}", arena_handler_text.len() + 1, arena_handler_text);
    let question = arena_handler_shown_0.to_uppercase();
    let answer = question.repeat(2);
    let verdict = answer.replace('A', "b");
    let text = format!("{}{verdict}", verdict.len() + 1);
    let arena_runtime = text.trim().to_string();
    let runtime = [arena_runtime.as_str(), "x"].concat();
    runtime.len().to_string()
}

#[arena_handler]
async fn arguments(
    arena_context: &RequestContext,
    Path((arena_lease, context)): Path<(String, String)>,
    arena_handler_context: axum::http::Uri,
    arena_handler_lease: String,
) -> Json<Vec<&'_ str>> {
    let __lease = arena_context.arena().allocated_bytes();
    let text = format!("{arena_lease}{context}{arena_handler_context}{arena_handler_lease}{__lease}");
    Json(vec![text])
}

#[arena_handler]
async fn shadowed(ctx: &RequestContext, Path(id): Path<u32>) -> String {
    let before = format!("{id} {}", ctx.arena().allocated_bytes());
    let ctx = before.len();
    let after = format!("{ctx}");
    after.len().to_string()
}

#[arena_handler]
async fn named_lifetime(arena: &RequestContext, Path(arena_lease): Path<u32>) -> Json<&'arena str> {
    'arena: loop {
        if arena_lease > 3 {
            break 'arena;
        }
        return Json(format!("{arena_lease}"));
    }
    Json(arena.alloc_str("more"))
}

#[arena_fn]
fn generic<T, V, F, S, I>(arena: &RequestContext, arena_context: T, items: (V, F, S, I)) -> usize
where
    T: std::fmt::Display,
    (V, F, S, I): std::fmt::Debug,
{
    let context = format!("{arena_context}{items:?}");
    context.len() + arena.arena().allocated_bytes().min(0)
}

fn main() {
    let _: Router = Router::new()
        .route("/{id}", get(locals))
        .route("/a/{a}/{b}", get(arguments))
        .route("/s/{id}", get(shadowed))
        .route("/n/{id}", get(named_lifetime));
    assert_eq!(generic(&RequestContext::new(), 1, (2, 3, 4, 5)), 13);
}
