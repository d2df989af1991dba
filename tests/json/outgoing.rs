//! What goes out: answers of many types, with and without a status, whole and failing half-way.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use proptest::prelude::*;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::support::{Answer, ask, get};
use crate::variants::{Command, Item, Nested, Order, VARIANTS};

/// A `Json` by its constructor.
pub(crate) trait Answering {
    fn json<T: Serialize>(value: T) -> impl IntoResponse;
}

/// Fails, or panics, after some elements.
struct Fails {
    panics: bool,
}

impl Serialize for Fails {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut elements = serializer.serialize_seq(None)?;
        for number in 0..1_000 {
            elements.serialize_element(&number)?;
        }
        if self.panics {
            std::panic::resume_unwind(Box::new("half-way"));
        }
        Err(S::Error::custom("failed \"half-way\", é"))
    }
}

/// How many answers there are.
const ANSWERS: usize = 24;

/// The answer of each index.
pub(crate) async fn answers<A: Answering>(Path(index): Path<usize>) -> Response {
    let order = |items: usize| Order {
        id: u64::MAX,
        player: String::from("Ada \"L\"\n\u{1}é😀\u{7f}\u{2028}"),
        note: None,
        urgent: true,
        items: (0..items)
            .map(|item| Item {
                name: format!("item \\ {item}"),
                count: 7,
                price: f64::from(u32::try_from(item).unwrap_or(0)) / 7.0,
            })
            .collect(),
    };
    match index {
        0 => A::json(()).into_response(),
        1 => A::json("").into_response(),
        2 => A::json("\"\\/\u{8}\u{c}\n\r\t\0").into_response(),
        3 => A::json([f64::NAN, f64::INFINITY, -0.0, 1e300, 5e-324, 0.1]).into_response(),
        4 => A::json([f32::NEG_INFINITY, -0.0, 1e30, 1e-45, 0.1]).into_response(),
        5 => A::json((i128::MIN, u128::MAX, u64::MAX, i64::MIN)).into_response(),
        6 => A::json(BTreeMap::from([(1, "one"), (-7, "minus seven")])).into_response(),
        7 => A::json(BTreeMap::from([(true, 'é')])).into_response(),
        8 => A::json(BTreeMap::from([((), "no key")])).into_response(),
        9 => A::json([BTreeMap::from([([1], "no key")])]).into_response(),
        10 => A::json(Fails { panics: false }).into_response(),
        11 => (StatusCode::CREATED, A::json(order(1))).into_response(),
        12 => (StatusCode::CREATED, A::json(Fails { panics: false })).into_response(),
        13 => ([("x-total", "7")], A::json(order(0))).into_response(),
        14 => (
            [("content-type", "application/problem+json")],
            A::json(order(0)),
        )
            .into_response(),
        15 => {
            let raw = RawValue::from_string(String::from("{ \"as\" : [ \"it\" ] }"));
            A::json(raw.expect("valid")).into_response()
        }
        16 => A::json(json!({"b": 1, "a": [null, {"c": 1.5}], "": {}})).into_response(),
        17 => A::json(order(500)).into_response(),
        18 => A::json(order(20_000)).into_response(),
        19 => A::json("x".repeat(3_000_000)).into_response(),
        20 => A::json(vec![
            Command::Stop,
            Command::Say {
                text: String::from("\""),
            },
        ])
        .into_response(),
        21 => A::json(Nested {
            inner: Some(Box::new(Nested { inner: None })),
        })
        .into_response(),
        22 => Err::<(), _>((StatusCode::CONFLICT, A::json(json!({"error": "é"})))).into_response(),
        23 => A::json(b"bytes").into_response(),
        _ => A::json(Fails { panics: true }).into_response(),
    }
}

async fn check(index: usize) -> Answer {
    let [(_, axums), others @ ..] = VARIANTS;
    let uri = format!("/answers/{index}");
    let expected = ask(axums(), get(&uri)).await;
    for (variant, router) in others {
        let answer = ask(router(), get(&uri)).await;
        let text = |answer: &Answer| String::from_utf8_lossy(&answer.body).into_owned();
        assert!(answer == expected, "{variant}, {index}: {}", text(&answer));
    }
    expected
}

#[tokio::test]
async fn each_answer_is_axums() {
    let mut failed = Vec::new();
    // Twice and backwards too, so that each is written into what another left.
    for index in (0..ANSWERS).chain((0..ANSWERS).rev()) {
        if check(index).await.status == StatusCode::INTERNAL_SERVER_ERROR {
            failed.push(index);
        }
    }
    // The status of a tuple wins over the error's, with axum's as well.
    assert_eq!(failed, [8, 9, 10, 10, 9, 8]);
}

#[tokio::test]
async fn a_panic_while_serializing_spoils_nothing() {
    for (variant, router) in VARIANTS {
        let panicked = tokio::spawn(ask(router(), get("/answers/999"))).await;
        assert!(panicked.is_err_and(|error| error.is_panic()), "{variant}");
        check(17).await;
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_is_answered_as_axum_answers_it(value in values()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let ours = arena_runtime::Json(&value).into_response();
            let axums = axum::Json(&value).into_response();
            assert_eq!(ours.status(), axums.status());
            assert_eq!(ours.headers(), axums.headers());
            let bytes = |response: Response| axum::body::to_bytes(response.into_body(), usize::MAX);
            assert_eq!(bytes(ours).await.unwrap(), bytes(axums).await.unwrap());
        });
    }
}
