//! Request-scoped memory arenas for [axum](https://docs.rs/axum) handlers.
//!
//! Put [`#[arena_handler]`](macro@arena_handler) on an ordinary async handler. It then runs on a pooled
//! [`RequestContext`], whose arena its temporary strings and vectors are allocated in, and which is reset
//! and given back when the request ends, however it ends.
//!
//! ```
//! # #[cfg(all(feature = "macros", feature = "json"))] {
//! use arena_runtime::{Json, arena_handler};
//! use axum::extract::Path;
//! use axum::{Router, routing::get};
//! use serde::Serialize;
//!
//! #[derive(Serialize)]
//! struct Leaderboard<'a> {
//!     title: &'a str,
//!     players: &'a [Player<'a>],
//! }
//!
//! #[derive(Serialize)]
//! struct Player<'a> {
//!     name: &'a str,
//!     score: u32,
//! }
//!
//! #[arena_handler]
//! async fn leaderboard(Path(region): Path<String>) -> Json<Leaderboard<'_>> {
//!     let mut players = Vec::new();
//!     for score in 0..3 {
//!         players.push(Player { name: format!("player {score}"), score });
//!         tokio::task::yield_now().await; // Arena values may be held across an await.
//!     }
//!     Json(Leaderboard { title: format!("Top of the {region}"), players })
//! }
//!
//! let app: Router = Router::new().route("/{region}", get(leaderboard));
//! # }
//! ```
//!
//! # What the attribute does
//!
//! It looks at each place of the body that allocates a string or a vector — `format!`, `vec!`,
//! `String::new`/`from`/`with_capacity`, `Vec::new`/`with_capacity`, `.to_string()`, and `.collect()`
//! where the type is written — and at what becomes of the value:
//!
//! - **It is only borrowed until it dies:** by methods and operators that are the same on an arena value,
//!   by the arguments of formatting and logging macros. It is made in the arena.
//! - **It goes to an answer that borrows:** the return type has `'_` or `'arena` in it, and the value
//!   flows into it through variables, fields, constructors and pushes. It is made in the arena as what the
//!   answer has at its place: `&str`, [`ArenaString`], `Cow<str>`, `&[T]`, [`ArenaVec`]; a `String` or
//!   `Vec` there is owned as before. The answer becomes a `Response` while the context is leased.
//! - **Anything else** stays on the heap, untouched.
//!
//! A handler in which nothing is moved is left as it was written and leases nothing.
//!
//! With a parameter `ctx: &RequestContext`, in any place and under any name, a handler allocates for
//! itself: [`ctx.alloc_str`](RequestContext::alloc_str), [`ctx.vec`](RequestContext::vec) and the like.
//! Attributes such as `#[tracing::instrument]` or `#[axum::debug_handler]` go above this one.
//!
//! # Without the attribute
//!
//! A [`ContextPool`] lends contexts to anybody. Allocating is fast inside the arena's *scope*, which the
//! attribute's handlers always are: see [`RequestContext::scope`] and [`RequestContext::enter`]. Outside
//! of it, and on other threads, it is slower and just as right.
//!
//! # Features
//!
//! | feature | on by default | what it adds |
//! |---|---|---|
//! | `macros` | yes | the attribute |
//! | `axum` | yes | answers that borrow ([`RequestContext::respond`]) |
//! | `json` | yes | [`Json`], written into reused buffers; implies `axum` and `serde` |
//! | `serde` | with `json` | `Serialize` for the collections and [`PoolStats`] |
//!
//! Without any, the arena, its collections, contexts and pools are there.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arena;
mod collections;
mod context;
#[cfg(all(test, arena_loom))]
mod interleavings;
mod pool;

#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "macros")]
#[doc(hidden)]
pub mod expansion;

pub use crate::arena::{AllocError, Arena, BudgetExceeded, Scoped};
pub use crate::collections::{
    ArenaMap, ArenaSet, ArenaString, ArenaText, ArenaVec, Block, Kept, Reclaimed, StringDrain,
    TempString, VecDrain, VecIntoIter,
};
pub use crate::context::{
    Pooled, PooledBytes, PooledDeque, PooledMap, PooledSet, PooledString, PooledVec,
    RequestContext, Reusable,
};
pub use crate::pool::{
    ContextLease, ContextPool, ContextPoolBuilder, GlobalPoolExists, PoolStats, PooledContext,
};

#[cfg(feature = "json")]
pub use crate::axum::Json;
#[cfg(feature = "axum")]
pub use crate::axum::{
    ArenaLayer, ArenaService, Contextualized, Layered, PoolExhausted, Responding, StateContext,
};

/// Runs an async axum handler on a pooled [`RequestContext`]; see the [crate's documentation](crate) for
/// what it moves to the arena.
///
/// ```
/// use arena_runtime::{RequestContext, arena_handler};
/// use axum::extract::Path;
///
/// #[arena_handler]
/// async fn greet(ctx: &RequestContext, Path(name): Path<String>) -> String {
///     let mut greeting = ctx.string();
///     greeting.push_str("Hello, ");
///     greeting += name.trim();
///     greeting.into()
/// }
/// # let _ = axum::Router::<()>::new().route("/{name}", axum::routing::get(greet));
/// ```
///
/// # Options
///
/// - `pool = expression`: the [`ContextPool`] that the context comes from. The expression may use the
///   handler's arguments, as in `pool = app.contexts`. Without it the context is that of the [`ArenaLayer`]
///   around the handler, if there is one, else one from the [`global`](ContextPool::global) pool.
/// - `budget = "8MiB"`: how much the request may take of its arena, in place of the pool's limit. Over it,
///   the request is answered as the pool was told to
///   ([`over_budget`](ContextPoolBuilder::over_budget)). See [`Arena::set_budget`].
/// - `crate = path`: where the expansion finds this crate, when it is renamed or re-exported.
///
/// With `pool` or `budget` the handler's return type becomes `Response`, as it does when the answer borrows.
///
/// ```
/// use arena_runtime::{ContextPool, arena_handler};
/// use axum::extract::State;
///
/// #[derive(Clone)]
/// struct App {
///     contexts: ContextPool,
/// }
///
/// #[arena_handler(pool = app.contexts, budget = "64 KiB")]
/// async fn report(State(app): State<App>) -> String {
///     let lines: Vec<String> = (0..100).map(|n| format!("line {n} of {:?}", app.contexts)).collect();
///     lines.concat()
/// }
/// # let _ = axum::Router::new().route("/", axum::routing::get(report));
/// ```
///
/// # Errors
///
/// The attribute refuses what is no handler (not `async`, a `self`, `const`, `unsafe`, `extern`), and a
/// context that is not asked for as `&RequestContext`; each error says what to write instead.
#[cfg(feature = "macros")]
pub use arena_macros::arena_handler;

/// The README's code is compiled with the documentation's.
#[cfg(all(doctest, feature = "macros", feature = "json"))]
#[doc = include_str!("../../README.md")]
struct Readme;
