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
//! It looks at each place of the body that allocates a string, a vector, or a hash map or set — `format!`,
//! `vec!`, `String::new`/`from`/`from_utf8_lossy`/`with_capacity`, `new`/`from`/`with_capacity` of `Vec`,
//! `HashMap` and `HashSet`, `.to_string()`, `.to_owned()`, `.to_vec()`, `.join()`, `.concat()`, `.replace()`,
//! `.repeat()`, the changes of case, and `.collect()` where the type is written, in a `Result` or `Option`
//! with a `?` behind it too — and at what becomes of the value:
//!
//! - **It is only borrowed until it dies:** by methods, operators, loops and iterator chains that are the
//!   same on an arena value, by closures and futures that are done where they stand, by the arguments of
//!   formatting and logging macros, `json!`, `matches!`, `join!` and `select!`. It is made in the arena; so are
//!   the strings in a vector of which the same is true, and those that come out of an `Option` or `Result` or
//!   stay in one, as in `header.map(|it| it.to_string()).unwrap_or_default()`. Of maps and sets it is the table
//!   that is made in the arena, and what is put into them stays what it is.
//! - **It goes to an answer that borrows:** the return type has `'_` or `'arena` in it, and the value
//!   flows into it through variables, fields, constructors and pushes. It is made in the arena as what the
//!   answer has at its place: `&str`, [`ArenaString`], `Cow<str>`, `&[T]`, [`ArenaVec`]; a `String` or
//!   `Vec` there is owned as before. The answer becomes a `Response` while the context is leased.
//! - **Anything else** stays on the heap, untouched.
//!
//! What the macro cannot see is the types. Where a name may mean something else than std's, the types decide
//! when the program is compiled, and a stranger's method or type is used as it was written. Two things they
//! cannot decide, and both are rare: a trait of yours that is implemented for `String` and has a method by
//! the name of one of `str`'s, such as `trim`, is passed over on a string that moved; and a `format!` or `vec!`
//! of yours is taken for std's if it is declared outside of the body. [`heap!`] keeps such a string where it was,
//! and `skip(format, vec)` leaves all `format!`s and `vec!`s of a handler to your own.
//!
//! A handler in which nothing is moved is left as it was written and leases nothing. The functions that a
//! handler calls are looked at under [`#[arena_fn]`](macro@arena_fn).
//!
//! With a parameter `ctx: &RequestContext`, in any place and under any name, a handler allocates for
//! itself: [`ctx.alloc_str`](RequestContext::alloc_str), [`ctx.vec`](RequestContext::vec) and the like.
//! Attributes such as `#[tracing::instrument]` or `#[axum::debug_handler]` go above this one.
//!
//! # Arguments that borrow
//!
//! An argument whose type has a lifetime in it that is left out or called `'_` or `'arena` borrows from the request:
//!
//! ```
//! # #[cfg(all(feature = "macros", feature = "json", feature = "query"))] {
//! use arena_runtime::{ArenaVec, Json, arena_handler};
//! use axum::extract::{Path, Query};
//! use axum::{Router, routing::post};
//! use serde::Deserialize;
//! use std::borrow::Cow;
//!
//! #[derive(Deserialize)]
//! struct Order<'a> {
//!     item: &'a str,
//!     #[serde(borrow)]
//!     note: Option<Cow<'a, str>>,
//!     #[serde(borrow)]
//!     tags: ArenaVec<'a, &'a str>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Options<'a> {
//!     currency: &'a str,
//! }
//!
//! #[arena_handler]
//! async fn order(
//!     Path(shop): Path<&str>,
//!     Query(options): Query<Options<'_>>,
//!     Json(orders): Json<ArenaVec<'_, Order<'_>>>,
//! ) -> Json<Vec<&str>> {
//!     let mut answer = vec![shop, options.currency];
//!     answer.extend(orders.iter().flat_map(|order| order.tags.iter().copied()));
//!     Json(answer)
//! }
//!
//! let app: Router = Router::new().route("/{shop}", post(order));
//! # }
//! ```
//!
//! Strings are borrowed from the body, the query or the path as they stand there; what is escaped is unescaped
//! into the arena and borrowed from there. [`ArenaString`], [`ArenaVec`], [`ArenaMap`] and [`ArenaSet`] are made in
//! the arena; as serde wants it for all types but `&str` and `&[u8]`, they want `#[serde(borrow)]`. Limits of the
//! body, checks and rejections are those of axum's extractors, but that a rejection of the value has the type
//! [`BorrowRejection`]. Extractors of your own borrow by [`BorrowFromRequest`].
//!
//! axum's own extractors own what they hold, so an attribute that looks at the arguments, such as
//! `#[axum::debug_handler]`, does not know these.
//!
//! # Errors
//!
//! Where something cannot be, the compiler says why and what to write instead. [Errors and what to do](errors)
//! has it all in one place, each error with its fix.
//!
//! # Without the attribute
//!
//! A [`PooledContext`] is an extractor for any state. An [`ArenaLayer`] gives all that handles a request,
//! middleware and handlers with or without the attribute, one context. [`StateContext`] takes it from the
//! pool in the application's state, and [`Contextualized`] brings something else along, such as a database
//! connection. Outside of axum a [`ContextPool`] lends contexts to anybody.
//!
//! Allocating is fastest inside the arena's *scope*, which the attribute's handlers and whatever is behind
//! an [`ArenaLayer`] always are: see [`RequestContext::scope`] and [`RequestContext::enter`]. Outside of it
//! it costs an atomic exchange more, and while another thread is inside, a lock.
//!
//! # Limits
//!
//! All are set on [`ContextPool::builder`], and none is left open but the budget.
//!
//! | limit | default | beyond it |
//! |---|---|---|
//! | [`initial_bytes`](ContextPoolBuilder::initial_bytes): a new chunk for an arena | 16 KiB | the arena grows, by doubling |
//! | [`contexts_per_thread`](ContextPoolBuilder::contexts_per_thread), and chunks, but for those no more than 8 | 32 | they go to those that threads share |
//! | [`shared_contexts`](ContextPoolBuilder::shared_contexts), and chunks | 256 | they are freed |
//! | [`kept_bytes_per_context`](ContextPoolBuilder::kept_bytes_per_context): what is kept of one request | 8 MiB | the arena goes back to the chunk that was enough before, objects are freed |
//! | [`kept_bytes_per_thread`](ContextPoolBuilder::kept_bytes_per_thread) | 16 MiB | chunks go to those that threads share |
//! | [`shared_kept_bytes`](ContextPoolBuilder::shared_kept_bytes) | 64 MiB | chunks are freed |
//! | [`objects_per_type`](ContextPoolBuilder::objects_per_type), in a context | 20 | objects are freed |
//! | [`kept_bytes_per_object`](ContextPoolBuilder::kept_bytes_per_object) | 256 KiB | the object is freed |
//! | [`budget`](ContextPoolBuilder::budget): arena bytes of a request | none | the request is answered with an error, `503` unless [told otherwise](ContextPoolBuilder::over_budget) |
//!
//! A context is lent a chunk, with the pooled objects, when something is first allocated in it, and gives it
//! back when its request is over: requests that wait before they allocate cost no memory to speak of. A chunk
//! of which requests need less than a quarter, 64 times in a row, is halved. What threads that end have kept is
//! freed. [`ContextPool::stats`] tells how it goes.
//!
//! ## Over budget
//!
//! Calls that return a `Result`, such as [`RequestContext::try_alloc_str`] and [`ArenaVec::try_reserve`],
//! return an [`AllocError`], and the handler decides. All others end the request: they unwind, without a
//! message, to the handler under `#[arena_handler]` that answers with a response (one whose answer borrows,
//! is `impl IntoResponse`, or that has a `budget` or `pool` of its own), or to the [`ArenaLayer`] around, which
//! answers for any handler. With neither it is a panic like any other, with a [`BudgetExceeded`] as its
//! payload: the connection is closed and the server goes on. The context goes back to the pool in each case.
//!
//! Where the program is built with `panic = "abort"`, nothing can unwind. Then the memory is given out after
//! all, outside the budget, and the request is answered with the error at the handler's next await, or in
//! place of its response. So a budget bounds what goes on between two awaits no longer; the server is safe
//! from a panic of ours all the same.
//!
//! Containers of other crates that allocate in `&Arena` get no error to return either: they unwind, from their
//! `try_` methods too.
//!
//! # The parts, and the tests that exercise them
//!
//! | part | type | tests |
//! |---|---|---|
//! | context | [`RequestContext`], [`ContextLease`], [`ContextPool`] | `src/pool/mod.rs`, `tests/hostile/pools.rs`, and of the workspace `tests/server.rs`, `tests/bounded.rs`, `tests/steady_state.rs` |
//! | arena | [`Arena`], [`ArenaString`], [`TempString`], [`ArenaVec`], [`ArenaMap`], [`ArenaSet`] | `src/arena`, `tests/collections_model.rs`, `tests/hostile`, `tests/hostile_heap.rs` |
//! | string buffer | [`RequestContext::string_buffer`] | `src/context/objects/mod.rs`, `tests/steady_state.rs` |
//! | scratch buffer | [`RequestContext::scratch_buffer`] | `src/context/objects/mod.rs`, `tests/steady_state.rs` |
//! | pools of vectors, maps, strings | [`PooledVec`], [`PooledMap`], [`PooledSet`], [`PooledDeque`], [`PooledString`], [`PooledBytes`] | `src/context/objects/mod.rs`, `tests/hostile/objects.rs`, `tests/steady_state.rs` |
//! | extractor | [`PooledContext`], [`StateContext`] | `tests/layer.rs` |
//! | borrowing extractors | [`BorrowFromRequest`], [`RequestContext::deserialize`] | `tests/borrowing`, `tests/hostile/deserializers.rs`, `src/arena/ticket.rs`, `tests/fuzz` |
//! | extractor with connection | [`Contextualized`], [`PoolExhausted`] | `tests/connection.rs` |
//! | layer | [`ArenaLayer`] | `tests/layer.rs`, `tests/budget.rs` |
//! | budget | [`Arena::set_budget`], [`BudgetExceeded`] | `src/arena/budget.rs`, `tests/budget.rs`, `tests/abort` |
//! | policy | [`ContextPoolBuilder`] | `src/pool/sizing.rs`, `tests/bounded.rs` |
//! | JSON | [`Json`] | `src/axum/serializer`, `tests/json`, `tests/allocations.rs` |
//! | other answers | [`ResponseBuffer`], [`Ndjson`] | `src/axum/response_buffer`, `tests/ndjson` |
//! | statistics | [`PoolStats`], `metrics` | `src/pool/mod.rs`, `src/pool/metrics.rs` |
//! | what must not compile | | `tests/ui/fail/escapes` |
//!
//! `src` and the `hostile` tests are this crate's, the others the workspace's.
//!
//! # Features
//!
//! | feature | on by default | what it adds |
//! |---|---|---|
//! | `macros` | yes | the attribute |
//! | `axum` | yes | answers that borrow ([`RequestContext::respond`]), extractors, the layer, [`ResponseBuffer`]; implies `serde` |
//! | `json` | yes | [`Json`] and [`Ndjson`], written into reused buffers, and borrowing; implies `axum` |
//! | `query`, `form` | yes | axum's `Query` and `Form`, borrowing; imply `axum` |
//! | `sonic-rs` | no | bodies are parsed by sonic-rs first; [`Json`] says what differs |
//! | `tokio` | yes | keys that are looked up through guards of tokio's locks are looked up as they are |
//! | `serde` | with `axum` | `Serialize` for the collections, the pooled objects and [`PoolStats`]; `Deserialize` for the collections |
//! | `metrics` | no | `ContextPool::report_metrics`: the statistics through the `metrics` facade |
//! | `utoipa` | no | `ToSchema` for the collections |
//!
//! utoipa's derive documents fields of `&str`, `&[T]` and `Cow` as it does `String` and `Vec`, but knows no
//! others by their names; it is told what an arena type stands for by `#[schema(value_type = String)]` or
//! `#[schema(value_type = Vec<Player>)]`. Then the annotated handler has its plain twin's document.
//!
//! Without any, the arena, its collections, contexts and pools are there.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arena;
mod collections;
mod context;
#[cfg(feature = "serde")]
mod deserialize;
#[cfg(feature = "macros")]
mod heap;
#[cfg(all(test, arena_loom))]
mod interleavings;
mod pool;

#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "macros")]
#[doc(hidden)]
pub mod expansion;

/// The names in the compiler's messages about handlers. Not for use by hand.
///
/// The compiler leaves out the path to a name that it finds in a module which is not hidden, so this one is
/// hidden from readers only.
#[cfg(feature = "macros")]
#[cfg_attr(doc, doc(hidden))]
pub mod checks {
    pub use crate::expansion::answers::*;
    pub use crate::expansion::arguments::*;
    pub use crate::expansion::question::ArenaHandler;
}

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

#[cfg(feature = "form")]
pub use crate::axum::HeldForm;
#[cfg(feature = "query")]
pub use crate::axum::HeldQuery;
#[cfg(feature = "axum")]
pub use crate::axum::{
    ArenaLayer, ArenaService, BorrowFromRequest, BorrowRejection, Contextualized, HeldPath,
    Layered, PoolExhausted, Responding, ResponseBuffer, StateContext,
};
#[cfg(feature = "json")]
pub use crate::axum::{HeldJson, Json, Ndjson, NdjsonStream};

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
/// - `skip(to_string, format)`: kinds of sites that stay on the heap, by the names of their macros, methods
///   and functions. `skip(format, vec)` is also what a handler writes where `format!` or `vec!` are yours and
///   declared outside of its body. For one expression there is [`heap!`].
/// - `lend`: what is passed by reference to functions out of sight, as in `find(&name)`, is passed as a `&str`
///   or a slice and may move. Off unless asked for, since such a function may want a `&String`.
/// - `explain`: a note of the compiler at each allocation site that says whether it moved, and if not, why, and
///   what to write instead.
/// - `deny(heap)`: each site that stays on the heap is an error, but for those the user kept there.
/// - `crate = path`: where the expansion finds this crate, when it is renamed or re-exported.
///
/// With the variable `ARENA_VERDICTS` in the compiler's environment, the verdicts on all sites of the crate
/// are appended to the file that it names, a line of JSON each. Nothing is compiled anew for it, so give it a
/// target directory of its own:
///
/// ```text
/// ARENA_VERDICTS=$PWD/verdicts.jsonl cargo check --target-dir target/verdicts
/// ```
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

/// Makes a function's temporaries, and its result if that borrows from the context, in the arena of the
/// context it is given.
///
/// It goes on any function with a parameter `ctx: &RequestContext`: sync or async, free or a method. The
/// signature stays as it is; what is decided for the sites of the body is what
/// [`#[arena_handler]`](macro@arena_handler) decides for a handler's.
///
/// ```
/// use arena_runtime::{ArenaVec, Json, RequestContext, arena_fn, arena_handler};
/// use axum::extract::Path;
///
/// #[derive(serde::Serialize)]
/// struct Player<'a> {
///     name: &'a str,
///     badges: ArenaVec<'a, &'a str>,
/// }
///
/// #[arena_fn]
/// fn player<'a>(ctx: &'a RequestContext, name: &str, wins: u32) -> Player<'a> {
///     let mut badges = Vec::new();
///     for level in 1..=wins / 10 {
///         badges.push(format!("level {level}"));
///     }
///     Player { name: name.to_uppercase(), badges }
/// }
///
/// #[arena_handler]
/// async fn profile(ctx: &RequestContext, Path(name): Path<String>) -> Json<Player<'_>> {
///     Json(player(ctx, &name, 25))
/// }
/// # let _ = axum::Router::<()>::new().route("/{name}", axum::routing::get(profile));
/// ```
///
/// The result may borrow where its lifetime is the context's: by name as above, or by leaving both out if
/// there is no other reference among the parameters. An owned result is made on the heap as ever.
///
/// # Options
///
/// `skip(..)`, `lend`, `explain`, `deny(heap)` and `crate = path`, as for
/// [`#[arena_handler]`](macro@arena_handler).
///
/// # Errors
///
/// The attribute refuses a function without a context, and a context that it cannot name.
#[cfg(feature = "macros")]
pub use arena_macros::arena_fn;

/// Errors and what to do.
///
#[doc = include_str!("errors.md")]
#[cfg(all(any(doc, doctest), feature = "macros", feature = "json"))]
pub mod errors {}

/// The README's code is compiled with the documentation's.
#[cfg(all(doctest, feature = "macros", feature = "json"))]
#[doc = include_str!("../../README.md")]
struct Readme;
