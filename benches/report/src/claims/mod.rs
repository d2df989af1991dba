//! What the project claims of its speed, and whether the figures bear it out.

pub(crate) mod of_allocations;
mod of_instructions;
mod of_load;
mod of_time;

use crate::case::Allocator;
use crate::figures::All;
use crate::stats::Spread;
use crate::table::Table;

pub use self::of_instructions::of_instructions;

/// A claim, and what was measured under each allocator.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is claimed.
    pub text: String,
    /// Within which limit.
    pub limit: Limit,
    /// As far as it was measured.
    pub measured: Vec<(Allocator, Measured)>,
}

/// What a figure has to be; under each allocator in the order of [`Allocator::ALL`].
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// No more than this.
    AtMost([f64; 3]),
    /// No less than this.
    AtLeast([f64; 3]),
    /// Anything: it is only reported.
    None,
}

/// A figure, and how it is shown.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What is compared to the limit.
    pub value: f64,
    /// With spread or place.
    pub shown: String,
}

impl From<Spread> for Measured {
    fn from(spread: Spread) -> Self {
        Self {
            value: spread.median,
            shown: format!("{spread:.3}"),
        }
    }
}

impl Claim {
    fn new(
        text: impl Into<String>,
        limit: Limit,
        mut measure: impl FnMut(Allocator) -> Option<Measured>,
    ) -> Self {
        let measured = Allocator::ALL.into_iter();
        Self {
            text: text.into(),
            limit,
            measured: measured
                .filter_map(|allocator| Some((allocator, measure(allocator)?)))
                .collect(),
        }
    }

    /// Under which allocators it is not borne out.
    #[must_use]
    pub fn missed(&self) -> Vec<Allocator> {
        let missed = self.measured.iter().filter(|(allocator, measured)| {
            let index = *allocator as usize;
            match self.limit {
                Limit::AtMost(limits) => measured.value > limits[index],
                Limit::AtLeast(limits) => measured.value < limits[index],
                Limit::None => false,
            }
        });
        missed.map(|&(allocator, _)| allocator).collect()
    }

    fn verdict(&self) -> String {
        let missed = self.missed();
        if self.measured.is_empty() {
            String::from("not measured")
        } else if matches!(self.limit, Limit::None) {
            String::from("—")
        } else if missed.is_empty() {
            String::from("met")
        } else if missed.len() == self.measured.len() {
            String::from("**missed**")
        } else {
            let names: Vec<&str> = missed.iter().map(|missed| missed.name()).collect();
            format!("**missed** ({})", names.join(", "))
        }
    }

    fn limit(&self) -> String {
        let (sign, limits) = match self.limit {
            Limit::AtMost(limits) => ("≤", limits),
            Limit::AtLeast(limits) => ("≥", limits),
            Limit::None => return String::from("—"),
        };
        let mut limits: Vec<String> = limits
            .iter()
            .map(|limit| {
                if *limit >= 2.0 {
                    format!("{limit:.0}")
                } else {
                    format!("{limit:.2}")
                }
            })
            .collect();
        limits.dedup();
        format!("{sign} {}", limits.join(" / "))
    }
}

/// All claims.
#[must_use]
pub fn all(figures: &All) -> Vec<Claim> {
    let mut claims = of_time::of_time(figures.time.as_ref().map(|run| &run.figures));
    claims.extend(of_instructions(
        figures.instructions.as_ref().map(|run| &run.figures),
    ));
    claims.extend(of_allocations::of_allocations(
        figures.allocations.as_ref().map(|run| &run.figures),
    ));
    claims.extend(of_load::of_load(
        figures.load.as_ref().map(|run| &run.figures),
    ));
    claims
}

/// As a table, under these allocators.
#[must_use]
pub fn table(claims: &[Claim], allocators: &[Allocator]) -> Table {
    let mut columns = vec!["claim", "limit"];
    columns.extend(allocators.iter().map(|allocator| allocator.name()));
    columns.push("verdict");
    let mut table = Table::new(columns);
    for claim in claims {
        let mut row = vec![claim.text.clone(), claim.limit()];
        row.extend(allocators.iter().map(|allocator| {
            let measured = claim.measured.iter().find(|(of, _)| of == allocator);
            measured.map_or_else(|| String::from("—"), |(_, measured)| measured.shown.clone())
        }));
        row.push(claim.verdict());
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(limit: Limit, values: [f64; 3]) -> Claim {
        Claim::new("it", limit, |allocator| {
            let value = values[allocator as usize];
            Some(Measured {
                value,
                shown: value.to_string(),
            })
        })
    }

    #[test]
    fn limits_hold_under_each_allocator() {
        let met = claim(Limit::AtMost([0.4, 0.45, 0.45]), [0.4, 0.41, 0.45]);
        assert_eq!(met.verdict(), "met");
        assert_eq!(met.limit(), "≤ 0.40 / 0.45");
        let missed = claim(Limit::AtLeast([1.5; 3]), [1.5, 1.4, 2.0]);
        assert_eq!(missed.verdict(), "**missed** (mimalloc)");
        assert_eq!(
            claim(Limit::AtMost([4.0; 3]), [5.0; 3]).verdict(),
            "**missed**"
        );
    }
}
