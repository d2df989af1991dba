//! Texts and vectors that come out of an `Option` or `Result`, or stay in an `Option` under a name.

use super::*;

fn given<T>(it: T) -> T {
    it
}

twins! {
    out_of_options: {
        async fn handler(Query(input): Query<Input>) -> Result<String, (StatusCode, String)> {
            let name = input.text.split(',').nth(1);
            let said = name.map(|name| name.to_uppercase()).unwrap_or(input.count.to_string());
            let shown = name.map(|name| format!("<{name}>")).unwrap_or_else(|| String::from("none"));
            let empty = name.map(|name| name.to_owned()).unwrap_or_default();
            let parts = name
                .map(|name| name.chars().collect::<Vec<_>>())
                .unwrap_or_default();
            let parsed = input.text.parse::<u32>();
            let number = parsed.as_ref().map(|n| n.to_string()).unwrap_or_default();
            pause().await;
            let first = input
                .text
                .split(',')
                .next()
                .map(|first| first.to_string())
                .ok_or((StatusCode::NOT_FOUND, String::from("none")))?;
            let written: String = name.map(|name| name.to_string()).unwrap_or_default();
            let sure = Some(&first).map(|first| first.trim().to_owned()).unwrap();
            let kept = name.map(|name| name.to_string()).unwrap_or_default();
            let kept = given(kept);
            let other = name.map(|name| -> String { name.to_string() }).unwrap_or(kept.to_string());
            Ok(format!(
                "{said}|{shown}|{empty}|{parts:?}|{number}|{first}|{written}|{sure}|{kept}|{other}|{}",
                said.len() + parts.len() + empty.len() + written.len(),
            ))
        }
    }
    options_with_a_name: {
        async fn handler(Query(input): Query<Input>) -> String {
            let name = input.text.split(',').nth(1);
            let seen = name.map(|name| name.to_uppercase());
            let asked = name.map(|name| format!("{name}?"));
            let sure = Some(input.count.to_string());
            let cloned = name.map(|name| name.to_string()).clone();
            let mut out = String::new();
            if let Some(seen) = &seen {
                out.push_str(seen);
            }
            pause().await;
            if let Some(asked) = asked.as_deref() {
                out += asked;
            }
            let n = asked.as_ref().map(|asked| asked.len()).unwrap_or(0);
            match &sure {
                Some(sure) if sure.len() > 1 => out.push_str("long"),
                Some(sure) => out += sure,
                None => {}
            }
            if let Some(cloned) = cloned {
                out.push_str(&cloned.to_string());
            }
            format!("{out}{n}{}{}", seen.is_some(), sure.is_none())
        }
    }
    options_that_leave: {
        async fn handler(Query(input): Query<Input>) -> String {
            let name = input.text.split(',').nth(1);
            let left = name.map(|name| name.to_string());
            let compared = name.map(|name| name.to_string());
            let unwrapped = name.map(|name| name.to_string());
            let mut changed = name.map(|name| name.to_string());
            let lazy = input.text.split(',').map(|part| part.to_string());
            let moved = Some(input.text.to_string());
            let left: Option<String> = given(left);
            let same = compared == left;
            changed = given(changed);
            let all: Vec<String> = lazy.collect();
            let moved = if let Some(moved) = moved { given(moved) } else { String::new() };
            format!("{left:?}{same}{}{changed:?}{all:?}{moved}", unwrapped.unwrap_or_default())
        }
    }
    in_chains: {
        async fn handler(Query(input): Query<Input>) -> Result<String, (StatusCode, String)> {
            let bare = input.text.split(',').map(|part| format!("[{part}]")).collect::<Vec<_>>().join("&");
            let length = input.text.parse::<u32>().map_err(|e| e.to_string().len()).unwrap_or(3);
            let found = input.text.split(',').find_map(|part| part.to_lowercase().parse::<u32>().ok()).is_some();
            let odd = Some(input.count).and_then(|n| n.to_string().parse::<usize>().ok()).is_some();
            let mut pairs = 0;
            for (index, other) in input.text.chars().zip(input.text.split(',').map(|part| part.to_string().len())) {
                pairs += other + index.len_utf8();
            }
            let width = usize::try_from(input.count as u32)
                .map_err(|e| (StatusCode::BAD_REQUEST, e.to_string()))?;
            Ok(format!("{bare}{length}{found}{odd}{pairs}{width}"))
        }
    }
}
