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

/// Methods of `HashMap`. Its `entry` is known where what it gives is [used up](uses_up_entry).
const MAP: &[&str] = &[
    "clear",
    "contains_key",
    "drain",
    "extend",
    "get",
    "get_key_value",
    "get_mut",
    "insert",
    "into_iter",
    "is_empty",
    "iter",
    "iter_mut",
    "keys",
    "len",
    "remove",
    "remove_entry",
    "reserve",
    "retain",
    "values",
    "values_mut",
];

/// Methods of `HashSet`; those of two sets want both to be of one kind.
const SET: &[&str] = &[
    "clear",
    "contains",
    "drain",
    "extend",
    "get",
    "insert",
    "into_iter",
    "is_empty",
    "iter",
    "len",
    "remove",
    "replace",
    "reserve",
    "retain",
    "take",
];

/// Whether `method` does the same on both sides.
pub(super) fn agrees(shape: Shape, method: &str) -> bool {
    let known = match shape {
        Shape::Text => TEXT,
        Shape::Items => ITEMS,
        Shape::Map => MAP,
        Shape::Set => SET,
    };
    known.binary_search(&method).is_ok()
}

/// Methods of a map's entry that leave nothing of it.
pub(super) fn uses_up_entry(method: &str) -> bool {
    matches!(
        method,
        "or_default" | "or_insert" | "or_insert_with" | "or_insert_with_key"
    )
}

/// Which argument of a vector's `method` becomes one of its elements.
pub(super) fn element_argument(method: &str) -> Option<usize> {
    match method {
        "push" => Some(0),
        "insert" => Some(1),
        _ => None,
    }
}

/// Methods of strings whose arguments may be `&str`, as a text or as a pattern.
pub(super) fn takes_str(method: &str) -> bool {
    matches!(
        method,
        "contains"
            | "ends_with"
            | "eq_ignore_ascii_case"
            | "find"
            | "insert_str"
            | "match_indices"
            | "matches"
            | "push_str"
            | "rfind"
            | "rsplit"
            | "rsplit_once"
            | "rsplitn"
            | "split"
            | "split_inclusive"
            | "split_once"
            | "split_terminator"
            | "splitn"
            | "starts_with"
            | "strip_prefix"
            | "strip_suffix"
            | "trim_end_matches"
            | "trim_matches"
            | "trim_start_matches"
    )
}

/// Methods of vectors that hand their items out, or take others that must be of the same type.
pub(super) fn hands_items_out(method: &str) -> bool {
    !matches!(
        method,
        "clear"
            | "concat"
            | "dedup"
            | "dedup_by"
            | "dedup_by_key"
            | "extend"
            | "insert"
            | "is_empty"
            | "iter"
            | "iter_mut"
            | "join"
            | "len"
            | "push"
            | "reserve"
            | "retain"
            | "retain_mut"
            | "reverse"
            | "rotate_left"
            | "rotate_right"
            | "sort"
            | "sort_by"
            | "sort_by_cached_key"
            | "sort_by_key"
            | "sort_unstable"
            | "sort_unstable_by"
            | "sort_unstable_by_key"
            | "swap"
            | "truncate"
    )
}

/// Methods that find something by a key.
pub(super) fn looks_up(method: &str) -> bool {
    matches!(
        method,
        "contains"
            | "contains_key"
            | "get"
            | "get_key_value"
            | "get_mut"
            | "remove"
            | "remove_entry"
            | "take"
    )
}

/// Methods whose type is told by what is done with what they give.
pub(super) fn gives_any_type(method: &str) -> bool {
    folds(method)
        || matches!(
            method,
            "collect" | "into" | "parse" | "partition" | "product" | "sum" | "try_into" | "unzip"
        )
}

/// Methods that hand their closures what these have made.
pub(super) fn folds(method: &str) -> bool {
    matches!(method, "fold" | "scan" | "try_fold" | "try_rfold" | "rfold")
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

/// Methods of `Iterator` that run it, so that the closures of all adaptors before are done when they are.
pub(super) fn consumes(method: &str) -> bool {
    matches!(
        method,
        "all"
            | "any"
            | "collect"
            | "count"
            | "find"
            | "find_map"
            | "fold"
            | "for_each"
            | "last"
            | "max"
            | "max_by"
            | "max_by_key"
            | "min"
            | "min_by"
            | "min_by_key"
            | "next"
            | "nth"
            | "partition"
            | "position"
            | "product"
            | "reduce"
            | "rposition"
            | "sum"
            | "try_fold"
            | "try_for_each"
            | "unzip"
    )
}

/// Methods in a chain that runs to its end, and of vectors, which call their closures until then.
pub(super) fn calls_before_it_ends(method: &str) -> bool {
    is_in_chains(method)
        || matches!(
            method,
            "binary_search_by"
                | "binary_search_by_key"
                | "dedup_by"
                | "dedup_by_key"
                | "partition_point"
                | "retain"
                | "retain_mut"
                | "sort_by"
                | "sort_by_cached_key"
                | "sort_by_key"
                | "sort_unstable_by"
                | "sort_unstable_by_key"
        )
}

/// Methods that give an iterator and that `Option` and `Result` do not have, or have in other places.
pub(super) fn is_of_iterators_alone(method: &str) -> bool {
    method.starts_with("split")
        || matches!(
            method,
            "bytes"
                | "chain"
                | "char_indices"
                | "chars"
                | "chunks"
                | "drain"
                | "enumerate"
                | "filter_map"
                | "flat_map"
                | "into_iter"
                | "into_keys"
                | "into_values"
                | "iter"
                | "iter_mut"
                | "keys"
                | "lines"
                | "map_while"
                | "matches"
                | "par_iter"
                | "peekable"
                | "rev"
                | "scan"
                | "skip"
                | "skip_while"
                | "step_by"
                | "take_while"
                | "values"
                | "values_mut"
                | "windows"
        )
}

/// Methods of `Iterator`, and those of `Option` and `Result` that may stand in a chain like them.
pub(super) fn is_in_chains(method: &str) -> bool {
    adaptor(method).is_some()
        || consumes(method)
        || matches!(
            method,
            "and_then"
                | "as_deref"
                | "as_ref"
                | "chain"
                | "cloned"
                | "copied"
                | "enumerate"
                | "flat_map"
                | "flatten"
                | "fuse"
                | "map_err"
                | "map_while"
                | "ok_or_else"
                | "or_else"
                | "peekable"
                | "scan"
                | "then"
                | "unwrap_or_else"
                | "zip"
        )
}

/// Methods of `Option` and `Result` alone, which have no closures that are still to be called.
pub(super) fn is_of_the_eager(method: &str) -> bool {
    matches!(
        method,
        "as_deref"
            | "expect"
            | "is_err"
            | "is_none"
            | "is_ok"
            | "is_some"
            | "ok"
            | "ok_or"
            | "ok_or_else"
            | "unwrap"
            | "unwrap_or"
            | "unwrap_or_default"
    )
}

/// Methods of `Iterator` that keep its items to themselves and their closures.
pub(super) fn leaves_items(method: &str) -> bool {
    adaptor(method).is_some()
        || matches!(
            method,
            "all"
                | "and_then"
                | "any"
                | "count"
                | "flat_map"
                | "fold"
                | "for_each"
                | "len"
                | "map_while"
                | "position"
                | "rposition"
                | "try_fold"
                | "try_for_each"
        )
}

/// Methods of vectors that neither hand out nor take items.
pub(super) fn keeps_items(method: &str) -> bool {
    matches!(method, "concat" | "is_empty" | "join" | "len")
}

/// Methods of `Option` that leave it what it is. What `as_ref` gives is followed by itself.
pub(super) fn looks_into_option(method: &str) -> bool {
    matches!(method, "as_deref" | "as_ref" | "is_none" | "is_some")
}

/// Methods that compare two items.
pub(super) fn compares_items(method: &str) -> bool {
    matches!(
        method,
        "dedup_by" | "max_by" | "min_by" | "sort_by" | "sort_unstable_by"
    )
}

/// Methods of `Option` and `Result` that call their closures at once and that no lazy type has.
pub(super) fn calls_at_once(method: &str) -> bool {
    matches!(
        method,
        "is_none_or" | "is_ok_and" | "is_some_and" | "map_or" | "map_or_else"
    )
}

/// Functions and methods of std that are generic and take the type they are given a reference to.
pub(super) fn wants_the_very_type(callee: &str) -> bool {
    matches!(
        callee.rsplit("::").next().unwrap_or(callee),
        "append"
            | "binary_search"
            | "chain"
            | "clone_from"
            | "cloned"
            | "cmp"
            | "contains"
            | "entry"
            | "eq"
            | "extend"
            | "extend_from_slice"
            | "from"
            | "from_ref"
            | "get_or_insert"
            | "insert"
            | "into"
            | "max"
            | "min"
            | "ne"
            | "or"
            | "partial_cmp"
            | "push"
            | "push_back"
            | "push_front"
            | "starts_with"
            | "ends_with"
            | "to_value"
            | "type_of_val"
            | "size_of_val"
            | "unwrap_or"
            | "zip"
    )
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
