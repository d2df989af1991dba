//! The figures as tables.

pub mod of_allocations;
pub mod of_growth;
pub mod of_load;
pub mod of_ratios;
