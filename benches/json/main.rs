//! `axum::Json` against ours, both ways, at about 1 KB, 44 KB and 1 MB: time by criterion, then a table of what
//! each takes from the heap.
//!
//! What is measured is the response and the extractor themselves, not a router around them: its cost is the
//! same on both sides, and at 1 KB it is most of the whole, so it would only blur the ratio. A response is
//! taken to the point where hyper has its bytes and drops them; a request's body is in memory already, in
//! one piece, as hyper hands on what came in one read.

mod rows;

use std::fmt::Debug;
use std::hint::black_box;

use arena_runtime::{BorrowFromRequest, HeldJson, Json, PooledContext};
use arena_workloads::counting::{Counting, Taken, count};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group};
use futures_util::FutureExt;
use http_body_util::BodyExt;

use crate::rows::{BorrowedScores, Leaderboard, Scores};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Rows that come to about 1 KB, 44 KB and 1 MB.
const SIZES: [(&str, usize); 3] = [("1KB", 10), ("44KB", 425), ("1MB", 10_000)];

/// The bytes as hyper gets them.
fn body(response: Response) -> Bytes {
    let frame = response.into_body().frame().now_or_never();
    let frame = frame.expect("it is in memory").expect("it has a frame");
    frame.expect("it is whole").into_data().expect("data")
}

fn request(json: &Bytes) -> Request {
    Request::post("/scores")
        .header("content-type", "application/json")
        .body(Body::from(json.clone()))
        .expect("the request is valid")
}

/// What an extractor makes of a request.
fn extract<E: FromRequest<(), Rejection: Debug>>(request: Request) -> E {
    let extracted = E::from_request(request, &()).now_or_never();
    extracted.expect("it is in memory").expect("it is right")
}

type Respond = fn(&Leaderboard) -> Response;
type Extract = fn(Request);

/// The ways out, by name.
const OUT: [(&str, Respond); 2] = [
    ("axum", |rows| axum::Json(rows).into_response()),
    ("ours", |rows| Json(rows).into_response()),
];

/// The ways in, by name. What is extracted is dropped within the time measured, since freeing is a part of it.
const IN: [(&str, Extract); 3] = [
    ("axum", |request| {
        drop(black_box(extract::<axum::Json<Scores>>(request)));
    }),
    ("ours-owned", |request| {
        drop(black_box(extract::<Json<Scores>>(request)));
    }),
    ("ours-borrowed", |request| {
        let mut held = extract::<HeldJson>(request);
        let context = PooledContext::acquire();
        let context = context.context();
        context.enter(|| {
            let scores = Json::<BorrowedScores<'_>>::borrow_from(&mut held, context);
            drop(black_box(scores.expect("it is right")));
        });
    }),
];

fn out(criterion: &mut Criterion) {
    for (size, rows) in SIZES {
        let rows = Leaderboard::generate(rows);
        let mut group = criterion.benchmark_group(format!("json-out/{size}"));
        let [expected, others @ ..] = OUT.map(|(_, respond)| body(respond(&rows)));
        for other in others {
            assert_eq!(other, expected, "all answer the same bytes");
        }
        group.throughput(Throughput::Bytes(expected.len() as u64));
        for (name, respond) in OUT {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| body(respond(black_box(&rows))));
            });
        }
        group.finish();
    }
}

fn into(criterion: &mut Criterion) {
    for (size, rows) in SIZES {
        let json = Scores::generate(rows);
        let mut group = criterion.benchmark_group(format!("json-in/{size}"));
        group.throughput(Throughput::Bytes(json.len() as u64));
        for (name, extract) in IN {
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter_batched(|| request(&json), extract, BatchSize::SmallInput);
            });
        }
        group.finish();
    }
}

/// Prints what each way takes from the heap, once warm.
fn print_allocations() {
    println!("\nallocations, once warm:");
    println!(
        "{:24} {:>8} {:>12} {:>10}",
        "", "bytes", "allocations", "allocated"
    );
    let print = |name: String, bytes: usize, run: &dyn Fn()| {
        for _ in 0..4 {
            run();
        }
        let Taken {
            allocations,
            bytes: allocated,
            ..
        } = count(run);
        println!("{name:24} {bytes:>8} {allocations:>12} {allocated:>10}");
    };
    for (size, rows) in SIZES {
        let rows = Leaderboard::generate(rows);
        for (name, respond) in OUT {
            let bytes = body(respond(&rows)).len();
            print(format!("out, {size}, {name}"), bytes, &|| {
                drop(body(respond(&rows)));
            });
        }
    }
    for (size, rows) in SIZES {
        let json = Scores::generate(rows);
        // A request's own allocations are not the extractor's.
        let Taken {
            allocations, bytes, ..
        } = count(|| drop(request(&json)));
        println!("(a request of {size} takes {allocations}, of {bytes} bytes)");
        for (name, extract) in IN {
            print(format!("in, {size}, {name}"), json.len(), &|| {
                extract(request(&json));
            });
        }
    }
}

criterion_group!(benches, out, into);

fn main() {
    benches();
    print_allocations();
    Criterion::default().configure_from_args().final_summary();
}
