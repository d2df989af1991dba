//! Extractors of the user's own, tuples, and what else may stand among the arguments.

use std::sync::{LazyLock, Mutex};

use arena_runtime::{
    ArenaVec, BorrowFromRequest, ContextPool, Json, RequestContext, arena_handler,
};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::{get, post};

use super::support::{ask, get as request_of};

/// Contexts of these handlers alone, for counting.
static POOL: LazyLock<ContextPool> = LazyLock::new(ContextPool::new);

/// The lines of a body, changed where they are.
struct Lines<'a>(ArenaVec<'a, &'a str>);

impl<'request> BorrowFromRequest<'request> for Lines<'request> {
    type Held = Option<HeldBytes>;
    type Rejection = (StatusCode, &'static str);

    fn borrow_from(
        held: &'request mut Option<HeldBytes>,
        context: &'request RequestContext,
    ) -> Result<Self, Self::Rejection> {
        let bytes = &mut held.as_mut().ok_or((StatusCode::BAD_REQUEST, "no body"))?.0;
        bytes.make_ascii_uppercase();
        let text = str::from_utf8(bytes).map_err(|_| (StatusCode::BAD_REQUEST, "no text"))?;
        let mut lines = context.vec();
        lines.extend(text.lines());
        Ok(Self(lines))
    }
}

struct HeldBytes(Vec<u8>);

impl<S: Send + Sync> axum::extract::FromRequest<S> for HeldBytes {
    type Rejection = axum::extract::rejection::BytesRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        Bytes::from_request(request, state)
            .await
            .map(|bytes| Self(bytes.to_vec()))
    }
}

impl<S: Send + Sync> axum::extract::OptionalFromRequest<S> for HeldBytes {
    type Rejection = axum::extract::rejection::BytesRejection;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Self::Rejection> {
        let held = <Self as axum::extract::FromRequest<S>>::from_request(request, state).await?;
        Ok((!held.0.is_empty()).then_some(held))
    }
}

#[arena_handler(pool = *POOL)]
async fn longest(
    method: Method,
    (Path(region), Query(limits)): (Path<&str>, Query<Vec<(&str, usize)>>),
    State(seen): State<&'static Mutex<Vec<String>>>,
    ctx: &RequestContext,
    Lines(mut lines): Lines<'_>,
) -> Result<Json<Vec<&str>>, StatusCode> {
    tokio::task::yield_now().await;
    let most = limits.first().ok_or(StatusCode::NOT_FOUND)?.1;
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    lines.truncate(most);
    seen.lock()
        .expect("nobody panicked")
        .push(region.to_owned());
    let title = ctx.alloc_fmt(format_args!("{method} {region}"));
    Ok(Json(
        std::iter::once(title).chain(lines).collect::<Vec<_>>(),
    ))
}

async fn all_kinds_of_arguments_go_together() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let router: Router = Router::new()
        .route("/{region}", post(longest))
        .with_state(&SEEN);
    let request = |uri: &str, body: &'static str| {
        Request::post(uri)
            .body(Body::from(body))
            .expect("a request")
    };
    let answer = ask(router.clone(), request("/n%C3%B6rd?most=2", "a\nbcd\nbc")).await;
    let json = r#"["POST nörd","BCD","BC"]"#;
    assert_eq!(String::from_utf8(answer.body).expect("text"), json);
    assert_eq!(*SEEN.lock().expect("nobody panicked"), ["nörd"]);

    let answer = ask(router.clone(), request("/x", "a")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = ask(router.clone(), request("/x?most=no", "a")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = ask(router.clone(), request("/x?most=1", "")).await;
    assert_eq!(answer.body, b"no body");
}

struct HeaderNamed<'a>(&'a str);

struct HeldHeaders(HeaderMap);

impl<S: Sync> axum::extract::FromRequestParts<S> for HeldHeaders {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.clone()))
    }
}

impl<'request> BorrowFromRequest<'request> for HeaderNamed<'request> {
    type Held = HeldHeaders;
    type Rejection = StatusCode;

    fn borrow_from(
        held: &'request mut HeldHeaders,
        _: &'request RequestContext,
    ) -> Result<Self, StatusCode> {
        let value = held.0.get("name").ok_or(StatusCode::UNAUTHORIZED)?;
        value
            .to_str()
            .map(Self)
            .map_err(|_| StatusCode::BAD_REQUEST)
    }
}

/// Over its budget while it is extracted.
struct Greedy<'a>(&'a str);

impl<'request> BorrowFromRequest<'request> for Greedy<'request> {
    type Held = HeldHeaders;
    type Rejection = StatusCode;

    fn borrow_from(
        _: &'request mut HeldHeaders,
        context: &'request RequestContext,
    ) -> Result<Self, StatusCode> {
        Ok(Self(context.alloc_str(&"x".repeat(1 << 20))))
    }
}

#[arena_handler(budget = "64KiB", pool = *POOL)]
async fn greedy(Greedy(text): Greedy<'_>) -> String {
    text.to_owned()
}

#[arena_handler(pool = *POOL)]
async fn greet(HeaderNamed(name): HeaderNamed<'_>) -> impl axum::response::IntoResponse {
    format!("Hello, {name}")
}

/// Panics while it is extracted.
struct Panics<'a>(std::marker::PhantomData<&'a str>);

impl<'request> BorrowFromRequest<'request> for Panics<'request> {
    type Held = HeldHeaders;
    type Rejection = StatusCode;

    fn borrow_from(
        _: &'request mut HeldHeaders,
        context: &'request RequestContext,
    ) -> Result<Self, StatusCode> {
        context.alloc_str("lost");
        panic!("on purpose")
    }
}

#[arena_handler(pool = *POOL)]
async fn panics(_: Panics<'_>) {}

async fn rejections_budgets_and_panics() {
    let router: Router = Router::new()
        .route("/greet", get(greet))
        .route("/greedy", get(greedy))
        .route("/panics", get(panics));
    let answer = ask(router.clone(), request_of("/greet")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let named = Request::get("/greet")
        .header("name", "Ada")
        .body(Body::empty())
        .expect("a request");
    assert_eq!(ask(router.clone(), named).await.body, b"Hello, Ada");
    let answer = ask(router.clone(), request_of("/greedy")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    let panicked = tokio::spawn(ask(router.clone(), request_of("/panics"))).await;
    assert!(panicked.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_are_answered_and_give_their_context_back() {
    all_kinds_of_arguments_go_together().await;
    rejections_budgets_and_panics().await;
    assert_eq!(POOL.stats().in_use, 0);
}
