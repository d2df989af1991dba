//! Claims of time a request.

use arena_workloads::Variant;

use super::{Claim, Limit};
use crate::case::Case;
use crate::figures::{Time, hot_mean, ratio_to};

pub(super) fn of_time(time: Option<&Time>) -> Vec<Claim> {
    vec![
        Claim::new(
            "time: leaderboard of 500, borrowed / plain",
            Limit::AtMost([0.40, 0.45, 0.45]),
            |allocator| {
                let case = Case::leaderboard(Variant::Borrowed, 500);
                Some(ratio_to(time?, allocator, case, Variant::Plain)?.into())
            },
        ),
        Claim::new(
            "time: geometric mean of the four hot workloads, borrowed / plain",
            Limit::AtMost([0.50; 3]),
            |allocator| Some(hot_mean(time?, allocator, Variant::Borrowed, Variant::Plain)?.into()),
        ),
    ]
}
