//! What the attribute costs where it cannot help: handlers that answer `"ok"`, and the lease by itself
//! beside the heap's own work.

use std::alloc::{Layout, alloc, dealloc};
use std::hint::black_box;

use arena_runtime::{ContextPool, RequestContext, arena_handler};
use arena_workloads::ask::ask;
use axum::Router;
use axum::routing::get;
use criterion::{Criterion, criterion_group, criterion_main};

async fn plain() -> &'static str {
    "ok"
}

/// Nothing to route: the attribute leaves it alone.
#[arena_handler]
async fn annotated() -> &'static str {
    "ok"
}

/// Leases a context, though it needs none.
#[arena_handler]
async fn with_context(_: &RequestContext) -> &'static str {
    "ok"
}

fn ok(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let router: Router = Router::new()
        .route("/plain", get(plain))
        .route("/annotated", get(annotated))
        .route("/with-context", get(with_context));
    let mut group = criterion.benchmark_group("ok");
    for path in ["/plain", "/annotated", "/with-context"] {
        group.bench_function(&path[1..], |bencher| {
            bencher.to_async(&runtime).iter(|| ask(&router, path));
        });
    }
    group.finish();
}

fn lease(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lease");
    let pool = ContextPool::global();
    group.bench_function("acquire-and-release", |bencher| {
        bencher.iter(|| black_box(pool.acquire()));
    });
    group.bench_function("acquire-allocate-and-release", |bencher| {
        bencher.iter(|| {
            let lease = pool.acquire();
            lease.enter(|| black_box(lease.alloc_str("Ada")));
        });
    });
    group.bench_function("pooled-vec-taken-and-given-back", |bencher| {
        let lease = pool.acquire();
        lease.enter(|| bencher.iter(|| lease.pooled_vec::<u64>().push(black_box(7))));
    });
    group.bench_function("malloc-64-and-free", |bencher| {
        let layout = Layout::new::<[u8; 64]>();
        bencher.iter(|| {
            // SAFETY: the layout is not empty.
            let block = black_box(unsafe { alloc(layout) });
            // SAFETY: just allocated with this layout, and not used after.
            unsafe { dealloc(block, layout) }
        });
    });
    group.finish();
}

criterion_group!(benches, ok, lease);
criterion_main!(benches);
