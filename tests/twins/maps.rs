//! Local maps and sets.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;

fn size(map: &HashMap<String, usize>) -> usize {
    map.len()
}

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.into_iter().collect();
    all.sort();
    all
}

/// Has the names of std's and is not it.
#[allow(clippy::module_name_repetitions)]
mod own {
    #[derive(Default, Debug)]
    pub(super) struct HashMap<K, V>(pub Vec<(K, V)>);

    impl<K: PartialEq, V: Clone> HashMap<K, V> {
        pub(super) fn new() -> Self {
            Self(Vec::new())
        }

        pub(super) fn insert(&mut self, key: K, value: V) -> usize {
            self.0.push((key, value));
            self.0.len()
        }

        pub(super) fn get(&self, key: K) -> Option<V> {
            let found = self.0.iter().find(|entry| entry.0 == key)?;
            Some(found.1.clone())
        }
    }

    impl<K, V> FromIterator<(K, V)> for HashMap<K, V> {
        fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
            Self(items.into_iter().collect())
        }
    }
}

twins! {
    maps_that_stay: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut counts = HashMap::new();
            let mut by_length: HashMap<usize, Vec<&str>> = HashMap::new();
            let mut named: HashMap<String, usize> = HashMap::with_capacity(input.count % 9);
            for part in input.text.split(',') {
                *counts.entry(part).or_insert(0) += 1;
                by_length.entry(part.len()).or_default().push(part);
                named.entry(part.to_uppercase()).and_modify(|n| *n += 1).or_insert_with(|| part.len());
                if let Some(n) = named.get_mut("A") {
                    *n += 100;
                }
            }
            pause().await;
            let local = format!("{}!", input.text);
            counts.insert(&local, 7);
            let removed = counts.remove("a");
            let has = counts.contains_key(local.as_str()) && !by_length.is_empty();
            let indexed = counts[local.as_str()];
            by_length.retain(|length, _| *length > 1);
            let lengths = sorted(by_length.keys().copied());
            let parts = sorted(by_length.values().flatten().copied());
            let mut pairs = Vec::new();
            for (name, n) in &named {
                pairs.push(format!("{name}={n}"));
            }
            pairs.sort();
            for n in named.values_mut() {
                *n *= 2;
            }
            let shown = serde_json::json!(named.iter().collect::<BTreeMap<_, _>>());
            let known = HashMap::from([("Ada", 1), ("Grace", 2)]);
            let score = known.get(input.text.as_str()).copied().unwrap_or(known["Ada"]);
            let total: usize = named.into_iter().map(|(name, n)| name.len() * n).sum();
            format!("{removed:?}{has}{indexed}{lengths:?}{parts:?}{pairs:?}{shown}{score}{total}{}", counts.len())
        }
    }
    sets_that_stay: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut seen = HashSet::new();
            let mut twice = 0;
            for part in input.text.split(',') {
                if !seen.insert(part) {
                    twice += 1;
                }
            }
            let letters: HashSet<char> = input.text.chars().collect();
            let words = input.text.split(' ').map(|word| word.to_lowercase()).collect::<HashSet<_>>();
            let known = HashSet::from(["Ada", "Grace"]);
            let mut owned: HashSet<String> = HashSet::with_capacity(4);
            owned.extend(input.text.split(',').map(|part| part.to_string()));
            let later = input.text.to_uppercase();
            seen.insert(&later);
            pause().await;
            owned.retain(|name| name.len() < 9);
            let all = sorted(owned.iter().map(|name| name.as_str()));
            let mut n = 0;
            for letter in &letters {
                n += letter.len_utf8();
            }
            let one = sorted(words.iter().cloned());
            let has = seen.contains("Ada") && known.contains(input.text.as_str());
            format!("{twice}{n}{all:?}{one:?}{has}{}{}", letters.len(), sorted(known).join(","))
        }
    }
    maps_that_leave: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut lent: HashMap<String, usize> = HashMap::new();
            lent.insert(input.text.to_string(), 1);
            let mut cloned = HashMap::new();
            cloned.insert(1, input.count);
            let copy: HashMap<i32, usize> = cloned.clone();
            let compared = HashMap::from([(1, input.count)]);
            let mut matched = HashMap::new();
            match matched.entry(input.count) {
                Entry::Occupied(_) => {}
                Entry::Vacant(place) => {
                    place.insert(3);
                }
            }
            let one: HashSet<char> = input.text.chars().collect();
            let other = HashSet::from(['a', 'b']);
            let both = sorted(one.intersection(&other).copied());
            let listed = vec![HashMap::from([(1, 2)])];
            let maybe = Some(HashMap::from([(input.count, 1)]));
            let chosen = if input.count > 2 { HashMap::from([(1, 1)]) } else { copy.clone() };
            let tried = input
                .text
                .split(',')
                .map(|part| part.parse::<u32>().map(|n| (n, part.len())))
                .collect::<Result<HashMap<_, _>, _>>();
            let tried = tried.map(sorted);
            let shared: HashMap<usize, usize> = HashMap::new();
            let later = tokio::spawn(async move { shared.len() }).await.unwrap();
            format!(
                "{}{:?}{}{both:?}{}{}{}{tried:?}{later}{}",
                size(&lent), copy, compared == copy, listed[0].len(), maybe.map_or(0, |map| map.len()),
                chosen.len(), matched.len(),
            )
        }
    }
    another_map_of_that_name: {
        async fn handler(Query(input): Query<Input>) -> String {
            use own::HashMap;

            let mut map = HashMap::new();
            let n = map.insert(input.text.len(), "a");
            let typed: HashMap<usize, usize> = HashMap::new();
            let made = input.text.chars().map(|c| (c, 1)).collect::<HashMap<_, _>>();
            format!("{n}{:?}{:?}{:?}", map.get(input.text.len()), made.0, typed)
        }
    }
}
