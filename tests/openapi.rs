//! The OpenAPI documents of a plain API and of its annotated twin, which answers with arena types, are the same.

mod support;

use axum::body::Body;
use axum::http::Request;
use utoipa::OpenApi;

use crate::support::{ask, get};

/// As it was.
mod plain {
    use std::collections::{HashMap, HashSet};

    use axum::extract::Path;
    use axum::routing::{get, post};
    use axum::{Json, Router};
    use serde::{Deserialize, Serialize};
    use utoipa::{OpenApi, ToSchema};

    /// The best of a region.
    #[derive(Default, Serialize, ToSchema)]
    struct Leaderboard {
        /// What it is called.
        title: String,
        note: Option<String>,
        players: Vec<Player>,
        best: Option<Player>,
        tags: Vec<String>,
        scores: HashMap<String, u32>,
        regions: HashSet<String>,
    }

    /// A player.
    #[derive(Default, Serialize, ToSchema)]
    struct Player {
        name: String,
        badges: Vec<String>,
    }

    #[derive(Deserialize, ToSchema)]
    struct Score {
        player: String,
        points: u64,
    }

    /// The leaderboard.
    #[utoipa::path(get, path = "/{region}", tag = "players", responses((status = 200, body = Leaderboard)))]
    async fn leaderboard(Path(region): Path<String>) -> Json<Leaderboard> {
        let title = format!("Top of the {region}");
        Json(Leaderboard {
            title,
            ..Leaderboard::default()
        })
    }

    /// Notes a score.
    #[utoipa::path(post, path = "/", tag = "players", responses((status = 200, body = String)))]
    async fn note(Json(score): Json<Score>) -> String {
        format!("{}: {}", score.player, score.points)
    }

    pub(crate) fn router() -> Router {
        Router::new()
            .route("/{region}", get(leaderboard))
            .route("/", post(note))
    }

    #[derive(OpenApi)]
    #[openapi(paths(leaderboard, note))]
    pub(crate) struct Api;
}

/// The same with the attribute. What borrows as std's types do is known to utoipa; of the arena's it is told
/// what they stand for.
mod annotated {
    use arena_runtime::{
        ArenaMap, ArenaSet, ArenaString, ArenaVec, Json, RequestContext, arena_handler,
    };
    use axum::Router;
    use axum::extract::Path;
    use axum::routing::{get, post};
    use serde::{Deserialize, Serialize};
    use utoipa::{OpenApi, ToSchema};

    /// The best of a region.
    #[derive(Serialize, ToSchema)]
    struct Leaderboard<'a> {
        /// What it is called.
        #[schema(value_type = String)]
        title: ArenaString<'a>,
        note: Option<&'a str>,
        players: &'a [Player<'a>],
        best: Option<Player<'a>>,
        #[schema(value_type = Vec<String>)]
        tags: ArenaVec<'a, &'a str>,
        #[schema(value_type = HashMap<String, u32>)]
        scores: ArenaMap<'a, ArenaString<'a>, u32>,
        #[schema(value_type = HashSet<String>)]
        regions: ArenaSet<'a, &'a str>,
    }

    /// A player.
    #[derive(Serialize, ToSchema)]
    struct Player<'a> {
        name: &'a str,
        badges: &'a [&'a str],
    }

    #[derive(Deserialize, ToSchema)]
    struct Score {
        player: String,
        points: u64,
    }

    /// The leaderboard.
    #[utoipa::path(get, path = "/{region}", tag = "players", responses((status = 200, body = Leaderboard)))]
    #[arena_handler]
    async fn leaderboard(
        ctx: &RequestContext,
        Path(region): Path<String>,
    ) -> Json<Leaderboard<'_>> {
        Json(Leaderboard {
            title: format!("Top of the {region}"),
            note: None,
            players: &[],
            best: None,
            tags: ctx.vec(),
            scores: ctx.map(),
            regions: ctx.set(),
        })
    }

    /// Notes a score.
    #[utoipa::path(post, path = "/", tag = "players", responses((status = 200, body = String)))]
    #[arena_handler]
    async fn note(Json(score): Json<Score>) -> String {
        format!("{}: {}", score.player, score.points)
    }

    pub(crate) fn router() -> Router {
        Router::new()
            .route("/{region}", get(leaderboard))
            .route("/", post(note))
    }

    #[derive(OpenApi)]
    #[openapi(paths(leaderboard, note))]
    pub(crate) struct Api;
}

#[test]
fn the_annotated_api_is_documented_as_the_plain_one() {
    let document = |api: utoipa::openapi::OpenApi| api.to_pretty_json().expect("it is JSON");
    let plain = document(plain::Api::openapi());
    assert_eq!(document(annotated::Api::openapi()), plain);
    for known in [
        "\"region\"",
        "schemas/Score",
        "schemas/Player",
        "uniqueItems",
    ] {
        assert!(plain.contains(known), "{known} in {plain}");
    }
}

#[tokio::test]
async fn they_answer_the_same_too() {
    let score = || {
        let score = Body::from(r#"{"player":"Ada","points":7}"#);
        let request = Request::post("/").header("content-type", "application/json");
        request.body(score).expect("the request is valid")
    };
    let plain = ask(plain::router(), get("/north")).await;
    assert_eq!(ask(annotated::router(), get("/north")).await, plain);
    let plain = ask(plain::router(), score()).await;
    assert_eq!(ask(annotated::router(), score()).await, plain);
    assert_eq!(plain.body, b"Ada: 7");
}
