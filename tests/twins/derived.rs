//! Texts and vectors made of one another.

use super::*;

twins! {
    texts_of_texts: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = input.text.as_str();
            let owned = text.to_owned();
            let lower = owned.to_lowercase();
            let upper = text.to_uppercase();
            let ascii = input.text.to_ascii_uppercase();
            let small = upper.to_ascii_lowercase();
            pause().await;
            let replaced = text.replace(',', ", ");
            let fewer = text.replacen("a", "A", 2);
            let with = replaced.replace(&lower, "<lower>");
            let digits = text.replace(|c: char| c.is_ascii_digit(), "#");
            let several = text.replace(['a', 'e'], "*").replace(&['r', 's'][..], "");
            let many = text.repeat(input.count % 7);
            format!(
                "{owned} {lower} {upper} {ascii} {small} {replaced} {fewer} {with} {digits} {several} {many}",
            )
        }
    }
    beyond_ascii: {
        async fn handler(Query(input): Query<Input>) -> String {
            let text = format!("ΑΣ {} ß İ ǅ ΣΑΣ. {}", input.text, "é".repeat(input.count % 3));
            let (lower, upper) = (text.to_lowercase().len(), text.to_uppercase().len());
            let shown = text.to_lowercase();
            let capital = shown.to_uppercase();
            format!("{shown}{capital}{lower}{upper}{}", text.to_ascii_lowercase().trim())
        }
    }
    parts_put_together: {
        async fn handler(Query(input): Query<Input>) -> String {
            let parts: Vec<&str> = input.text.split(',').collect();
            let joined = parts.join("; ");
            let concatenated = parts.concat();
            let fixed = ["a", "b", joined.trim()].join("/");
            let owned: Vec<String> = parts.iter().map(|part| part.to_string()).collect();
            let again = owned.join(" ");
            let path = std::path::Path::new("/root").join(&input.text);
            let none = Vec::<String>::new().join(",");
            format!("{joined}{concatenated}{fixed}{again}{none}{}", path.display())
        }
    }
    owned_things_that_are_no_text: {
        async fn handler(Query(input): Query<Input>) -> String {
            let n = input.count.to_owned();
            let numbers = [1_usize, 2, n];
            let all = numbers.to_vec();
            let owned = numbers.as_slice().to_owned();
            let twice = numbers.repeat(2);
            let nested = [[1, 2], [3, 4]].concat();
            let words = [["a"], ["b"]].join(&"-");
            let option = Some(n).to_owned();
            let bytes = input.text.as_bytes().to_vec();
            let bigger = n < option.unwrap_or(0) || n == 3;
            let same = all == owned && owned == [1, 2, n] && twice.len() == 6;
            let path = std::path::Path::new(&input.text).to_owned();
            let ordered = path < *std::path::Path::new("m");
            format!("{all:?}{owned:?}{twice:?}{nested:?}{words:?}{bytes:?}{bigger}{same}{ordered}")
        }
    }
    bytes_that_may_be_text: {
        async fn handler(Query(input): Query<Input>) -> String {
            let mut bytes = input.text.clone().into_bytes();
            bytes.truncate(input.count);
            bytes.push(if input.count > 5 { 0xff } else { b'!' });
            let lossy = String::from_utf8_lossy(&bytes);
            let whole = String::from_utf8_lossy(input.text.as_bytes()).into_owned();
            format!("{lossy}{}{whole}", lossy.len())
        }
    }
    collected_until_one_fails: {
        async fn handler(Query(input): Query<Input>) -> Result<String, StatusCode> {
            let parsed = input
                .text
                .split(',')
                .map(|part| part.trim().parse::<f64>().map_err(|_| StatusCode::IM_A_TEAPOT))
                .collect::<Result<Vec<_>, _>>();
            let few: Vec<char> = input
                .text
                .chars()
                .take(3)
                .map(|c| c.to_lowercase().next())
                .collect::<Option<_>>()
                .ok_or(StatusCode::GONE)?;
            let lengths = input
                .text
                .split(',')
                .map(|part| if part.len() < 10 { Ok(part.len()) } else { Err(StatusCode::CONFLICT) })
                .collect::<Result<Vec<usize>, StatusCode>>()?;
            let sum: usize = lengths.iter().sum();
            Ok(format!("{few:?} {lengths:?} {sum} {parsed:?}"))
        }
    }
}

/// Methods that share no more than their names with std's.
#[derive(Clone)]
struct Template(String);

impl Template {
    fn replace(&self, year: u16, month: u8) -> String {
        format!("{}-{year}-{month}", self.0)
    }

    fn join(&self, separator: &str) -> Self {
        Self(format!("{}{separator}", self.0))
    }

    fn to_uppercase(&self) -> String {
        format!("upper {}", self.0)
    }

    fn to_vec(&self) -> Vec<u8> {
        vec![self.0.len() as u8]
    }

    fn repeat(&self, times: usize) -> usize {
        self.0.len() * times
    }
}

impl std::ops::Deref for Template {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<[u8]> for Template {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

twins! {
    strings_of_strangers_among_others: {
        async fn handler(Query(input): Query<Input>) -> String {
            let shown = if input.count > 2 { Rude.to_string() } else { String::from("few") };
            let from = match input.count {
                0 => String::from('c'),
                1 => String::from(std::borrow::Cow::Borrowed("cow")),
                2 => input.text.split(',').map(Box::<str>::from).collect(),
                _ => format!("{}", input.count),
            };
            let mut names = vec![Contrary(1).to_string(), input.text.to_string()];
            names.push(Template(input.text.clone()).replace(1, 2));
            let mut again = Template(input.text.clone()).to_uppercase();
            if again.len() > 7 {
                again = input.text.to_uppercase();
            }
            format!("{shown}{from}{}{again}{}", names.join(","), shown.len() + from.len())
        }
    }
    methods_of_other_types: {
        async fn handler(Query(input): Query<Input>) -> String {
            let template = Template(input.text.clone());
            let replaced = template.replace(2026, 11);
            let joined = template.join("-").join("+");
            let upper = template.to_uppercase();
            let lower = template.to_lowercase();
            let bytes = template.to_vec();
            let n = template.repeat(3);
            let owned = template.to_owned();
            format!("{replaced}{}{upper}{lower}{bytes:?}{n}{}", joined.0, owned.0)
        }
    }
}
