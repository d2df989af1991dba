//! Handlers that look like what is refused, and are right.

#![deny(warnings)]
#![forbid(unsafe_code)]
// What is not named by the router is still a handler.
#![allow(dead_code)]

use std::sync::Arc;

use arena_runtime::{Json, arena_fn, arena_handler};
use axum::Router;
use axum::extract::{Extension, FromRequestParts, OptionalFromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::routing::get;
use serde::Serialize;

/// An extractor of the user's own, that goes by the context's name.
#[derive(Clone)]
struct RequestContext {
    name: String,
}

impl<S: Sync> FromRequestParts<S> for RequestContext {
    type Rejection = ();

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ()> {
        Ok(Self { name: parts.uri.path().to_owned() })
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for RequestContext {
    type Rejection = ();

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, ()> {
        Ok(Some(Self { name: parts.uri.path().to_owned() }))
    }
}

#[arena_handler]
async fn own_context(ctx: RequestContext) -> String {
    format!("{} {}", ctx.name, ctx.name.to_uppercase())
}

#[arena_handler]
async fn own_context_if_any(ctx: Option<RequestContext>, RequestContext { name }: RequestContext) -> String {
    let own = ctx.map(|ctx| ctx.name).unwrap_or_default();
    format!("{} {}", own.len().to_string(), name)
}

#[arena_handler]
async fn own_context_in_others(
    State(ctx): State<RequestContext>,
    Extension(shared): Extension<Arc<RequestContext>>,
) -> String {
    format!("{} {}", ctx.name, shared.name)
}

/// Extractors whose `self` is lent for ever.
struct App;

static APP: App = App;

impl<S: Sync> FromRequestParts<S> for &'static App {
    type Rejection = ();

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, ()> {
        Ok(&APP)
    }
}

impl<S: Sync> FromRequestParts<S> for Box<App> {
    type Rejection = ();

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, ()> {
        Ok(Box::new(App))
    }
}

impl App {
    #[arena_handler]
    async fn lent(&self) -> String {
        tokio::task::yield_now().await;
        7.to_string().to_uppercase()
    }

    #[arena_handler]
    async fn lent_for_ever(&'static self) -> String {
        7.to_string().to_uppercase()
    }

    #[arena_handler]
    async fn boxed(self: Box<Self>) -> String {
        7.to_string().to_uppercase()
    }
}

/// What is not `Send`, in an `impl` whose parameters say whether it is.
trait Load {
    fn load() -> impl Future<Output = u32>;
}

struct Handlers<T>(T);

impl<T: Load> Handlers<T> {
    #[arena_handler]
    async fn load() -> String {
        let count = std::cell::Cell::new(0);
        drop(count);
        T::load().await.to_string()
    }

    #[arena_handler]
    async fn by_itself() -> String {
        let lock = std::sync::Mutex::new(0);
        let count = *lock.lock().unwrap();
        Self::load().await + &count.to_string()
    }
}

/// Lifetimes of the caller's that are none of the arena's.
#[arena_handler]
async fn for_the_caller<'a>(Path(id): Path<u32>) -> Json<&'a str> {
    let shown = id.to_string();
    Json(if shown.len() > 1 { "long" } else { "short" })
}

#[arena_handler]
async fn lent_for_a_name<'a>(ctx: &'a arena_runtime::RequestContext, Path(id): Path<u32>) -> String {
    format!("{}", ctx.alloc_slice_copy(&[id]).len())
}

/// Answers that mention an argument, and borrow from what is there for ever or from the arena.
#[derive(Clone, Serialize)]
struct Page<'a> {
    title: &'a str,
}

#[arena_handler]
async fn from_a_static(State(title): State<&'static str>) -> Json<Page<'_>> {
    Json(Page { title: &title })
}

#[arena_handler]
async fn from_a_static_vector(Extension(app): Extension<&'static Page<'static>>) -> Json<&str> {
    Json(&app.title)
}

#[arena_handler]
async fn a_copy(Path(name): Path<String>) -> Json<Page<'_>> {
    Json(Page { title: name.to_string() })
}

#[arena_handler]
async fn bound_again(Path(name): Path<String>) -> Json<Page<'_>> {
    let length = name.len();
    let name = "somebody";
    Json(Page { title: if length > 3 { &name } else { name.trim() } })
}

#[arena_handler]
async fn by_value(Path((name, id)): Path<(String, u32)>) -> Result<Json<Page<'_>>, String> {
    if id > 7 {
        return Err(name);
    }
    let looked_at = &name;
    Ok(Json(Page { title: looked_at.to_uppercase() }))
}

/// `const` inside, and arguments that are `impl Trait`, which only a function pointer can be made of.
#[arena_handler]
async fn any_extractor(_: impl FromRequestParts<()>) -> String {
    const fn seven() -> u32 {
        7
    }
    seven().to_string()
}

#[arena_fn(lend, skip(format, to_string,), explain,)]
#[allow(deprecated)]
fn options_with_commas(ctx: &arena_runtime::RequestContext) -> usize {
    ctx.alloc_str("ok").len()
}

fn main() {
    let any: fn(axum::http::Uri) -> _ = any_extractor;
    let _: Router = Router::new()
        .route("/own", get(own_context))
        .route("/own/any", get(own_context_if_any))
        .route("/lent", get(App::lent))
        .route("/lent/ever", get(App::lent_for_ever))
        .route("/boxed", get(App::boxed))
        .route("/caller/{id}", get(for_the_caller))
        .route("/name/{id}", get(lent_for_a_name))
        .route("/vector", get(from_a_static_vector))
        .route("/copy/{name}", get(a_copy))
        .route("/again/{name}", get(bound_again))
        .route("/value/{name}/{id}", get(by_value))
        .route("/any", get(any));
    let _: Router<RequestContext> = Router::new().route("/others", get(own_context_in_others));
    let _: Router<&'static str> = Router::new().route("/static", get(from_a_static));
}
