//! Keys that are lent to lookups: the expansion is as free of warnings as what was written, wherever it stands.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, RwLock};

use arena_runtime::{Json, RequestContext, arena_fn, arena_handler};
use axum::extract::{Path, State};
use axum::{Router, routing::get};

#[derive(Clone, Default)]
struct App(Arc<Shared>);

#[derive(Default)]
struct Shared {
    rates: HashMap<String, u64>,
    names: RwLock<HashSet<String>>,
    tables: Mutex<Tables>,
    later: tokio::sync::RwLock<BTreeMap<String, String>>,
}

#[derive(Default)]
struct Tables {
    totals: HashMap<String, u64>,
    sorted: (BTreeMap<String, u64>, u8),
}

#[arena_handler]
async fn places(State(App(app)): State<App>, Path((kind, name)): Path<(String, String)>) -> String {
    let key = format!("{kind}:{name}");
    let Some(rate) = app.rates.get(&key) else {
        return String::new();
    };
    let mut own = app.rates.clone();
    if let Some(rate) = own.get_mut(&key) {
        *rate += 1;
    }
    while own.contains_key(&format!("{kind}/{name}")) {
        own.remove(&key);
        tokio::task::yield_now().await;
        own.remove(&format!("{kind}/{name}"));
    }
    let shown = match own.get(&name.to_uppercase()) {
        Some(found) => found.to_string(),
        None => rate.to_string(),
    };
    shown.len().to_string()
}

#[arena_handler]
async fn guards(State(App(app)): State<App>, Path((kind, name)): Path<(String, String)>) -> String {
    let key = format!("{kind}:{name}");
    let known = app.names.read().unwrap().contains(&key);
    let total = app.tables.lock().unwrap().totals.remove(&key);
    let sorted = app.tables.lock().unwrap().sorted.0.get(&format!("{name}:{kind}")).copied();
    let text = app.later.read().await.get(&key).map_or(0, String::len);
    if let Some(found) = app.later.write().await.get_mut(&key) {
        found.push_str(&kind);
    }
    let among = ["a", "b"].iter().filter(|letter| {
        app.names.read().unwrap().contains(&key) || letter.len() > 3
    });
    let among = among.count() + ["a"].iter().map(|_| usize::from(app.names.read().unwrap().contains(&key))).sum::<usize>();
    app.later.write().await.remove(&key);
    let last = (*app.names.write().unwrap()).take(&key).is_some();
    [u64::from(known), total.unwrap_or_default(), sorted.unwrap_or_default(), text as u64, among as u64, u64::from(last)]
        .iter()
        .sum::<u64>()
        .to_string()
}

#[arena_handler]
async fn answered(State(App(app)): State<App>, Path(name): Path<String>) -> Json<Vec<&'_ str>> {
    let key = format!("{name}!");
    if app.rates.contains_key(&key) {
        return Json(vec![key]);
    }
    Json(Vec::new())
}

#[arena_handler]
async fn at_the_end(State(App(app)): State<App>, Path(name): Path<String>) -> Json<Option<u64>> {
    Json(app.tables.lock().unwrap().totals.get(&format!("{name}!")).copied())
}

// As it is in many a project.
#[allow(clippy::ptr_arg)]
trait Find {
    fn get(&self, name: &String) -> usize;
}

impl Find for [u8] {
    fn get(&self, name: &String) -> usize {
        self.len() + name.len()
    }
}

#[arena_fn]
fn generic<F: Find + ?Sized, K: std::borrow::Borrow<String> + std::hash::Hash + Eq>(
    ctx: &RequestContext,
    find: &F,
    map: &HashMap<K, usize>,
    id: u32,
) -> usize {
    let key = format!("{id}");
    ctx.alloc_str("7").len() + find.get(&key) + map.get(&key).copied().unwrap_or(7)
}

fn main() {
    let _: Router = Router::new()
        .route("/{kind}/{name}", get(places))
        .route("/g/{kind}/{name}", get(guards))
        .route("/a/{name}", get(answered))
        .route("/e/{name}", get(at_the_end))
        .with_state(App::default());
    let map = HashMap::from([("12".to_owned(), 5)]);
    assert_eq!(generic(&RequestContext::new(), &[1_u8, 2][..], &map, 12), 10);
}
