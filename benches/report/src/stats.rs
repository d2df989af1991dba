//! Figures out of samples: what is compared are ratios of what was measured side by side, in one round.

use std::fmt;

/// The middle of some samples, and how far they reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The smallest.
    pub low: f64,
    /// The middle one.
    pub median: f64,
    /// The largest.
    pub high: f64,
}

impl Spread {
    /// Of samples of which there is at least one.
    #[must_use]
    pub fn of(samples: &[f64]) -> Option<Self> {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (*sorted.first()?, *sorted.last()?);
        let middle = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 {
            sorted[middle]
        } else {
            f64::midpoint(sorted[middle - 1], sorted[middle])
        };
        Some(Self { low, median, high })
    }

    /// Of the ratios, round by round.
    #[must_use]
    pub fn of_ratios(samples: &[f64], to: &[f64]) -> Option<Self> {
        Self::of(&ratios(samples, to))
    }
}

impl fmt::Display for Spread {
    /// With two decimals unless told; without the spread where there is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = f.precision().unwrap_or(2);
        write!(f, "{:.decimals$}", self.median)?;
        if self.low < self.high {
            write!(f, " ({:.decimals$}–{:.decimals$})", self.low, self.high)?;
        }
        Ok(())
    }
}

/// The ratios, round by round.
#[must_use]
pub fn ratios(samples: &[f64], to: &[f64]) -> Vec<f64> {
    let pairs = samples.iter().zip(to);
    pairs.map(|(sample, to)| sample / to).collect()
}

/// The geometric mean, round by round, of several ratios.
#[must_use]
pub fn geometric_means(ratios: &[Vec<f64>]) -> Vec<f64> {
    let rounds = ratios.iter().map(Vec::len).min().unwrap_or(0);
    let mean = |round: usize| {
        let logarithms = ratios.iter().map(|of_one| of_one[round].ln());
        #[expect(clippy::cast_precision_loss, reason = "there are a few")]
        let count = ratios.len() as f64;
        (logarithms.sum::<f64>() / count).exp()
    };
    (0..rounds).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_round_by_round() {
        let spread = Spread::of_ratios(&[1.0, 4.0, 3.0], &[2.0, 4.0, 4.0]).unwrap();
        assert_eq!((spread.low, spread.median, spread.high), (0.5, 0.75, 1.0));
        assert_eq!(spread.to_string(), "0.75 (0.50–1.00)");
        let means = geometric_means(&[vec![1.0, 2.0], vec![4.0, 8.0]]);
        assert!((means[0] - 2.0).abs() < 1e-9 && (means[1] - 4.0).abs() < 1e-9);
    }

    #[test]
    fn no_samples_have_no_spread() {
        assert_eq!(Spread::of(&[]), None);
    }
}
