//! Keys that are lent to lookups.

use super::Reason::{GivenTo, LentTo};
use super::{NAME, is_temporary, stays_on_the_heap};

#[test]
fn keys_that_are_only_looked_up_move_to_the_arena() {
    for body in [
        "let k = format!(\"{a}\"); b.get(&k).copied()",
        "let k = format!(\"{a}\"); self.map.contains_key(&k)",
        "let k = format!(\"{a}\"); let Some(x) = b.rates.get(&k) else { return b; }; x.len()",
        "let k = format!(\"{a}\"); if let Some(x) = b.0.get_mut(&k) { *x += 1; } b.remove(&k); b",
        "b.get(&a.to_string()).copied()",
        "let k = a.to_string(); (*b.rates).take(&k); if k == \"x\" { return b; } println!(\"{k}\"); b",
        "let k = a.to_string(); b.read().unwrap().get(&k).cloned()",
        "let k = a.to_string(); if let Some(x) = b.lock().await.rates.get(&k) { f(x); } b",
        "b.load()?.remove_entry(&format!(\"{a}\")); b",
        "let k = a.to_string(); for x in b.iter().filter(|x| x.lock().contains(&k)) { f(x); } b",
        "let m = &b.map; let k = a.to_string(); m.get(&k); b",
        "let m = Arc::new(b.map()); let k = a.to_string(); m.get(&k); b",
        "let m: BTreeMap<String, B> = a.collect(); m.get(&a.to_string()); b",
        "while let Some(x) = b.get(&a.to_string()) { f(x); } b",
        "let k = a.to_string(); spawn(async { b.get(&k) }); b",
        "tokio::select! { x = f(b) => b.get(&a.to_string()), }",
    ] {
        is_temporary(body);
    }
}

#[test]
fn keys_of_which_more_is_wanted_stay_on_the_heap() {
    let lent = LentTo(NAME);
    let given = GivenTo(NAME);
    for (body, reason) in [
        // They go elsewhere, too.
        (
            "let k = a.to_string(); if !b.contains_key(&k) { b.insert(k, 1); } b",
            given,
        ),
        ("let k = a.to_string(); b.get(&k); f(&k)", lent),
        // They change between two lookups.
        (
            "let mut k = a.to_string(); b.get(&k); k.push('x'); b.get(&k); b",
            lent,
        ),
        // Not a lookup, or one of a kind.
        ("let k = a.to_string(); b.look(&k)", lent),
        ("let k = a.to_string(); b.get(&k, 1)", lent),
        ("let k = a.to_string(); b.get::<String>(&k)", lent),
        // What is asked has its type from what comes later, or cannot be named twice.
        (
            "let mut m = BTreeMap::new(); m.get(&a.to_string()); b",
            lent,
        ),
        (
            "let m: BTreeMap<_, _> = b.into(); m.get(&a.to_string()); b",
            lent,
        ),
        (
            "let m = Mutex::new(BTreeMap::new()); m.lock().unwrap().get(&a.to_string()); b",
            lent,
        ),
        (
            "let (x, y) = (BTreeMap::new(), 1); x.get(&a.to_string()); b",
            lent,
        ),
        ("let m = m! {}; m.get(&a.to_string()); b", lent),
        (
            "b.fold(BTreeMap::new(), |m, x| { let k = a.to_string(); m.get(&k); m }); b",
            lent,
        ),
        ("b[0].get(&a.to_string()); b", lent),
        ("{ b }.get(&a.to_string()); b", lent),
        // There is no statement for it.
        ("while b.read().contains(&a.to_string()) { f(); } b", lent),
        (
            "tokio::select! { x = f(b) => b.read().get(&a.to_string()), }",
            lent,
        ),
    ] {
        stays_on_the_heap(body, reason);
    }
}
