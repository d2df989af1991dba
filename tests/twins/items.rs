//! Local vectors of strings.

use super::*;

twins! {
    vectors_of_strings: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut names = Vec::new();
            for part in input.text.split(',') {
                names.push(part.to_string());
                names.push(format!("{part}/{}", names.len()));
            }
            pause().await;
            names.insert(0, String::from("first"));
            names.sort();
            names.dedup();
            names.retain(|name| !name.is_empty());
            names.sort_by(|a, b| b.len().cmp(&a.len()));
            names.truncate(9);
            let mut out = names.join(", ");
            for name in &names {
                out.push_str(name);
                out += name.trim();
                if name == "Ada" || name.starts_with('A') {
                    out.push('!');
                }
            }
            for name in names.iter().rev().skip(1) {
                out.push_str(&format!("{name}{name:?}{}", name.len()));
            }
            let n = names.iter().filter(|name| name.contains("a")).count();
            let any = names.iter().any(|name| name == "Grace");
            let total: usize = names.iter().map(|name| name.len()).sum();
            let first = names[0].len();
            format!("{out}{n}{any}{total}{first}{}{names:?}", names.len())
        }
    }
    typed_and_collected: {
        async fn handler(Query(input): Query<Input>) -> String {
            let upper: Vec<String> = input.text.split(',').map(|part| part.to_uppercase()).collect();
            let turbo = input.text.split(',').map(|part| format!("<{part}>")).collect::<Vec<String>>();
            let listed: Vec<String> = vec![input.text.to_string(), String::new()];
            let mut empty: Vec<String> = Vec::new();
            empty.push(input.count.to_string());
            for each in upper {
                empty.push(format!("{each}."));
            }
            format!("{}{}{}{}", turbo.concat(), listed.join("|"), empty.join("|"), turbo.len())
        }
    }
    items_that_leave: {
        async fn handler(Query(input): Query<Input>) -> String {
            fn take(text: String) -> usize {
                text.len()
            }
            fn see(text: &String) -> usize {
                text.len()
            }
            let names: Vec<String> = input.text.split(',').map(|part| part.to_string()).collect();
            let mut n = names.iter().map(see).sum::<usize>();
            let wanted = String::from("a");
            let has = names.contains(&wanted);
            let last = names.last().cloned().unwrap_or_default();
            let longest = names.iter().max_by_key(|name| name.len()).cloned();
            let [a, b] = [format!("x"), format!("y")];
            for name in names {
                n += take(name);
            }
            format!("{n}{has}{last}{longest:?}{a}{b}")
        }
    }
    bound_by_reference: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = &format!("{}-", input.text);
            let numbers = &vec![1, 2, input.count];
            let typed: &str = &format!("{}+", input.text);
            let changed = &mut String::new();
            changed.push_str(text);
            pause().await;
            let sum: usize = numbers.iter().sum();
            for number in numbers {
                changed.push_str(&number.to_string());
            }
            format!("{text}{}{sum}{typed}{changed}{}", text.len(), numbers[0])
        }
    }
}
