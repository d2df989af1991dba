//! Texts compared with what may be anything.

use super::*;

/// Knows `String`, and nothing of ours.
struct Stranger(usize);

impl PartialEq<String> for Stranger {
    fn eq(&self, other: &String) -> bool {
        self.0 == other.len()
    }
}

impl PartialEq<Stranger> for String {
    fn eq(&self, other: &Stranger) -> bool {
        self.len() == other.0
    }
}

twins! {
    equal_or_not: {
        async fn handler(Query(input): Query<Input>) -> String {
            let s = format!("{}!", input.text);
            let t = input.text.to_string();
            let borrowed = input.text.as_str();
            let cow = std::borrow::Cow::Borrowed(borrowed);
            let json = serde_json::json!(input.text);
            let stranger = Stranger(1);
            let all = [
                s == t,
                t == input.text,
                input.text == t,
                t != input.text,
                t == borrowed,
                borrowed == t,
                *borrowed == t,
                t == *borrowed,
                t == cow,
                cow == t,
                t == json,
                json == t,
                t == stranger,
                stranger == t,
                t == "a" || "b" == t,
                input.text.to_uppercase() == borrowed,
                borrowed == format!("{}", input.count),
                t.as_str() == borrowed,
                Some(t.as_str()) == Some(borrowed),
                t.trim() == s.trim(),
            ];
            format!("{all:?}")
        }
    }
    before_or_after: {
        async fn handler(Query(input): Query<Input>) -> String {
            let s = format!("{}!", input.text);
            let m = String::from("m");
            let name = input.text.clone();
            let all = [s < m, m <= s, s > name, name >= s, input.text < s, s.as_str() < "b"];
            format!("{all:?}")
        }
    }
    conditions_of_all_kinds: {
        async fn handler(Query(input): Query<Input>) -> String {
            let wanted = input.text.to_lowercase();
            let mut out = String::new();
            if wanted == input.text && !wanted.is_empty() {
                out.push_str("lower");
            } else if wanted != input.text {
                out += "not lower";
            }
            while out != "xxx" && out.len() < 3 {
                out.push('x');
            }
            let names = ["ada", "grace"];
            let known = names.iter().any(|name| *name == wanted);
            let count = names.iter().filter(|name| wanted.contains(*name)).count();
            match wanted.as_str() {
                "" => out.push_str("empty"),
                text if text == out => out.push_str("same"),
                _ => {}
            }
            format!("{out}{known}{count}")
        }
    }
    cloned_to_be_kept: {
        async fn handler(Query(input): Query<Input>) -> String {
            fn take(text: String) -> usize {
                text.capacity().min(text.len())
            }
            let s = format!("{}/", input.text);
            let n = take(s.clone());
            let v = vec![n, 2, 3];
            let kept: Vec<usize> = v.clone();
            let mut all = std::collections::BTreeMap::new();
            all.insert(s.clone(), kept);
            format!("{all:?}{s}{v:?}")
        }
    }
}
