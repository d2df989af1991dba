//! Keys that are looked up in what the macro cannot see.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::future::Future;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, RwLock};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::*;

struct Rates {
    by_name: HashMap<String, u64>,
    sorted: BTreeMap<String, u64>,
    names: HashSet<String>,
    ordered: BTreeSet<String>,
    nested: Inner,
}

struct Inner(HashMap<String, String>, Vec<String>);

const NAMES: [&str; 5] = [
    "1:a",
    "2:Ada,Grace,Edsger",
    "3:  spaced  out ",
    "7:größe",
    "0:",
];

fn rates() -> Rates {
    let pairs = || {
        NAMES
            .iter()
            .zip(10..)
            .map(|(name, rate)| ((*name).to_owned(), rate))
    };
    let names = || NAMES.iter().map(|name| (*name).to_owned());
    Rates {
        by_name: pairs().collect(),
        sorted: pairs().collect(),
        names: names().collect(),
        ordered: names().collect(),
        nested: Inner(
            names().map(|name| (name.clone(), name)).collect(),
            names().collect(),
        ),
    }
}

static RATES: LazyLock<Rates> = LazyLock::new(rates);
static MAP: LazyLock<HashMap<String, u64>> = LazyLock::new(|| rates().by_name);
static LATE: OnceLock<HashMap<String, u64>> = OnceLock::new();

struct App {
    shared: RwLock<HashMap<String, u64>>,
    locked: Mutex<Rates>,
    shared_later: tokio::sync::RwLock<HashMap<String, u64>>,
    locked_later: tokio::sync::Mutex<Rates>,
}

fn app() -> Arc<App> {
    Arc::new(App {
        shared: RwLock::new(rates().by_name),
        locked: Mutex::new(rates()),
        shared_later: tokio::sync::RwLock::new(rates().by_name),
        locked_later: tokio::sync::Mutex::new(rates()),
    })
}

/// Wants the one type it names, and what is found borrows from both.
#[derive(Default)]
struct Registry {
    entries: Vec<(String, u64)>,
    asked: Vec<String>,
}

impl Registry {
    fn get<'found>(&'found self, name: &'found String) -> Option<(&'found String, u64)> {
        let found = self.entries.iter().find(|entry| entry.0 == *name)?;
        Some((name, found.1))
    }

    fn get_mut(&mut self, name: &String) -> Option<&mut u64> {
        self.asked.push(name.clone());
        let found = self.entries.iter_mut().find(|entry| entry.0 == *name)?;
        Some(&mut found.1)
    }

    fn take(self, name: &String) -> Option<u64> {
        self.get(name).map(|found| found.1)
    }

    fn contains(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.0 == name)
    }

    fn contains_key<N: AsRef<str> + ?Sized>(&self, name: &N) -> bool {
        self.contains(name.as_ref())
    }

    async fn remove(&mut self, name: &String) -> usize {
        pause().await;
        self.entries.retain(|entry| entry.0 != *name);
        self.entries.len()
    }

    fn remove_entry(&self, name: impl Into<String>) -> String {
        let name: String = name.into();
        format!("{name}{}", self.entries.len())
    }

    fn get_key_value(&self, name: &(impl ToString + ?Sized)) -> String {
        format!("{}{}", name.to_string(), self.entries.len())
    }
}

fn registry() -> Registry {
    Registry {
        entries: rates().by_name.into_iter().collect(),
        asked: Vec::new(),
    }
}

/// Derefs to a map and has a `get` of its own.
struct Cache(HashMap<String, u64>);

impl Deref for Cache {
    type Target = HashMap<String, u64>;

    fn deref(&self) -> &HashMap<String, u64> {
        &self.0
    }
}

impl Cache {
    fn get(&self, name: &String) -> Option<u64> {
        self.0.get(name).map(|rate| rate + 1000)
    }
}

/// Has no method of its own.
struct Behind(HashMap<String, u64>);

impl Deref for Behind {
    type Target = HashMap<String, u64>;

    fn deref(&self) -> &HashMap<String, u64> {
        &self.0
    }
}

trait Lookup {
    fn get(&self, name: &String) -> usize;
}

impl Lookup for usize {
    fn get(&self, name: &String) -> usize {
        self + name.len()
    }
}

fn some_lookup() -> impl Lookup {
    7_usize
}

/// Gives maps a method that sets have.
trait MapContains {
    fn contains(&self, name: &String) -> bool;
}

impl MapContains for HashMap<String, u64> {
    fn contains(&self, name: &String) -> bool {
        self.contains_key(name)
    }
}

#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Id(String);

impl std::borrow::Borrow<String> for Id {
    fn borrow(&self) -> &String {
        &self.0
    }
}

fn by_reference(names: &[String]) -> HashMap<&String, usize> {
    names.iter().zip(0..).collect()
}

fn by_id(names: &[String]) -> HashMap<Id, usize> {
    names.iter().cloned().map(Id).zip(0..).collect()
}

#[derive(Clone, Copy)]
struct Handle<'a>(&'a HashMap<String, u64>);

impl Handle<'_> {
    fn get(self, name: &String) -> Option<u64> {
        self.0.get(name).copied()
    }
}

fn handle() -> Handle<'static> {
    Handle(&MAP)
}

fn later() -> impl Future<Output = HashMap<String, u64>> {
    std::future::ready(rates().by_name)
}

fn tried(count: usize) -> Result<HashMap<String, u64>, AppError> {
    if count == 12 {
        Err(AppError::TooMany("dozen".to_owned()))
    } else {
        Ok(rates().by_name)
    }
}

twins! {
    maps_of_strings: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut rates = rates();
            let key = format!("{}:{}", input.count, input.text);
            let copied = rates.by_name.get(&key).copied();
            let mapped = rates.by_name.get(&key).map(|rate| rate * 2);
            let both = rates.by_name.get_key_value(&key).map(|(name, rate)| format!("{name}={rate}"));
            pause().await;
            let sorted = rates.sorted.get(&key).copied().unwrap_or_default();
            if let Some(rate) = rates.by_name.get_mut(&key) {
                *rate += 1;
            }
            if let Some(rate) = rates.sorted.get_mut(&key) {
                *rate += 1;
            }
            let mut known = Vec::new();
            if rates.names.contains(&key) && rates.ordered.contains(&key) {
                known.push(rates.names.get(&key).map_or(0, |name| name.len()));
            }
            if !rates.by_name.contains_key(&key) {
                return format!("no {key}");
            }
            let Some(inner) = rates.nested.0.get(&key) else {
                return format!("nothing for {key}");
            };
            let inner = inner.len();
            let taken = rates.names.take(&key);
            let gone = rates.ordered.take(&key).is_some() & !rates.names.remove(&key);
            let removed = rates.by_name.remove(&key);
            let entry = rates.sorted.remove_entry(&key);
            format!("{copied:?}{mapped:?}{both:?}{sorted}{known:?}{inner}{taken:?}{gone}{removed:?}{entry:?}{key}")
        }
    }
    made_in_place: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut rates = rates();
            let name = &input.text;
            let copied = rates.by_name.get(&format!("{}:{name}", input.count)).copied();
            let asked = rates.names.contains(&name.to_string()) || rates.names.contains(&NAMES[0].to_owned());
            let mut n = 0;
            if let Some(rate) = rates.by_name.get_mut(&["0", ":"].concat()) {
                *rate += 1;
                n += *rate;
            }
            match rates.sorted.get(&format!("{}:{}", input.count, name)) {
                Some(rate) if *rate > 10 => n += rate,
                Some(_) => n += 1,
                None => {}
            }
            let removed = rates.by_name.remove(&name.replace(' ', "-"));
            pause().await;
            let found = MAP.get(&String::from("7:größe"));
            let lower = MAP.contains_key(&name.to_lowercase());
            format!("{copied:?}{asked}{n}{removed:?}{found:?}{lower}{}", rates.nested.1.contains(&format!("0:{name}")))
        }
    }
    while_it_lasts: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut rates = rates();
            let key = format!("{}:{}", input.count, input.text);
            let mut steps = 0;
            while let Some(rate) = rates.by_name.get_mut(&key) {
                *rate -= 1;
                steps += 1;
                if *rate < 5 {
                    break;
                }
            }
            while rates.names.contains(&key) {
                rates.names.remove(&key);
                steps += 100;
            }
            let shared = RwLock::new(rates.by_name);
            let asked = format!("{}:{}", input.count, input.text);
            while let Some(rate) = shared.read().unwrap().get(&asked) {
                steps += rate;
                if steps > 200 {
                    break;
                }
            }
            for name in NAMES {
                let scoped = format!("{name}{}", steps);
                steps += u64::from(!MAP.contains_key(&scoped));
                let whole = name.to_string();
                steps += MAP.get(&whole).copied().unwrap_or(1);
            }
            steps.to_string()
        }
    }
    through_pointers: {
        async fn handler(Query(input): Query<Input>) -> String {
            let key = format!("{}:{}", input.count, input.text);
            let shared = Arc::new(rates().by_name);
            let boxed: Box<BTreeMap<String, u64>> = Box::new(rates().sorted);
            let by_reference = &*shared;
            let twice = &by_reference;
            let counted = {
                let counted: Rc<HashSet<String>> = Rc::new(rates().names);
                counted.contains(&key)
            };
            let mut own = rates().by_name;
            let removed = {
                let by_mutable = &mut own;
                by_mutable.remove(&key).is_some() || by_mutable.contains_key(&key)
            };
            pause().await;
            let late = LATE.get_or_init(|| rates().by_name);
            let dereferenced = (*twice).get(&key).copied();
            format!(
                "{:?}{:?}{:?}{:?}{:?}{:?}{counted}{removed}{dereferenced:?}",
                shared.get(&key), boxed.get(&key), by_reference.get(&key), twice.get(&key), late.get(&key),
                RATES.by_name.get(&key),
            )
        }
    }
    guards_of_std: {
        async fn handler(Query(input): Query<Input>) -> String {
            let app = app();
            let key = format!("{}:{}", input.count, input.text);
            let first = app.shared.read().unwrap().get(&key).copied();
            let second = app.locked.lock().unwrap().by_name.get(&key).copied().unwrap_or(3);
            let third = match app.shared.read().expect("no panic").get(&key) {
                Some(rate) => rate + 1,
                None => 0,
            };
            {
                let guard = app.shared.read().unwrap();
                if guard.contains_key(&key) {
                    let mut other = app.locked.lock().unwrap();
                    other.by_name.remove(&key);
                    if let Some(rate) = other.sorted.get_mut(&key) {
 *rate += 1;
 }
                }
            }
            let gone = app.locked.lock().unwrap_or_else(PoisonError::into_inner).names.remove(&key);
            let removed = app.shared.write().unwrap().remove(&key);
            // Were a guard still there, this would be a deadlock.
            let free = app.shared.try_write().is_ok() && app.locked.try_lock().is_ok();
            pause().await;
            let owned = Mutex::new(rates().by_name);
            let inside = owned.lock().unwrap().get(&format!("{}:{}", input.count, input.text)).map(|rate| rate + 1);
            let tuple = (app.locked.lock().unwrap().nested.0.get(&key).cloned(), 1);
            format!("{first:?}{second}{third}{gone}{removed:?}{free}{inside:?}{tuple:?}")
        }
    }
    guards_are_held_as_long: {
        async fn handler(Query(input): Query<Input>) -> String {
            let app = app();
            let key = format!("{}:{}", input.count, input.text);
            let mut seen = Vec::new();
            if let Some(rate) = app.shared.read().unwrap().get(&key) {
                seen.push(app.shared.try_write().is_err());
                seen.push(*rate > 3);
            } else {
                seen.push(false);
            }
            match app.locked.lock().unwrap().by_name.get_mut(&key) {
                Some(rate) => {
                    *rate += 1;
                    seen.push(app.locked.try_lock().is_err());
                }
                None => seen.push(app.locked.try_lock().is_err()),
            }
            let during = |_: Option<u64>, free: bool| free;
            seen.push(during(app.shared.write().unwrap().remove(&key), app.shared.try_read().is_ok()));
            seen.push(app.shared.try_read().is_ok());
            format!("{seen:?}")
        }
    }
    guards_of_tokio: {
        async fn handler(Query(input): Query<Input>) -> String {
            let app = app();
            let key = format!("{}:{}", input.count, input.text);
            let first = app.shared_later.read().await.get(&key).copied();
            let second = app.locked_later.lock().await.by_name.get(&key).copied().unwrap_or(3);
            let third = {
                let guard = app.shared_later.read().await;
                pause().await;
                guard.get(&key).map(|rate| rate + 1)
            };
            let Some(fourth) = app.locked_later.lock().await.sorted.remove(&key) else {
                return format!("none of {first:?}{second}{third:?}");
            };
            pause().await;
            let mut guard = app.shared_later.write().await;
            let fifth = guard.remove(&key);
            let sixth = guard.contains_key(&key);
            drop(guard);
            let seventh = app.shared_later.try_write().is_ok();
            format!("{first:?}{second}{third:?}{fourth}{fifth:?}{sixth}{seventh}")
        }
    }
    cells: {
        async fn handler(Query(input): Query<Input>) -> String {
            let key = format!("{}:{}", input.count, input.text);
            let text = {
                let cell = RefCell::new(rates());
                let n = cell.borrow().by_name.get(&key).copied();
                let gone = cell.borrow_mut().by_name.remove(&key);
                let left = (*(cell.borrow())).names.contains(&key);
                let shared: Rc<RefCell<HashMap<String, u64>>> = Rc::new(RefCell::new(rates().by_name));
                let held = shared.borrow();
                let all = NAMES.iter().filter(|name| {
                    let part = name.replace('1', "7");
                    held.contains_key(&part) || held.contains_key(&key)
                });
                format!("{n:?}{gone:?}{left}{}{}", all.count(), cell.try_borrow_mut().is_ok())
            };
            pause().await;
            text
        }
    }
    types_of_ones_own: {
        async fn handler(Query(input): Query<Input>) -> String {
            let key = format!("{}:{}", input.count, input.text);
            let mut own = registry();
            let found = own.get(&key);
            let shown = format!("{found:?}");
            let asked = own.contains(&key) || own.contains_key(&key);
            let into = own.remove_entry(&key);
            let text = own.get_key_value(&key);
            if let Some(rate) = own.get_mut(&key) {
                *rate += 7;
            }
            let left = own.remove(&key).await;
            pause().await;
            let again = own.get(&format!("0:{}", "")).map(|found| found.1);
            let asked_for = own.asked.len();
            let taken = own.take(&key);
            let cache = Cache(rates().by_name);
            let behind = Behind(rates().by_name);
            let nine = &9_usize as &(dyn Lookup + Send + Sync);
            let boxed: Box<dyn Lookup + Send + Sync> = Box::new(5_usize);
            let some = some_lookup();
            let by_extension = RATES.by_name.contains(&key);
            format!(
                "{shown}{asked}{into}{text}{left}{again:?}{asked_for}{taken:?}{:?}{:?}{:?}{}{}{}{by_extension}{}",
                cache.get(&key), cache.contains_key(&key), behind.get(&key), nine.get(&key), boxed.get(&key),
                some.get(&key), some_lookup().get(&key),
            )
        }
    }
    keys_of_other_types: {
        async fn handler(Query(input): Query<Input>) -> String {
            let key = format!("{}:{}", input.count, input.text);
            let names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
            let by_reference = by_reference(&names);
            let by_pointer: BTreeMap<Arc<String>, usize> = names.iter().cloned().map(Arc::new).zip(0..).collect();
            let by_id = by_id(&names);
            let queue: VecDeque<String> = names.iter().cloned().collect();
            let span = "1".to_owned().."8".to_owned();
            let number = input.count.to_owned();
            let by_number: &HashMap<usize, &str> = &NAMES.iter().enumerate().map(|(n, name)| (n, *name)).collect();
            let names = &names;
            let own = OwnToString(input.count).to_string();
            pause().await;
            format!(
                "{:?}{:?}{:?}{}{}{}{:?}{}{}",
                by_reference.get(&key), by_pointer.get(&key), by_id.get(&key), queue.contains(&key),
                span.contains(&key), names.contains(&key), by_number.get(&number), names.contains(&own),
                input.text.contains(&key),
            )
        }
    }
    told_by_what_comes_later: {
        async fn handler(Query(input): Query<Input>) -> String {
            let names: Vec<Arc<String>> = NAMES.iter().map(|name| Arc::new((*name).to_owned())).collect();
            let key = format!("{}:{}", input.count, input.text);
            let mut seen = BTreeMap::new();
            let mut twice = 0;
            let (mut left, mut right) = (BTreeSet::new(), BTreeMap::<_, usize>::new());
            for name in &names {
                if seen.contains_key(&key) || left.contains(&key) || right.get(&key) == Some(&1) {
                    twice += 1;
                }
                seen.insert(Arc::clone(name), 1);
                left.insert(Arc::clone(name));
                right.insert(&**name, 2);
            }
            let folded = names.iter().fold(BTreeMap::new(), |mut all, name| {
                if all.contains_key(&key) {
                    twice += 10;
                }
                all.insert(Arc::clone(name), name.len());
                all
            });
            let last = names.iter().cloned().map(|name| (name, 1)).collect::<HashMap<_, _>>();
            let cell = Mutex::new(BTreeMap::new());
            if cell.lock().unwrap().contains_key(&key) {
                twice += 100;
            }
            cell.lock().unwrap().insert(Arc::clone(&names[0]), 1);
            format!("{twice}{}{:?}", folded.len(), last.get(&key))
        }
    }
    headers_and_json: {
        async fn handler(Query(input): Query<Input>) -> Response {
            let mut headers: HeaderMap = HeaderMap::new();
            headers.insert("x-count-7", HeaderValue::from_static("seven"));
            headers.insert(HeaderName::from_static("x-count-12"), HeaderValue::from_static("twelve"));
            let name = format!("X-Count-{}", input.count);
            let found = headers.get(&name).cloned();
            let mut text = format!("{found:?}{}", headers.contains_key(&name));
            if let Some(value) = headers.get_mut(&name) {
                *value = HeaderValue::from_static("changed");
            }
            text += &format!("{:?}{:?}", headers.remove(&name), headers.len());
            let mut value: Value = json!({"7:gr\u{f6}\u{df}e": [1, 2], "0:": {"deep": null}});
            let key = format!("{}:{}", input.count, input.text);
            let inside = value.get(&key).and_then(|found| found.get(&"deep".to_string())).map(Value::is_null);
            if let Some(found) = value.get_mut(&key) {
                *found = json!(1);
            }
            let object = value.as_object_mut().unwrap();
            let n = object.get(&key).cloned();
            let has = object.contains_key(&key);
            let removed = object.remove(&key);
            (headers, format!("{text}{inside:?}{n:?}{has}{removed:?}{value}")).into_response()
        }
    }
    chains: {
        async fn handler(Query(input): Query<Input>) -> Result<String, AppError> {
            let key = format!("{}:{}", input.count, input.text);
            let first = later().await.get(&key).copied();
            let second = tried(input.count)?.get(&key).copied().unwrap_or(5);
            let third = rates().nested.0.get(&key).map(|found| found.len());
            let fourth = handle().get(&key);
            let fifth = Handle(&MAP).get(&format!("1:{}", input.text));
            let sixth = (*app().shared.read().unwrap()).get(&key).copied();
            let seventh = registry().get(&key).map(|found| found.1);
            let eighth = registry().take(&key);
            let Some(ninth) = tried(0)?.remove(&key) else {
                return Ok(format!("{first:?}{second}{third:?}{fourth:?}{fifth:?}{sixth:?}{seventh:?}{eighth:?}"));
            };
            let tenth: usize = NAMES.iter().filter(|name| rates().names.contains(&name.to_string())).count();
            let closed = NAMES.iter().map(|name| {
                let part = format!("{name}");
                app().locked.lock().unwrap().by_name.get(&part).copied().unwrap_or_default()
            });
            let summed: u64 = closed.sum();
            if tried(3)?.contains_key(&key) && rates().by_name.contains_key(&key) {
                return Err(AppError::TooMany(format!("{ninth}{tenth}{summed}")));
            }
            Err(AppError::Empty)
        }
    }
    in_closures: {
        async fn handler(Query(input): Query<Input>) -> String {
            let rates = rates();
            let app = app();
            let key = format!("{}:{}", input.count, input.text);
            let total: u64 = NAMES
                .iter()
                .filter_map(|name| {
                    let whole = format!("{}", name);
                    rates.by_name.get(&whole).or_else(|| rates.sorted.get(&key)).copied()
                })
                .sum();
            let has = NAMES.iter().any(|name| app.locked.lock().unwrap().names.contains(&key) && name.len() > 3);
            let later = move |text: &str| rates.by_name.get(&text.to_string()).copied();
            let known = NAMES.iter().map(|name| later(name).is_some()).collect::<Vec<_>>();
            pause().await;
            format!("{total}{has}{known:?}{:?}", later(key.as_str()))
        }
    }
    keys_that_do_more: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut rates = rates();
            let key = format!("{}:{}", input.count, input.text);
            if let Some(rate) = rates.by_name.get(&key) {
                return format!("{key} is {rate}, and {}", key == "1:a");
            }
            let moved = format!("moved {}", input.text);
            if !rates.by_name.contains_key(&moved) {
                rates.by_name.insert(moved, 7);
            }
            let mut changing = String::new();
            for n in 0..3 {
                changing.clear();
                let _ = write!(changing, "{n}:");
                if rates.by_name.contains_key(&changing) {
                    changing.push('a');
                }
                rates.names.remove(&changing);
            }
            let key = { rates.by_name.get(&key).map_or(0, |rate| *rate as usize) };
            let key = format!("{key}:{}", input.text);
            let key = if rates.by_name.contains_key(&key) { format!("{key}!") } else { key.to_uppercase() };
            let last = rates.by_name.contains_key(&key);
            format!("{changing}{last}{}", rates.names.len())
        }
    }
}
