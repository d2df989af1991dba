//! Queries and forms, valid and not.

use std::borrow::Cow;

use arena_runtime::{ArenaString, arena_handler};
use axum::body::Body;
use axum::extract::Query;
use axum::http::{Method, Request};
use axum::routing::get;
use axum::{Form, Router};
use serde::{Deserialize, Serialize};

use super::compare;
use super::support::get as request_of;

#[derive(Deserialize, Serialize)]
#[serde(rename = "Search")]
struct Owned {
    q: String,
    page: Option<u32>,
    #[serde(default)]
    title: String,
    order: Option<Order>,
    name: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename = "Search")]
struct Borrowed<'a> {
    q: &'a str,
    page: Option<u32>,
    #[serde(borrow, default)]
    title: Cow<'a, str>,
    order: Option<Order>,
    #[serde(borrow)]
    name: Option<ArenaString<'a>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    Up,
    Down,
}

async fn plain_query(Query(search): Query<Owned>) -> axum::Json<Owned> {
    axum::Json(search)
}

#[arena_handler]
async fn borrowing_query(Query(search): Query<Borrowed<'_>>) -> axum::Json<Borrowed<'_>> {
    tokio::task::yield_now().await;
    axum::Json(search)
}

async fn plain_form(Form(form): Form<Owned>) -> axum::Json<Owned> {
    axum::Json(form)
}

#[arena_handler]
async fn borrowing_form(Form(form): Form<Borrowed<'_>>) -> axum::Json<Borrowed<'_>> {
    tokio::task::yield_now().await;
    axum::Json(form)
}

async fn plain_pairs(
    Query(pairs): Query<Vec<(String, String)>>,
) -> axum::Json<Vec<(String, String)>> {
    axum::Json(pairs)
}

#[arena_handler]
async fn borrowing_pairs(
    Query(pairs): Query<Vec<(&str, &str)>>,
) -> axum::Json<Vec<(&'arena str, &'arena str)>> {
    axum::Json(pairs)
}

const ENCODED: [&str; 17] = [
    "",
    "q=",
    "q=tea",
    "q=tea&page=3&title=Plain&order=up&name=Ada",
    "q=green+tea%21&title=%C3%A9+%22x%22&name=Ada+L.",
    "q=%F0%9F%98%80&page=",
    "q=a&page=-1",
    "q=a&page=4294967296",
    "q=a&page=three",
    "q=a&order=sideways",
    "q=a&order=d%6Fwn",
    "q=a&q=b",
    "%71=escaped+key",
    "q=%FF",
    "q=%zz%",
    "page=1",
    "q&&=x&unknown=1",
];

#[tokio::test]
async fn queries_are_read_the_same() {
    let router = Router::new()
        .route("/plain", get(plain_query))
        .route("/arena", get(borrowing_query))
        .route("/plain/pairs", get(plain_pairs))
        .route("/arena/pairs", get(borrowing_pairs));
    for query in ENCODED {
        let request = |twin: &str| request_of(&format!("/{twin}?{query}"));
        compare(&router, request, query).await;
        let request = |twin: &str| request_of(&format!("/{twin}/pairs?{query}"));
        compare(&router, request, query).await;
    }
    compare(&router, |twin| request_of(&format!("/{twin}")), "no query").await;
}

#[tokio::test]
async fn forms_are_read_the_same() {
    let router = Router::new()
        .route("/plain", get(plain_form).post(plain_form))
        .route("/arena", get(borrowing_form).post(borrowing_form));
    for form in ENCODED {
        for content_type in ["application/x-www-form-urlencoded", "text/plain"] {
            for method in [Method::GET, Method::HEAD, Method::POST] {
                let request = |twin: &str| {
                    Request::builder()
                        .method(&method)
                        .uri(format!("/{twin}?{form}"))
                        .header("content-type", content_type)
                        .body(Body::from(form))
                        .expect("a request")
                };
                let what = format!("{method} {form} as {content_type}");
                compare(&router, request, &what).await;
            }
        }
    }
    let too_large = vec![b'q'; 3 * 1024 * 1024];
    let request = |twin: &str| {
        Request::post(format!("/{twin}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(too_large.clone()))
            .expect("a request")
    };
    let answer = compare(&router, request, "3 MB").await;
    assert_eq!(answer.status, 413);
}
