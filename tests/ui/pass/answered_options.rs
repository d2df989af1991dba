//! Parts of an answer that are there or not: what a closure makes for them is made in the arena.
#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use std::iter;

use arena_runtime::{ArenaString, Json, Ndjson, arena_handler};
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::Request;
use axum::routing::get;
use http_body_util::BodyExt;
use serde::Serialize;
use tower::ServiceExt;

#[derive(Serialize)]
struct Entity<'a> {
    owner: Option<&'a str>,
    guard: Option<ArenaString<'a>>,
    crew: Option<&'a [&'a str]>,
    title: &'a str,
    rank: &'a str,
    kept: Option<String>,
    plain: String,
    lines: &'a [Option<&'a str>],
}

#[arena_handler]
async fn entity(Path(id): Path<u32>) -> Json<Entity<'_>> {
    let owner = (id > 1).then_some(id);
    let mut lines = Vec::new();
    for line in 0..id {
        lines.push(owner.map(|owner| format!("{line} of {owner}")));
        lines.push((line > 1).then(|| line.to_string()));
    }
    tokio::task::yield_now().await;
    Json(Entity {
        owner: owner.map(|owner| format!("player-{owner}")),
        guard: owner.filter(|it| *it > 2).map(|owner| owner.to_string()),
        crew: (id > 2).then(|| vec!["Ada", "Grace"]),
        title: owner.map_or("nobody's", |owner| format!("{owner}'s")),
        rank: owner.map_or_else(|| String::from("none"), |owner| format!("rank {owner}")),
        kept: owner.map(|owner| format!("kept {owner}")),
        plain: owner.map_or_else(String::new, |owner| owner.to_string()),
        lines,
    })
}

struct Rows<T>(T);

#[derive(Serialize)]
struct Wrapped<T>(T);

/// An iterator in a type of the user's or ours: what it gives is nobody's to say.
#[arena_handler]
async fn rows(Path(id): Path<u32>) -> Result<Json<&'_ str>, Ndjson<Vec<Wrapped<String>>>> {
    let numbers = 0..id;
    if id > 2 {
        let text = numbers.map(|number| number.to_string()).collect::<String>();
        return Ok(Json(text));
    }
    let Rows(rows) = Rows(numbers.map(|number| format!("row {number}")));
    let repeated = Rows(iter::repeat_n(id, 1).map(|id| format!("id {id}")));
    Err(Ndjson(rows.chain(repeated.0).map(Wrapped).collect()))
}

#[tokio::main]
async fn main() {
    let app: Router = Router::new()
        .route("/entity/{id}", get(entity))
        .route("/rows/{id}", get(rows));
    let ask = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(body.to_vec()).unwrap()
    };
    assert_eq!(
        ask("/entity/1").await,
        r#"{"owner":null,"guard":null,"crew":null,"title":"nobody's","rank":"none","kept":null,"plain":"","lines":[null,null]}"#
    );
    assert_eq!(
        ask("/entity/3").await,
        concat!(
            r#"{"owner":"player-3","guard":"3","crew":["Ada","Grace"],"title":"3's","rank":"rank 3","#,
            r#""kept":"kept 3","plain":"3","#,
            r#""lines":["0 of 3",null,"1 of 3",null,"2 of 3","2"]}"#
        )
    );
    assert_eq!(ask("/rows/2").await, "\"row 0\"\n\"row 1\"\n\"id 2\"\n");
    assert_eq!(ask("/rows/3").await, r#""012""#);
}
