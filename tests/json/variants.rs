//! One application, once with each `Json`; the first is axum's, which the others must equal.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get};
use serde::{Deserialize, Serialize};

use crate::outgoing::answers;

/// The application's name and its routes.
type Variant = (&'static str, fn() -> Router);

/// axum's first.
pub(crate) const VARIANTS: [Variant; 3] = [
    ("axum's", axums::router),
    ("ours, owned", ours_owned::router),
    ("ours, borrowed", ours_borrowed::router),
];

/// Where cases are sent, each of which extracts another type or under another limit.
pub(crate) const PATHS: [&str; 9] = [
    "/order",
    "/optional",
    "/result",
    "/strict",
    "/command",
    "/value",
    "/nested",
    "/limited",
    "/unlimited",
];

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) id: u64,
    pub(crate) player: String,
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) urgent: bool,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) count: u8,
    pub(crate) price: f64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strict {
    id: i32,
    player: char,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Command {
    Move { x: f32, y: f32 },
    Say { text: String },
    Stop,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Nested {
    pub(crate) inner: Option<Box<Nested>>,
}

/// The application with the `Json` that is in scope there.
macro_rules! application {
    ($name:ident, $json:path) => {
        pub(crate) mod $name {
            use axum::extract::rejection::JsonRejection;
            use axum::response::{IntoResponse, Response};
            use $json as Json;

            use super::*;

            async fn order(Json(order): Json<Order>) -> String {
                format!("{order:?}")
            }

            async fn optional(order: Option<Json<Order>>) -> String {
                format!("{:?}", order.map(|Json(order)| order))
            }

            async fn result(order: Result<Json<Order>, JsonRejection>) -> Response {
                match order {
                    Ok(Json(order)) => format!("{order:?}").into_response(),
                    Err(rejection) => {
                        let text =
                            format!("{rejection:?} | {} | {}", rejection, rejection.body_text());
                        (rejection.status(), text).into_response()
                    }
                }
            }

            async fn strict(Json(strict): Json<Strict>) -> String {
                format!("{strict:?}")
            }

            async fn command(Json(commands): Json<Vec<Command>>) -> String {
                format!("{commands:?}")
            }

            async fn value(Json(value): Json<serde_json::Value>) -> Json<serde_json::Value> {
                Json(value)
            }

            async fn nested(Json(nested): Json<Nested>) -> Json<Nested> {
                Json(nested)
            }

            pub(crate) fn router() -> Router {
                Router::new()
                    .route("/order", any(order))
                    .route("/optional", any(optional))
                    .route("/result", any(result))
                    .route("/strict", any(strict))
                    .route("/command", any(command))
                    .route("/value", any(value))
                    .route("/nested", any(nested))
                    .route("/limited", any(order).layer(DefaultBodyLimit::max(64)))
                    .route("/unlimited", any(order).layer(DefaultBodyLimit::disable()))
                    .route("/answers/{index}", get(answers::<$name::Answering>))
            }

            /// Answers with this `Json`.
            pub(crate) struct Answering;

            impl crate::outgoing::Answering for Answering {
                fn json<T: Serialize>(value: T) -> impl IntoResponse {
                    Json(value)
                }
            }
        }
    };
}

application!(axums, axum::Json);
application!(ours_owned, arena_runtime::Json);

/// The application with arguments that borrow, where there is something to borrow.
pub(crate) mod ours_borrowed {
    use std::borrow::Cow;

    use arena_runtime::{ArenaVec, Json, arena_handler};
    use axum::Router;
    use axum::extract::DefaultBodyLimit;
    use axum::routing::any;
    use serde::Deserialize;

    use super::ours_owned;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Order<'a> {
        id: u64,
        player: &'a str,
        note: Option<&'a str>,
        #[serde(default)]
        urgent: bool,
        #[serde(borrow)]
        items: ArenaVec<'a, Item<'a>>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Item<'a> {
        name: &'a str,
        count: u8,
        price: f64,
    }

    #[derive(Debug, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[allow(dead_code)]
    enum Command<'a> {
        Move {
            x: f32,
            y: f32,
        },
        Say {
            #[serde(borrow)]
            text: Cow<'a, str>,
        },
        Stop,
    }

    #[arena_handler]
    async fn order(Json(order): Json<Order<'_>>) -> String {
        format!("{order:?}")
    }

    #[arena_handler]
    async fn command(Json(commands): Json<ArenaVec<'_, Command<'_>>>) -> String {
        format!("{commands:?}")
    }

    pub(crate) fn router() -> Router {
        Router::new()
            .route("/order", any(order))
            .route("/command", any(command))
            .route("/limited", any(order).layer(DefaultBodyLimit::max(64)))
            .route("/unlimited", any(order).layer(DefaultBodyLimit::disable()))
            // These own what they hold.
            .fallback_service(ours_owned::router())
    }
}
