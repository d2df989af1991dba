//! Closed lists of methods: those that are the same, by name, types and effect, on a std value and on
//! its arena twin. A method that is not listed keeps its receiver on the heap.
//!
//! Left out on purpose: methods whose result shows the allocation (`capacity`, `as_ptr`), whose result
//! type names the std type (`clone`, `to_owned`, `into_bytes`), or whose meaning depends on types that
//! cannot be seen (`as_ref`, `borrow`, `into`, `eq`, `cmp`).

use super::site::Shape;

/// Methods of `str` and `String`.
const TEXT: &[&str] = &[
    "as_bytes",
    "as_mut_str",
    "as_str",
    "bytes",
    "char_indices",
    "chars",
    "clear",
    "contains",
    "ends_with",
    "eq_ignore_ascii_case",
    "find",
    "get",
    "insert",
    "insert_str",
    "is_ascii",
    "is_char_boundary",
    "is_empty",
    "len",
    "lines",
    "make_ascii_lowercase",
    "make_ascii_uppercase",
    "match_indices",
    "matches",
    "parse",
    "pop",
    "push",
    "push_str",
    "remove",
    "repeat",
    "replace",
    "replacen",
    "reserve",
    "retain",
    "rfind",
    "rsplit",
    "rsplit_once",
    "rsplitn",
    "split",
    "split_ascii_whitespace",
    "split_at",
    "split_inclusive",
    "split_once",
    "split_terminator",
    "split_whitespace",
    "splitn",
    "starts_with",
    "strip_prefix",
    "strip_suffix",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "to_lowercase",
    "to_uppercase",
    "trim",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
    "truncate",
];

/// Methods of slices and `Vec`.
const ITEMS: &[&str] = &[
    "as_mut_slice",
    "as_slice",
    "binary_search",
    "binary_search_by",
    "binary_search_by_key",
    "chunks",
    "chunks_exact",
    "clear",
    "concat",
    "contains",
    "dedup",
    "dedup_by",
    "dedup_by_key",
    "ends_with",
    "extend",
    "extend_from_slice",
    "fill",
    "first",
    "first_mut",
    "get",
    "get_mut",
    "insert",
    "is_empty",
    "iter",
    "iter_mut",
    "join",
    "last",
    "last_mut",
    "len",
    "partition_point",
    "pop",
    "push",
    "remove",
    "reserve",
    "resize",
    "retain",
    "retain_mut",
    "reverse",
    "rotate_left",
    "rotate_right",
    "sort",
    "sort_by",
    "sort_by_cached_key",
    "sort_by_key",
    "sort_unstable",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "split_at",
    "split_first",
    "split_last",
    "starts_with",
    "swap",
    "swap_remove",
    "to_vec",
    "truncate",
    "windows",
];

/// Whether `method` does the same on both sides.
pub(super) fn agrees(shape: Shape, method: &str) -> bool {
    let known = match shape {
        Shape::Text => TEXT,
        Shape::Items => ITEMS,
    };
    known.binary_search(&method).is_ok()
}

/// Which argument of a vector's `method` becomes one of its elements.
pub(super) fn element_argument(method: &str) -> Option<usize> {
    match method {
        "push" => Some(0),
        "insert" => Some(1),
        _ => None,
    }
}

/// Methods of strings that take a `&str` as their `argument`th argument.
pub(super) fn takes_str(method: &str, argument: usize) -> bool {
    matches!((method, argument), ("push_str", 0) | ("insert_str", 1))
}

/// What an iterator adaptor does with the items that flow through it.
pub(super) enum Adaptor {
    /// Its closure makes the items that flow on.
    Makes,
    /// Items flow through as they are.
    Passes,
}

/// Adaptors of `Iterator` through which items are followed back to where they are made.
pub(super) fn adaptor(method: &str) -> Option<Adaptor> {
    match method {
        "map" | "filter_map" => Some(Adaptor::Makes),
        "filter" | "inspect" | "rev" | "skip" | "skip_while" | "step_by" | "take"
        | "take_while" => Some(Adaptor::Passes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ITEMS, TEXT};

    #[test]
    fn lists_are_sorted_for_the_search() {
        assert!(TEXT.is_sorted());
        assert!(ITEMS.is_sorted());
    }
}
