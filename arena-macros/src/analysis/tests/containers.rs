//! Verdicts on what comes out of options, stays in them, or is a map or set.

use super::super::Reason::{
    FixedByDeclaration, GivenTo, InClosure, LentTo, MustUnify, OutOfSight, ReturnedOwned,
    UnknownMethod,
};
use super::{NAME, is_temporary, stays_on_the_heap};

#[test]
fn what_options_hold_is_followed() {
    for body in [
        "let s = b.map(|x| x.to_string()).unwrap_or(a.to_string()); s.len()",
        "let s = b.map(|x| format!(\"{x}\")).unwrap_or_else(|| String::new()); s.len()",
        "let s = b.map(|x| x.to_string()).ok_or(E::Missing)?; s.len()",
        "let s = b.map(|x| x.to_string()).unwrap_or_default(); s.len()",
        "let o = b.map(|x| x.to_string()).clone(); o.is_some()",
        "let o = b.map(|x| x.to_string()); f(o.as_deref()); o.is_some()",
        "let o = b.map(|x| x.to_string()); if let Some(s) = &o { f(s.len()) } b",
        "let o = Some(a.to_string()); match o { Some(s) => s.len(), None => 0 }",
        "let o = b.map(|x| x.to_string()); o.as_ref().map(|s| s.len()).unwrap_or(0)",
        "b.map_err(|e| e.to_string().len())?",
        "b.and_then(|x| x.to_string().parse().ok()).is_some()",
        "for (x, y) in a.iter().zip(b.iter().map(|y| y.to_string().len())) { f(x, y); } b",
    ] {
        is_temporary(body);
    }
}

#[test]
fn options_that_go_elsewhere_hold_std_values() {
    let given = GivenTo(NAME);
    for (body, reason) in [
        (
            "let s = b.map(|x| -> String { x.to_string() }).unwrap_or(a.to_string()); f(s)",
            given,
        ),
        (
            "let s = b.map(|x| x.to_string()).unwrap_or(c); s.len()",
            MustUnify,
        ),
        (
            "let s = b.map(|x| x.to_string()).unwrap_or_default(); f(s)",
            given,
        ),
        ("let o = b.map(|x| x.to_string()); f(o)", given),
        (
            "let o = b.map(|x| x.to_string()); if let Some(s) = o { f(s) } b",
            given,
        ),
        (
            "let o = b.map(|x| x.to_string()); if let Some(Wrapper(s)) = &o { s.len() } b",
            FixedByDeclaration,
        ),
        (
            "let o = b.map(|x| x.to_string()); let s = o.unwrap(); s.len()",
            OutOfSight,
        ),
        (
            "let mut o = Some(a.to_string()); o = b; o.is_some()",
            MustUnify,
        ),
        (
            "let o: Option<String> = b.map(|x| x.to_string()); o.is_some()",
            InClosure,
        ),
    ] {
        stays_on_the_heap(body, reason);
    }
}

#[test]
fn maps_and_sets_that_stay_are_made_in_the_arena() {
    for body in [
        "let mut m = HashMap::new(); m.insert(a, 1); for (k, v) in &m { f(k, v); } m.len()",
        "let mut m: HashMap<A, B> = HashMap::new(); *m.entry(a).or_default() += 1; m[&b]",
        "let mut m = HashMap::with_capacity(9); m.entry(a).and_modify(|n| *n += 1).or_insert(1); m.get(&b).copied()",
        "let m = a.iter().map(|x| (x, 1)).collect::<HashMap<_, _>>(); m.into_iter().map(f).sum()",
        "let m: HashSet<_> = a.iter().collect(); m.contains(b)",
        "let m = HashSet::from([1, 2]); println!(\"{m:?}\"); m.iter().sum()",
    ] {
        is_temporary(body);
    }
}

#[test]
fn maps_and_sets_that_go_elsewhere_are_std_ones() {
    let given = GivenTo(NAME);
    let lent = LentTo(NAME);
    let unknown_method = UnknownMethod(NAME);
    for (body, reason) in [
        ("let m = HashMap::new(); f(m)", given),
        ("let m = HashMap::new(); f(&m)", lent),
        ("HashMap::new()", ReturnedOwned),
        ("let m = HashMap::new(); m.clone().len()", unknown_method),
        ("let mut m = HashMap::new(); f(m.entry(a))", unknown_method),
        (
            "let mut m = HashMap::new(); match m.entry(a) { _ => b }",
            unknown_method,
        ),
        (
            "let m = HashSet::new(); m.union(&b).count()",
            unknown_method,
        ),
        (
            "let m = if a { HashMap::new() } else { b }; m.len()",
            MustUnify,
        ),
        (
            "let m = HashMap::new(); if m == b { 1 } else { 2 }",
            OutOfSight,
        ),
    ] {
        stays_on_the_heap(body, reason);
    }
}
