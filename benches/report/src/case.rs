//! What is measured: a workload in one variant at one size, under an allocator.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use arena_workloads::{Variant, Workload};
use serde::{Deserialize, Serialize};

/// The sizes at which the leaderboard's growth is looked at.
pub const GROWTH: [usize; 9] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];

/// One endpoint at one size, written as `leaderboard/plain/500`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Case {
    /// The endpoint.
    pub workload: Workload,
    /// Its size.
    pub size: usize,
    /// How it is written.
    pub variant: Variant,
}

impl Case {
    /// At the size that figures are given for.
    #[must_use]
    pub fn usual(workload: Workload, variant: Variant) -> Self {
        Self {
            workload,
            size: workload.usual_size(),
            variant,
        }
    }

    /// The leaderboard, of so many rows.
    #[must_use]
    pub fn leaderboard(variant: Variant, size: usize) -> Self {
        Self {
            workload: Workload::Leaderboard,
            size,
            variant,
        }
    }

    /// The same, written otherwise.
    #[must_use]
    pub fn written(self, variant: Variant) -> Self {
        Self { variant, ..self }
    }

    /// All workloads in all their variants.
    #[must_use]
    pub fn all_usual() -> Vec<Self> {
        let workloads = Workload::ALL.into_iter();
        workloads
            .flat_map(|workload| {
                let variants = workload.variants().iter();
                variants.map(move |&variant| Self::usual(workload, variant))
            })
            .collect()
    }

    /// The leaderboard at each size.
    #[must_use]
    pub fn growth() -> Vec<Self> {
        const VARIANTS: [Variant; 4] = [
            Variant::Plain,
            Variant::Annotated,
            Variant::Borrowed,
            Variant::Bumpalo,
        ];
        let sizes = GROWTH.into_iter();
        sizes
            .flat_map(|size| VARIANTS.map(|variant| Self::leaderboard(variant, size)))
            .collect()
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (workload, variant) = (self.workload.name(), self.variant.name());
        write!(f, "{workload}/{variant}/{}", self.size)
    }
}

impl FromStr for Case {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('/');
        let (Some(workload), Some(variant), Some(size), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(format!("`{text}` is no workload/variant/size"));
        };
        Ok(Self {
            workload: workload.parse()?,
            variant: variant.parse()?,
            size: size.parse().map_err(|_| format!("no size: `{size}`"))?,
        })
    }
}

impl From<Case> for String {
    fn from(case: Case) -> Self {
        case.to_string()
    }
}

impl TryFrom<String> for Case {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// What stands under both sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Allocator {
    /// glibc's.
    System,
    /// mimalloc.
    Mimalloc,
    /// jemalloc.
    Jemalloc,
}

impl Allocator {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Mimalloc, Self::Jemalloc];

    /// The name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Mimalloc => "mimalloc",
            Self::Jemalloc => "jemalloc",
        }
    }

    /// The binary of what is measured.
    pub(crate) fn binary(self) -> PathBuf {
        crate::build::binary(&format!("arena-report-{}", self.name()))
    }
}
