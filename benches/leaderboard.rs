//! The leaderboard at 10 to 2,000 rows through the whole router: plain, annotated, and with bumpalo by
//! hand. What counts are the ratios within one run.

mod support;
mod workload;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use support::ask;
use workload::{VARIANTS, router};

fn leaderboard(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let router = router();
    for rows in [10_u32, 100, 500, 2_000] {
        let mut group = criterion.benchmark_group(format!("leaderboard/{rows}"));
        group.throughput(Throughput::Elements(rows.into()));
        let [plain, others @ ..] = VARIANTS
            .map(|variant| runtime.block_on(ask(&router, &format!("/{variant}/north/{rows}"))));
        for other in others {
            assert_eq!(plain, other, "all variants answer the same bytes");
        }
        for variant in VARIANTS {
            let path = format!("/{variant}/north/{rows}");
            group.bench_function(BenchmarkId::from_parameter(variant), |bencher| {
                bencher.to_async(&runtime).iter(|| ask(&router, &path));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, leaderboard);
criterion_main!(benches);
