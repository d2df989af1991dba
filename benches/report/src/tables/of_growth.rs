//! The leaderboard as it grows, and from where on annotating pays.

use arena_workloads::Variant;

use crate::case::{Allocator, Case, GROWTH};
use crate::figures::{Time, ratio_to};
use crate::stats::Spread;
use crate::table::{Table, grouped};

/// What the plain leaderboard is compared to at each size.
pub const COMPARED: [Variant; 3] = [Variant::Annotated, Variant::Borrowed, Variant::Bumpalo];

/// The leaderboard's time by rows.
#[must_use]
pub fn of_growth(time: &Time, allocator: Allocator) -> Table {
    let mut columns = vec!["rows", "plain, µs"];
    columns.extend(COMPARED.iter().map(|variant| variant.name()));
    let mut table = Table::new(columns);
    for rows in GROWTH {
        let case = Case::leaderboard(Variant::Plain, rows);
        let plain = time
            .get(&allocator)
            .and_then(|of_allocator| Spread::of(of_allocator.get(&case)?));
        let plain = plain.map_or_else(String::new, |plain| format!("{:.1}", plain.median / 1e3));
        #[expect(clippy::cast_precision_loss, reason = "at most 10,000")]
        let mut row = vec![grouped(rows as f64), plain];
        row.extend(COMPARED.iter().map(|&variant| {
            let ratio = ratio_to(time, allocator, case.written(variant), Variant::Plain);
            ratio.map_or_else(String::new, |ratio| ratio.to_string())
        }));
        table.row(row);
    }
    table
}

/// The smallest size from which on a variant was faster than plain in every round.
#[must_use]
pub fn pays_from(time: &Time, allocator: Allocator, variant: Variant) -> Option<usize> {
    let faster = |rows: &usize| {
        let case = Case::leaderboard(variant, *rows);
        ratio_to(time, allocator, case, Variant::Plain).is_some_and(|ratio| ratio.high < 1.0)
    };
    let mut sizes = GROWTH.into_iter().rev().take_while(faster);
    let largest = sizes.next()?;
    Some(sizes.last().unwrap_or(largest))
}
