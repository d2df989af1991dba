//! The leaderboard at 10 to 2,000 rows through the whole router, in each way it is written. What counts are the
//! ratios within one run; `benches/report` takes them with more care, under three allocators.

use arena_workloads::{Variant, Workload, World, ask, router};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn leaderboard(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let world = World::generate();
    for rows in [10_u32, 100, 500, 2_000] {
        let mut group = criterion.benchmark_group(format!("leaderboard/{rows}"));
        group.throughput(Throughput::Elements(rows.into()));
        let path = Workload::Leaderboard.path(rows as usize);
        for variant in Variant::OF_HOT {
            let router = router(&world, variant);
            group.bench_function(BenchmarkId::from_parameter(variant.name()), |bencher| {
                bencher.to_async(&runtime).iter(|| ask::ask(&router, &path));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, leaderboard);
criterion_main!(benches);
