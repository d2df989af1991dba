//! What requests take from the heap.

use arena_workloads::{Variant, Workload};

use crate::case::Case;
use crate::figures::AllAllocations;
use crate::table::{Table, grouped};

/// All cases, whole and without what `"ok"` takes too.
#[must_use]
pub fn of_allocations(allocations: &AllAllocations) -> Table {
    let mut table = Table::new([
        "request",
        "allocations",
        "router aside",
        "bytes",
        "router aside",
        "peak bytes",
    ]);
    let ok = Case::usual(Workload::Ok, Variant::Plain);
    let ok = allocations.get(&ok).copied().unwrap_or_default();
    for (case, taken) in allocations {
        let name = format!(
            "{} of {}, {}",
            case.workload.name(),
            case.size,
            case.variant.name()
        );
        table.row([
            name,
            grouped(taken.allocations),
            grouped(taken.allocations - ok.allocations),
            grouped(taken.bytes),
            grouped(taken.bytes - ok.bytes),
            grouped(taken.peak),
        ]);
    }
    table
}
