//! Sends the same requests to both twins of each body and compares all that a client sees.

use std::time::Duration;
use std::{env, panic};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::MethodRouter;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::{requests, tracing_sink};

pub struct Twins {
    number: usize,
    router: Router,
}

pub fn twins(number: usize, plain: MethodRouter, annotated: MethodRouter) -> Twins {
    let router = Router::new()
        .route("/plain", plain)
        .route("/annotated", annotated);
    Twins { number, router }
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Answered {
        status: StatusCode,
        headers: HeaderMap,
        body: String,
    },
    Panicked,
    TookTooLong,
}

/// Prints a line for each difference, and the sums.
///
/// # Panics
///
/// Where there is no runtime to be had.
pub fn perform(seed: u64, all: Vec<Twins>) {
    // Panics are compared, not shown, unless one looks for where they come from.
    if env::var_os("TWINS_PANICS").is_none() {
        panic::set_hook(Box::new(|_| {}));
    }
    tracing_sink::install();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        let (mut requests, mut panics, mut errors, mut bytes, mut differ) = (0, 0, 0, 0, 0);
        for twins in &all {
            for query in requests::queries(seed, twins.number) {
                let plain = ask(&twins.router, twins.number, "plain", &query).await;
                let annotated = ask(&twins.router, twins.number, "annotated", &query).await;
                if plain == Outcome::TookTooLong || annotated == Outcome::TookTooLong {
                    // It blocks a thread of the runtime, so this process is of no more use.
                    println!("SLOW {} {}", twins.number, plain == Outcome::TookTooLong);
                    std::process::exit(3);
                }
                requests += 1;
                match &plain {
                    Outcome::Answered { status, body, .. } => {
                        errors += usize::from(!status.is_success());
                        bytes += body.len();
                    }
                    Outcome::Panicked | Outcome::TookTooLong => panics += 1,
                }
                if plain != annotated {
                    differ += 1;
                    println!("DIFFERS {} for {query:?}: plain {plain:?}, annotated {annotated:?}", twins.number);
                    break;
                }
            }
        }
        println!(
            "SUMMARY {} bodies, {requests} requests to each twin, {bytes} bytes, {errors} error statuses, {panics} panics, {differ} differ",
            all.len()
        );
    });
}

async fn ask(router: &Router, number: usize, twin: &str, query: &str) -> Outcome {
    let request = Request::get(format!("/{twin}?{query}"))
        .body(Body::empty())
        .expect("the query is encoded");
    let router = router.clone();
    // Whoever looks for what ended the process wants to know where it was.
    eprintln!("{number} {twin}");
    // A task of its own, so that the executor may move it.
    let answer = tokio::spawn(async move {
        let Ok(response) = router.oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body arrives").to_bytes();
        Outcome::Answered {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    });
    match tokio::time::timeout(Duration::from_secs(20), answer).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Outcome::Panicked,
        Err(_) => Outcome::TookTooLong,
    }
}
