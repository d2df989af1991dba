//! Bodies, queries and paths, of whatever bytes: the arguments that borrow are read without a fault, and what is
//! answered is what axum's own extractors answer. To be run under AddressSanitizer.

#![no_main]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use arena_runtime::{ArenaMap, ArenaString, ArenaVec, Json, arena_handler};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Query};
use axum::http::{Request, Uri};
use axum::routing::{get, post};
use axum::{Form, Json as OwnJson, Router};
use libfuzzer_sys::{Corpus, fuzz_target};
use serde::{Deserialize, Serialize};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// What owns its text.
mod owned {
    use super::{BTreeMap, Deserialize, Serialize};

    #[derive(Deserialize, Serialize)]
    pub struct Row {
        name: String,
        note: Option<String>,
        tags: Vec<String>,
        kind: Kind,
        sizes: BTreeMap<String, f64>,
        title: String,
    }

    #[derive(Deserialize, Serialize)]
    pub enum Kind {
        Plain,
        Named(String),
        Pair(String, i8),
        Full { text: String },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "type")]
    pub enum Event {
        Move {
            to: String,
            by: u8,
        },
        #[serde(untagged)]
        Other(BTreeMap<String, serde_json::Value>),
    }
}

/// The same, borrowing.
mod borrowed {
    use super::{ArenaString, ArenaVec, BTreeMap, Cow, Deserialize, Serialize};

    #[derive(Deserialize, Serialize)]
    pub struct Row<'a> {
        name: &'a str,
        note: Option<&'a str>,
        #[serde(borrow)]
        tags: ArenaVec<'a, &'a str>,
        #[serde(borrow)]
        kind: Kind<'a>,
        sizes: BTreeMap<&'a str, f64>,
        #[serde(borrow)]
        title: Cow<'a, str>,
    }

    #[derive(Deserialize, Serialize)]
    pub enum Kind<'a> {
        Plain,
        #[serde(borrow)]
        Named(ArenaString<'a>),
        Pair(&'a str, i8),
        Full {
            text: &'a str,
        },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "type")]
    pub enum Event<'a> {
        Move {
            to: &'a str,
            by: u8,
        },
        #[serde(untagged)]
        #[serde(borrow)]
        Other(BTreeMap<&'a str, serde_json::Value>),
    }
}

/// Handlers that answer with what they were given, by the first part of their path.
macro_rules! echoes {
    ($($route:literal $method:ident $extractor:ident<$owned:ty> = $extractor_too:ident<$borrowed:ty>;)*) => {
        Router::new()$(
            .route(concat!("/plain/", $route), {
                async fn plain($extractor(value): $extractor<$owned>) -> axum::Json<$owned> {
                    axum::Json(value)
                }
                $method(plain)
            })
            .route(concat!("/arena/", $route), {
                #[arena_handler]
                async fn borrowing($extractor_too(value): $extractor_too<$borrowed>) -> Json<$borrowed> {
                    tokio::task::yield_now().await;
                    Json(value)
                }
                $method(borrowing)
            })
        )*
    };
}

static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    echoes! {
        "rows" post OwnJson<Vec<owned::Row>> = Json<ArenaVec<'_, borrowed::Row<'_>>>;
        "events" post OwnJson<Vec<owned::Event>> = Json<Vec<borrowed::Event<'_>>>;
        "names" post OwnJson<BTreeMap<String, (u8, String)>> = Json<BTreeMap<&str, (u8, &str)>>;
        "query" get Query<Vec<(String, String)>> = Query<Vec<(&str, &str)>>;
        "form" post Form<Vec<(String, String)>> = Form<ArenaVec<'_, (ArenaString<'_>, &str)>>;
        "path/{a}/{b}" get Path<(String, u8)> = Path<(&str, u8)>;
    }
});

/// Of a map only whether it is read: its order is its own.
#[arena_handler]
async fn count(Json(map): Json<ArenaMap<'_, &str, ArenaVec<'_, ArenaString<'_>>>>) -> String {
    map.len().to_string()
}

static COUNT: LazyLock<Router> = LazyLock::new(|| Router::new().route("/", post(count)));
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().build().expect("a runtime"));

async fn ask(router: &Router, request: Request<Body>) -> (u16, String, Bytes) {
    let response = router
        .clone()
        .oneshot(request)
        .await
        .expect("a router does not fail");
    let (status, headers) = (
        response.status().as_u16(),
        format!("{:?}", response.headers()),
    );
    let body = to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("a body");
    (status, headers, body)
}

fn request(uri: &str, content_type: &str, body: &[u8]) -> Option<Request<Body>> {
    let uri: Uri = uri.parse().ok()?;
    let request = if body.is_empty() {
        Request::get(uri)
    } else {
        Request::post(uri)
    };
    request
        .header("content-type", content_type)
        .body(Body::from(body.to_vec()))
        .ok()
}

/// The route, the content type, and what goes where.
fn requests(kind: u8, data: &[u8]) -> Option<[Request<Body>; 2]> {
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let text = || str::from_utf8(data).ok();
    let twins =
        |make: &dyn Fn(&str) -> Option<Request<Body>>| Some([make("/plain")?, make("/arena")?]);
    match kind % 6 {
        0 => twins(&|twin| request(&format!("{twin}/rows"), json, data)),
        1 => twins(&|twin| request(&format!("{twin}/events"), json, data)),
        2 => twins(&|twin| request(&format!("{twin}/names"), json, data)),
        3 => twins(&|twin| request(&format!("{twin}/form"), form, data)),
        4 => twins(&|twin| request(&format!("{twin}/query?{}", text()?), json, b"")),
        _ => twins(&|twin| request(&format!("{twin}/path/{}", text()?), json, b"")),
    }
}

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((kind, data)) = input.split_first() else {
        return Corpus::Reject;
    };
    let Some([plain, arena]) = requests(*kind, data) else {
        return Corpus::Reject;
    };
    RUNTIME.block_on(async {
        let plain = ask(&ROUTER, plain).await;
        let arena = ask(&ROUTER, arena).await;
        assert_eq!(plain, arena);
        if let Some(request) = request("/", "application/json", data) {
            ask(&COUNT, request).await;
        }
    });
    Corpus::Keep
});
