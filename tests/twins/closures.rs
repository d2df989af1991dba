//! Sites in closures and futures that are done where they stand, and in such that are not.

use super::*;

twins! {
    in_chains: {
        async fn handler(Query(input): Query<Input>) -> String {
            let query = input.text.to_lowercase();
            let words = ["Ada", "Grace", "Edsger", "größe", "a"];
            let found = words.iter().filter(|word| word.to_lowercase().contains(&query)).count();
            let total: usize = words.iter().map(|word| format!("{word}{query}").len()).sum();
            let longest = words.iter().max_by_key(|word| word.to_uppercase().len());
            let any = words.iter().any(|word| {
                let both = format!("{word}{word}");
                let n = both.len();
                n == query.len() || both.starts_with(&query)
            });
            let mut sorted = words.to_vec();
            sorted.sort_by_key(|word| word.to_lowercase());
            sorted.sort_by(|a, b| a.to_lowercase().len().cmp(&b.to_lowercase().len()));
            sorted.retain(|word| word.to_string() != query);
            let mut out = String::new();
            for piece in words.iter().map(|word| word.repeat(2)).filter(|word| word.len() > 4) {
                out.push_str(&piece);
            }
            words.iter().for_each(|word| out.push_str(&word.replace('a', "A")));
            let folded = words.iter().fold(0, |sum, word| sum + format!("{word}-").len());
            format!("{found}{total}{longest:?}{any}{sorted:?}{out}{folded}")
        }
    }
    that_outlive_their_statement: {
        async fn handler(Query(input): Query<Input>) -> String {
            let count = input.count;
            let later: Box<dyn Fn(usize) -> usize + Send> =
                Box::new(move |n| format!("{n}{count}").len());
            let lazy = (0..3).map(|n| format!("{n}").len());
            let boxed: Box<dyn Iterator<Item = usize> + Send> =
                Box::new((0..3_usize).map(|n| n.to_string().len() + n));
            let text = input.text.clone();
            let spawned = tokio::spawn(async move {
                let s = format!("{text}!");
                pause().await;
                s.len()
            });
            let lengths: Vec<usize> = lazy.collect();
            format!("{}{lengths:?}{}{}", later(1), boxed.sum::<usize>(), spawned.await.unwrap())
        }
    }
    in_options: {
        async fn handler(Query(input): Query<Input>) -> String {
            let some = Some(input.text.as_str()).filter(|text| !text.is_empty());
            let a = some.is_some_and(|text| text.to_uppercase() == text);
            let b = some.map_or(0, |text| format!("{text}{text}").len());
            let c = some.map(|text| text.to_uppercase().len());
            let d: Result<usize, String> = some.ok_or_else(|| format!("none {}", input.count)).map(str::len);
            let e = d.as_ref().map_err(|error| error.to_uppercase());
            format!("{a}{b}{c:?}{d:?}{e:?}")
        }
    }
    in_futures_polled_here: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = input.text.as_str();
            let n = async {
                let s = format!("{text}-{text}");
                pause().await;
                s.len()
            }
            .await;
            let (a, b) = tokio::join!(
                async {
                    let upper = text.to_uppercase();
                    pause().await;
                    upper.len()
                },
                async {
                    let mut parts = Vec::new();
                    for part in text.split(',') {
                        parts.push(part.to_string());
                        pause().await;
                    }
                    parts.join("+").len()
                },
            );
            let c = tokio::select! {
                biased;
                n = async { format!("{n}").len() } => {
                    let shown = format!("{n}{text}");
                    shown.len()
                }
                () = pause() => 0,
            };
            let d = async move {
                let mine = input.count.to_string();
                mine.len()
            }
            .await;
            format!("{n} {a} {b} {c} {d}")
        }
    }
    blocking_where_they_stand: {
        async fn handler(Query(input): Query<Input>) -> Result<String, StatusCode> {
            tokio::task::block_in_place(|| {
                let key = format!("{}/{}", input.text, input.count);
                let mut parts = Vec::new();
                for part in input.text.split(',') {
                    parts.push(part.to_string());
                }
                let n = parts.len().checked_sub(1).ok_or(StatusCode::GONE)?;
                Ok(format!("{n}{}{}", key.len(), parts.join("+")))
            })
        }
    }
    borrowed_by_closures: {
        async fn handler(Query(input): Query<Input>) -> String {
            let prefix = format!("{}:", input.text);
            let mut log = String::new();
            let mut note = |what: &str| {
                log.push_str(&prefix);
                log.push_str(what);
            };
            note("a");
            note("b");
            let length = || prefix.len() + 1;
            let n = length();
            let owned = move || n + input.count;
            format!("{log}{prefix}{n}{}", owned())
        }
    }
}
