//! Measures what `arena-workloads` has, and writes a report of it.
//!
//! Each instrument has two halves. What is measured runs in a process of its own, one binary for each
//! allocator: [`subject`]. What starts it and reads its figures is in [`instruments`]. From the figures come
//! [`claims`], [`tables`] and [`plots`], and from these the [`report`].

#![forbid(unsafe_code)]

pub mod build;
pub mod case;
pub mod check;
pub mod claims;
pub mod figures;
pub mod instruments;
pub mod machine;
pub mod plots;
pub mod readme;
pub mod report;
pub mod stats;
pub mod subject;
pub mod table;
pub mod tables;

/// What fails here is for a person to read.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
