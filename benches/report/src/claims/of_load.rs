//! Claims of servers under load.

use arena_workloads::{Variant, Workload};

use super::{Claim, Limit};
use crate::case::Case;
use crate::figures::{Load, Loads};
use crate::stats::Spread;
use crate::tables::of_load::ratio_of;

pub(super) fn of_load(loads: Option<&Loads>) -> Vec<Claim> {
    let claim = |what: &str, limit, figure: fn(&Load) -> f64| {
        let text = format!("load: leaderboard of 500, {what}, borrowed / plain");
        Claim::new(text, limit, |allocator| {
            let case = Case::usual(Workload::Leaderboard, Variant::Borrowed);
            let ratio: Spread = ratio_of(loads?, allocator, case, figure)?;
            Some(ratio.into())
        })
    };
    vec![
        claim("requests a second", Limit::AtLeast([1.5; 3]), |load| {
            load.rate
        }),
        claim("p99", Limit::AtMost([0.7; 3]), |load| load.p99),
        claim("memory", Limit::AtMost([1.1; 3]), |load| load.rss),
    ]
}
