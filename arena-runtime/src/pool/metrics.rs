//! A pool's statistics through the `metrics` facade, for whichever exporter the application has installed.

use metrics::{Unit, counter, describe_counter, describe_gauge, gauge};

use super::ContextPool;

impl ContextPool {
    /// Reports [`stats`](Self::stats) to the `metrics` recorder, labelled `pool = <name>`. To be called now
    /// and then: every few seconds, or when metrics are scraped.
    ///
    /// Counters: `arena_contexts_created_total`, `arena_contexts_reused_total`,
    /// `arena_contexts_discarded_total`, `arena_chunks_made_total`, `arena_strangers_allocations_total`,
    /// `arena_budget_refusals_total`. Gauges: `arena_contexts_in_use`, `arena_kept_bytes`,
    /// `arena_high_water_bytes`.
    ///
    /// ```
    /// arena_runtime::ContextPool::global().report_metrics("global");
    /// ```
    pub fn report_metrics(&self, name: &'static str) {
        let stats = self.stats();
        let counters = [
            ("arena_contexts_created_total", stats.created),
            ("arena_contexts_reused_total", stats.reused),
            ("arena_contexts_discarded_total", stats.discarded),
            ("arena_chunks_made_total", stats.chunks_made),
            (
                "arena_strangers_allocations_total",
                stats.strangers_allocations,
            ),
            ("arena_budget_refusals_total", stats.budget_refusals),
        ];
        for (counter, count) in counters {
            counter!(counter, "pool" => name).absolute(count);
        }
        let gauges = [
            ("arena_contexts_in_use", stats.in_use),
            ("arena_kept_bytes", stats.kept_bytes),
            ("arena_high_water_bytes", stats.high_water_bytes),
        ];
        for (gauge, level) in gauges {
            #[expect(clippy::cast_precision_loss, reason = "gauges are floats")]
            gauge!(gauge, "pool" => name).set(level as f64);
        }
    }

    /// Tells the `metrics` recorder the units and meanings of what
    /// [`report_metrics`](Self::report_metrics) reports. To be called once, after it is installed.
    ///
    /// ```
    /// arena_runtime::ContextPool::describe_metrics();
    /// ```
    pub fn describe_metrics() {
        let counters = [
            (
                "arena_contexts_created_total",
                "Leases for which a context had to be made",
            ),
            (
                "arena_contexts_reused_total",
                "Leases that got a context from the pool",
            ),
            (
                "arena_contexts_discarded_total",
                "Contexts that were freed instead of kept",
            ),
            (
                "arena_chunks_made_total",
                "Chunks that were taken from the heap for want of a kept one",
            ),
            (
                "arena_strangers_allocations_total",
                "Allocations by threads while another was inside the context's scope",
            ),
            (
                "arena_budget_refusals_total",
                "Allocations that a budget refused",
            ),
        ];
        for (counter, meaning) in counters {
            describe_counter!(counter, Unit::Count, meaning);
        }
        let in_use = "Leases that have not ended yet";
        describe_gauge!("arena_contexts_in_use", Unit::Count, in_use);
        let kept = "Bytes of the chunks and objects that wait in the pool";
        describe_gauge!("arena_kept_bytes", Unit::Bytes, kept);
        let high_water = "The most bytes that a single request has made its arena take";
        describe_gauge!("arena_high_water_bytes", Unit::Bytes, high_water);
    }
}

#[cfg(test)]
mod tests {
    use metrics_util::debugging::{DebugValue, DebuggingRecorder};

    use crate::ContextPool;

    #[test]
    fn every_statistic_is_reported_under_the_pools_name() {
        let recorder = DebuggingRecorder::new();
        let snapshots = recorder.snapshotter();
        let pool = ContextPool::builder().budget(1000).build();
        let lease = pool.acquire();
        assert!(lease.try_alloc_str(&"x".repeat(10_000)).is_err());
        drop(lease);
        let _lease = pool.acquire();
        metrics::with_local_recorder(&recorder, || {
            ContextPool::describe_metrics();
            pool.report_metrics("api");
        });
        let mut seen: Vec<_> = snapshots
            .snapshot()
            .into_vec()
            .into_iter()
            .map(|(key, unit, meaning, value)| {
                assert!(unit.is_some() && meaning.is_some());
                let (name, labels) = key.key().clone().into_parts();
                assert_eq!(
                    labels.iter().map(metrics::Label::value).collect::<Vec<_>>(),
                    ["api"]
                );
                (name.as_str().to_owned(), value)
            })
            .collect();
        seen.sort_by(|one, other| one.0.cmp(&other.0));
        assert_eq!(seen.len(), 9);
        let value = |name: &str| &seen.iter().find(|(seen, _)| seen == name).unwrap().1;
        assert_eq!(
            *value("arena_contexts_created_total"),
            DebugValue::Counter(1)
        );
        assert_eq!(
            *value("arena_contexts_reused_total"),
            DebugValue::Counter(1)
        );
        assert_eq!(
            *value("arena_budget_refusals_total"),
            DebugValue::Counter(1)
        );
        assert_eq!(
            *value("arena_contexts_in_use"),
            DebugValue::Gauge(1.0.into())
        );
    }
}
