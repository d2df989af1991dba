//! Claims of allocations a request. They are the program's, whichever the allocator.

use arena_workloads::{Variant, Workload};

use super::{Claim, Limit, Measured};
use crate::case::{Allocator, Case};
use crate::figures::AllAllocations;

/// What a request takes beyond one that answers `"ok"`: without the router and what drives it.
pub(crate) fn beyond_ok(allocations: &AllAllocations, case: Case) -> Option<f64> {
    let ok = allocations.get(&Case::usual(Workload::Ok, Variant::Plain))?;
    Some(allocations.get(&case)?.allocations - ok.allocations)
}

pub(super) fn of_allocations(allocations: Option<&AllAllocations>) -> Vec<Claim> {
    let of = |rows| beyond_ok(allocations?, Case::leaderboard(Variant::Borrowed, rows));
    let once = |allocator: Allocator, value: Option<f64>| {
        let value = value?;
        Some(Measured {
            value,
            shown: if allocator == Allocator::System {
                format!("{value:.1}")
            } else {
                String::from("the same")
            },
        })
    };
    let mut claims: Vec<Claim> = [10, 500, 10_000]
        .into_iter()
        .map(|rows| {
            Claim::new(
                format!("allocations: leaderboard of {rows}, borrowed, router aside"),
                Limit::AtMost([4.0; 3]),
                |allocator| once(allocator, of(rows)),
            )
        })
        .collect();
    claims.push(Claim::new(
        "allocations: leaderboard, borrowed, at 10,000 rows − at 10",
        Limit::AtMost([0.0; 3]),
        |allocator| once(allocator, Some(of(10_000)? - of(10)?)),
    ));
    claims
}
