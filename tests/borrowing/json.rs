//! JSON bodies, valid and not.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use arena_runtime::{ArenaMap, ArenaString, ArenaVec, Json, arena_handler};
use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, Request, StatusCode};
use axum::routing::post;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::compare;

/// What owns its text, as axum wants it.
mod owned {
    use super::{BTreeMap, Deserialize, Serialize};

    #[derive(Debug, Deserialize, Serialize)]
    pub(super) struct Row {
        id: u64,
        name: String,
        note: Option<String>,
        tags: Option<Vec<String>>,
        kind: Kind,
        #[serde(default)]
        sizes: BTreeMap<String, f64>,
        #[serde(default)]
        title: String,
    }

    #[derive(Debug, Deserialize, Serialize)]
    pub(super) enum Kind {
        Plain,
        Named(String),
        Pair(String, i8),
        Full { text: String },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    pub(super) enum Event {
        Move {
            to: String,
            by: u8,
        },
        Say {
            what: String,
        },
        #[serde(untagged)]
        Other(BTreeMap<String, serde_json::Value>),
    }
}

/// The same, borrowing: the names are the same too, since serde speaks of them.
mod borrowed {
    use super::{ArenaString, ArenaVec, BTreeMap, Cow, Deserialize, Serialize};

    #[derive(Debug, Deserialize, Serialize)]
    pub(super) struct Row<'a> {
        id: u64,
        name: &'a str,
        note: Option<&'a str>,
        #[serde(borrow)]
        tags: Option<ArenaVec<'a, &'a str>>,
        #[serde(borrow)]
        kind: Kind<'a>,
        #[serde(default)]
        sizes: BTreeMap<String, f64>,
        #[serde(borrow, default)]
        title: Cow<'a, str>,
    }

    #[derive(Debug, Deserialize, Serialize)]
    pub(super) enum Kind<'a> {
        Plain,
        #[serde(borrow)]
        Named(ArenaString<'a>),
        Pair(&'a str, i8),
        Full {
            text: &'a str,
        },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    pub(super) enum Event<'a> {
        Move {
            to: &'a str,
            by: u8,
        },
        Say {
            what: Cow<'a, str>,
        },
        #[serde(untagged)]
        #[serde(borrow)]
        Other(BTreeMap<&'a str, serde_json::Value>),
    }
}

async fn plain(axum::Json(rows): axum::Json<Vec<owned::Row>>) -> axum::Json<Vec<owned::Row>> {
    axum::Json(rows)
}

#[arena_handler]
async fn borrowing(
    Json(rows): Json<ArenaVec<'_, borrowed::Row<'_>>>,
) -> Json<ArenaVec<'_, borrowed::Row<'_>>> {
    tokio::task::yield_now().await;
    Json(rows)
}

fn router() -> Router {
    Router::new()
        .route("/plain", post(plain))
        .route("/arena", post(borrowing))
}

fn request(twin: &str, content_type: Option<&str>, body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::new(body.into());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = format!("/{twin}").parse().expect("a path");
    if let Some(content_type) = content_type {
        let value = content_type.parse().expect("a header");
        request.headers_mut().insert("content-type", value);
    }
    request
}

async fn compare_body(router: &Router, body: &[u8]) -> StatusCode {
    let what = String::from_utf8_lossy(body).into_owned();
    let request = |twin: &str| request(twin, Some("application/json"), body.to_vec());
    compare(router, request, &what).await.status
}

const ROW: &str = r#"{"id": 7, "name": "Ada \"the\" first\n\u00e9\ud83d\ude00", "note": null, "tags": ["a", "b\\c"],
    "kind": {"Full": {"text": "x\ty"}}, "sizes": {"w\u0021": 1.5e3}, "title": "t\u0000"}"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_valid_is_read_the_same() {
    let router = router();
    for row in [
        ROW,
        r#"{"id": 0, "name": "", "kind": "Plain"}"#,
        r#"{"id": 1, "name": "plain", "note": "escaped \/", "kind": {"Named": "n\u006fw"}}"#,
        r#"{"id": 1, "name": "plain", "note": "kept", "kind": {"Pair": ["\"", -8]}, "unknown": [{}]}"#,
        r#"{"kind":{"Named":"grün"},"name":"日本","id":18446744073709551615}"#,
        r#"{"\u0069d": 1, "n\u0061me": "escaped keys", "k\u0069nd": "Pl\u0061in"}"#,
    ] {
        for body in [
            format!("[{row}]"),
            format!(" [ {row} , {row} ] \n"),
            "[]".into(),
        ] {
            assert_eq!(compare_body(&router, body.as_bytes()).await, StatusCode::OK);
        }
    }
    let many = format!("[{}]", vec![ROW; 2000].join(","));
    assert_eq!(compare_body(&router, many.as_bytes()).await, StatusCode::OK);
}

#[tokio::test]
async fn what_is_invalid_is_rejected_the_same() {
    let router = router();
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "null",
        "{}",
        "[{}]",
        "[] []",
        "[],",
        "\u{feff}[]",
        r#"[{"id": -1, "name": "", "kind": "Plain"}]"#,
        r#"[{"id": 1.5, "name": "", "kind": "Plain"}]"#,
        r#"[{"id": 1e400, "name": "", "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": 7, "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": null, "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": ["x"], "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": "", "note": {}, "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": "", "kind": "Odd"}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Named": 7}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Named": true}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Pair": ["", 128]}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Pair": [""]}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Full": {"text": false}}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Full": {}}}]"#,
        r#"[{"id": 1, "name": "", "kind": {"Plain": null, "Named": ""}}]"#,
        r#"[{"id": 1, "name": "", "kind": "Plain", "tags": ["a", 7]}]"#,
        r#"[{"id": 1, "name": "", "kind": "Plain", "tags": {}}]"#,
        r#"[{"id": 1, "name": "", "kind": "Plain", "title": 1}]"#,
        r#"[{"id": 1, "name": "", "kind": "Plain", "sizes": {"a": "b"}}]"#,
        r#"[{"id": 1, "name": "", "name": "", "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": "\ud800", "kind": "Plain"}]"#,
        r#"[{"id": 1, "name": "\x", "kind": "Plain"}]"#,
        "[{\"id\": 1, \"name\": \"\n\", \"kind\": \"Plain\"}]",
        r#"[{"id": 1, "name": "", "kind": "Plain",}]"#,
        r#"{"id": 1}"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    bodies.push(b"[{\"id\": 1, \"name\": \"\xff\", \"kind\": \"Plain\"}]".to_vec());
    bodies.push(b"[{\"id\": 1, \"name\": \"\\n\xff\", \"kind\": \"Plain\"}]".to_vec());
    bodies.push(b"\xff\xfe[\0]\0".to_vec());
    bodies.push("[".repeat(200).into_bytes());
    bodies.push(format!(r#"[{{"x": {}{}}}]"#, "[".repeat(126), "]".repeat(126)).into_bytes());
    bodies.push(format!(r#"[{{"x": {}{}}}]"#, "[".repeat(127), "]".repeat(127)).into_bytes());
    let whole = format!("[{ROW}]");
    bodies.extend((0..whole.len()).map(|end| whole.as_bytes()[..end].to_vec()));
    for body in &bodies {
        assert!(compare_body(&router, body).await.is_client_error());
    }
}

#[tokio::test]
async fn the_content_type_is_checked_the_same() {
    let router = router();
    for content_type in [
        None,
        Some("application/json"),
        Some("application/json; charset=utf-8"),
        Some("application/json;charset=latin1"),
        Some("application/cloudevents+json"),
        Some("APPLICATION/JSON"),
        Some("text/json"),
        Some("application/jsonp"),
        Some("application/x-www-form-urlencoded"),
        Some("nonsense"),
        Some(""),
    ] {
        for body in ["[]", "{"] {
            let request = |twin: &str| request(twin, content_type, body);
            compare(&router, request, &format!("{content_type:?}, {body}")).await;
        }
    }
}

#[tokio::test]
async fn limits_of_the_body_hold() {
    let padded = |len: usize| {
        let mut body = format!("[{ROW}]").into_bytes();
        body.resize(len, b' ');
        body
    };
    let json =
        |body: Vec<u8>| move |twin: &str| request(twin, Some("application/json"), body.clone());
    let two_megabytes = 2 * 1024 * 1024;
    let router = router();
    let most = compare(&router, json(padded(two_megabytes)), "2 MB").await;
    assert_eq!(most.status, StatusCode::OK);
    let more = compare(&router, json(padded(two_megabytes + 1)), "more").await;
    assert_eq!(more.status, StatusCode::PAYLOAD_TOO_LARGE);

    let limited = router.layer(DefaultBodyLimit::max(1000));
    let more = compare(&limited, json(padded(1001)), "over 1000").await;
    assert_eq!(more.status, StatusCode::PAYLOAD_TOO_LARGE);
    compare(&limited, json(padded(1000)), "1000").await;
}

#[tokio::test]
async fn bodies_may_come_in_pieces() {
    let router = router();
    let whole = format!("[{ROW}, {ROW}]").into_bytes();
    for size in [1, 2, 3, 7, 64, 1000] {
        let in_pieces = |twin: &str| {
            let pieces: Vec<_> = whole
                .chunks(size)
                .map(|piece| Ok::<_, std::io::Error>(piece.to_vec()))
                .collect();
            let body = Body::from_stream(futures_util::stream::iter(pieces));
            request(twin, Some("application/json"), body)
        };
        let answer = compare(&router, in_pieces, &format!("{size} bytes a piece")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    // And break off.
    let broken = |twin: &str| {
        let pieces = vec![
            Ok(whole[..10].to_vec()),
            Err(std::io::Error::other("the client is gone")),
        ];
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        request(twin, Some("application/json"), body)
    };
    compare(&router, broken, "broken off").await;
}

/// serde's own collections, borrowing, and whatever is buffered before it is known what it is.
mod buffered {
    use super::{
        ArenaMap, BTreeMap, HashMap, Json, Router, StatusCode, arena_handler, borrowed,
        compare_body, owned, post,
    };

    async fn plain(
        axum::Json(events): axum::Json<BTreeMap<String, Vec<owned::Event>>>,
    ) -> axum::Json<BTreeMap<String, Vec<owned::Event>>> {
        axum::Json(events)
    }

    #[arena_handler]
    async fn borrowing(
        axum::Json(events): axum::Json<BTreeMap<&str, Vec<borrowed::Event<'_>>>>,
    ) -> axum::Json<BTreeMap<&'arena str, Vec<borrowed::Event<'_>>>> {
        axum::Json(events)
    }

    async fn plain_map(
        axum::Json(map): axum::Json<HashMap<String, (u8, char)>>,
    ) -> axum::Json<BTreeMap<String, (u8, char)>> {
        axum::Json(map.into_iter().collect())
    }

    #[arena_handler]
    async fn borrowing_map(
        Json(map): Json<ArenaMap<'_, &str, (u8, char)>>,
    ) -> Json<BTreeMap<&str, (u8, char)>> {
        Json(map.iter().map(|(key, value)| (*key, *value)).collect())
    }

    #[tokio::test]
    async fn is_read_the_same() {
        let router = Router::new()
            .route("/plain", post(plain))
            .route("/arena", post(borrowing));
        for (body, is_read) in [
            ("{}", true),
            (
                r#"{"a\n": [{"type": "move", "to": "x\ny", "by": 3}]}"#,
                true,
            ),
            (
                r#"{"a": [{"to": "x\ny", "by": 3, "type": "mov\u0065"}]}"#,
                true,
            ),
            (
                r#"{"a": [{"type": "say", "what": "\"hi\""}, {"é\t": ["\\"]}]}"#,
                true,
            ),
            (r#"{"a": [{"type": "move", "to": 1, "by": 3}]}"#, true),
            (r#"{"a": [7]}"#, false),
            (r#"{"a": {}}"#, false),
        ] {
            let status = compare_body(&router, body.as_bytes()).await;
            assert_eq!(status == StatusCode::OK, is_read, "{body}");
        }
    }

    #[tokio::test]
    async fn maps_are_read_the_same() {
        let router = Router::new()
            .route("/plain", post(plain_map))
            .route("/arena", post(borrowing_map));
        for body in [
            "{}",
            r#"{"a\n": [1, "x"], "b": [2, "é"], "b": [3, "\t"]}"#,
            r#"{"a": [1, "xy"]}"#,
            r#"{"a": [256, "x"]}"#,
            r#"{"a": null}"#,
            "[1]",
        ] {
            compare_body(&router, body.as_bytes()).await;
        }
    }
}

/// A JSON text, mostly of rows, sometimes with something wrong in it.
fn arbitrary_body() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![
        "[a-z]{0,8}",
        "\\PC{0,6}",
        Just(String::from("\"\\\n\t\u{0}\u{1f600}"))
    ];
    let row = (
        any::<u64>(),
        text.clone(),
        text.clone(),
        any::<i8>(),
        any::<f64>(),
    )
        .prop_map(|(id, name, other, number, size)| {
            serde_json::json!({
                "id": id, "name": name, "note": other, "tags": [other, name],
                "kind": {"Pair": [other, number]}, "sizes": {name.clone(): size}, "title": other,
            })
            .to_string()
        });
    let rows =
        proptest::collection::vec(row, 0..4).prop_map(|rows| format!("[{}]", rows.join(",")));
    (rows, any::<proptest::sample::Index>(), any::<u8>(), 0..4u8).prop_map(
        |(rows, at, byte, change)| {
            let mut bytes = rows.into_bytes();
            let at = at.index(bytes.len());
            match change {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, byte),
                _ => {}
            }
            bytes
        },
    )
}

proptest! {
    #[test]
    fn whatever_is_sent_is_read_the_same(body in arbitrary_body()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(compare_body(&router(), &body));
    }
}
