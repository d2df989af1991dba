//! What comes in: each case to each path of each variant, then orders with random damage.

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::sample::Index;
use tokio::runtime::{Builder, Runtime};

use crate::cases::{self, ORDER};
use crate::support::{Answer, ask};
use crate::variants::{PATHS, VARIANTS};

fn runtime() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

/// Asks all variants the same, and checks that they answer alike.
async fn check(name: &str, request: impl Fn() -> Request<Body>) -> Answer {
    let [(_, axums), others @ ..] = VARIANTS;
    let expected = ask(axums(), request()).await;
    for (variant, router) in others {
        let answer = ask(router(), request()).await;
        assert_eq!(answer, expected, "{variant}: {name}");
    }
    expected
}

#[tokio::test]
async fn each_case_is_answered_as_axum_answers_it() {
    let mut statuses = std::collections::BTreeMap::<_, usize>::new();
    for case in cases::all() {
        for path in PATHS {
            let name = format!("{path}: {} {:?}", case.name, case.comes);
            let answer = check(&name, || case.request(path)).await;
            *statuses.entry(answer.status.as_u16()).or_default() += 1;
        }
    }
    println!("{statuses:?}");
    let seen: Vec<_> = statuses.into_keys().collect();
    assert_eq!(
        seen,
        [200, 400, 413, 415, 422],
        "the cases cover all answers"
    );
}

#[tokio::test]
async fn a_get_without_a_body() {
    for path in PATHS {
        check(path, || crate::support::get(path)).await;
    }
}

/// Damage to a text.
#[derive(Clone, Debug)]
enum Damage {
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Replace(Index, u8),
    Repeat(Index, Index),
    Cut(Index),
}

impl Damage {
    fn inflict(self, text: &mut Vec<u8>) {
        let at = |index: Index, text: &[u8]| index.index(text.len() + 1);
        match self {
            Self::Remove(index, length) => {
                let at = at(index, text);
                let end = (at + length).min(text.len());
                text.drain(at..end);
            }
            Self::Insert(index, bytes) => {
                let at = at(index, text);
                text.splice(at..at, bytes);
            }
            Self::Replace(index, byte) => {
                let at = index.index(text.len().max(1));
                if let Some(replaced) = text.get_mut(at) {
                    *replaced = byte;
                }
            }
            Self::Repeat(from, to) => {
                let (from, to) = (at(from, text), at(to, text));
                let piece = text[from.min(to)..from.max(to)].to_vec();
                text.splice(to..to, piece);
            }
            Self::Cut(index) => text.truncate(at(index, text)),
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    let token = prop::sample::select(
        &[
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "-",
            "0",
            "1e9",
            ".5",
            "e",
            " ",
            "\n",
            "\0",
            "\u{feff}",
            "é",
            "\"id\"",
            "{}",
            "[]",
            "\"\"",
            "/*",
            "99999999999",
        ][..],
    );
    let bytes = prop_oneof![
        token.prop_map(|token: &str| token.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
    ];
    let punctuation = prop::sample::select(&b"{}[],:\"\\ 0-e.\xff"[..]);
    prop_oneof![
        (any::<Index>(), 1..6_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<Index>(), bytes).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (any::<Index>(), prop_oneof![punctuation, any::<u8>()])
            .prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Repeat(from, to)),
        any::<Index>().prop_map(Damage::Cut),
    ]
}

fn post(path: &str, body: &[u8]) -> Request<Body> {
    Request::post(path)
        .header("content-type", "application/json")
        .body(Body::from(body.to_vec()))
        .expect("the request is valid")
}

proptest! {
    #[test]
    fn damaged_orders_are_answered_as_axum_answers_them(
        damages in prop::collection::vec(damage(), 0..6),
        path in prop::sample::select(&["/order", "/optional", "/result", "/value"][..]),
    ) {
        let mut body = ORDER.as_bytes().to_vec();
        for damage in damages {
            damage.inflict(&mut body);
        }
        let name = String::from_utf8_lossy(&body).into_owned();
        runtime().block_on(check(&name, || post(path, &body)));
    }

    #[test]
    fn arbitrary_bodies_are_answered_as_axum_answers_them(
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..64),
            "[\\[\\]{}:,\"\\\\a0-9.eE+ -]{0,40}".prop_map(String::into_bytes),
        ],
        content_type in prop_oneof![
            "[ -~]{0,20}",
            "application/[a-z.]{0,6}[+]?(json|xml)(; ?[a-z]{1,7}=\"?[a-z0-9-]{0,5}\"?)?",
        ],
        path in prop::sample::select(&PATHS[..]),
    ) {
        let request = || Request::post(path)
            .header("content-type", &content_type)
            .body(Body::from(body.clone()))
            .expect("the request is valid");
        let name = format!("{content_type:?} {:?}", String::from_utf8_lossy(&body));
        runtime().block_on(check(&name, request));
    }
}
