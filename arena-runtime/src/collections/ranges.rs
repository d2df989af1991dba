//! What a range such as `..3` or `1..=2` stands for in something of a given length.

use std::ops::{Bound, Range, RangeBounds};

/// `range` as the two positions that it stands for among `len`. Whether they are inside is left to where
/// they are used.
pub(super) fn positions(range: &impl RangeBounds<usize>, len: usize) -> Range<usize> {
    let after = |position: usize| {
        position
            .checked_add(1)
            .expect("a range that does not go to the end of the address space")
    };
    let start = match range.start_bound() {
        Bound::Included(&first) => first,
        Bound::Excluded(&before) => after(before),
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(&last) => after(last),
        Bound::Excluded(&end) => end,
        Bound::Unbounded => len,
    };
    start..end
}
