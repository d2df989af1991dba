//! What a request takes from the heap once all is warm.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::stdout;

use arena_workloads::counting;

use super::Application;
use crate::Result;
use crate::case::Case;
use crate::figures::Allocations;

/// By when every pool and buffer has the size it stays at.
const WARM_UP: usize = 40;

pub(super) fn run(cases: &[Case], requests: usize) -> Result<()> {
    let application = Application::new();
    if counting::count(|| drop(black_box(Box::new(0_u8)))).allocations == 0 {
        return Err("this binary's allocator does not count".into());
    }
    let mut figures: BTreeMap<Case, Allocations> = BTreeMap::new();
    for &case in cases {
        for _ in 0..WARM_UP {
            application.answer(case);
        }
        let mut sum = Allocations::default();
        for _ in 0..requests {
            let taken = counting::count(|| application.answer(case));
            sum.allocations += figure(taken.allocations);
            sum.bytes += figure(taken.bytes);
            sum.peak = sum.peak.max(figure(taken.peak));
        }
        sum.allocations /= figure(requests);
        sum.bytes /= figure(requests);
        figures.insert(case, sum);
    }
    serde_json::to_writer(stdout(), &figures)?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "below 2^52")]
fn figure(count: usize) -> f64 {
    count as f64
}
