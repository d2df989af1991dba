//! The first parse of a body by sonic-rs, of the bodies of which it makes what serde_json does.
//!
//! It has no limit to how deep a body is nested, reads `-0` as the float 0.0, and skips the escapes of what nobody
//! asked for unseen. Bodies with such are left to serde_json, as are those that sonic-rs rejects, if only to
//! learn from axum how to say so. What still differs is on [`Json`](super::Json).

use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::Number;

/// Values in values, at most. Without optimizations sonic-rs takes up to 60 KB of stack for each level.
const DEEPEST: usize = 16;

/// Whether serde_json keeps all digits of a number, which sonic-rs does not.
static ARBITRARY_PRECISION: LazyLock<bool> =
    LazyLock::new(|| serde_json::from_str::<Number>("1e999").is_ok());

/// What sonic-rs makes of `json`, if that is what serde_json would.
pub(super) fn parse<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    if *ARBITRARY_PRECISION || !is_read_alike(json) {
        return None;
    }
    sonic_rs::from_slice(json).ok()
}

fn is_read_alike(json: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut rest = json;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        match byte {
            b'"' => match behind_string(rest) {
                Some(behind) => rest = behind,
                None => return false,
            },
            b'[' | b'{' if depth == DEEPEST => return false,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'-' if rest.starts_with(b"0") => return false,
            _ => {}
        }
    }
    true
}

/// What is behind the end of a string, if there is one and all its escapes are right.
fn behind_string(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        let (found, behind) = rest[at..].split_first()?;
        if *found == b'"' {
            return Some(behind);
        }
        rest = match behind {
            [b'u', digits @ ..] => {
                let (digits, behind) = digits.split_first_chunk::<4>()?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(behind)?
            }
            [
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                behind @ ..,
            ] => behind,
            _ => return None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, is_read_alike};

    #[test]
    fn leaves_to_serde_json_what_sonic_reads_otherwise() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(is_read_alike(nested(DEEPEST).as_bytes()));
        assert!(!is_read_alike(nested(DEEPEST + 1).as_bytes()));
        assert!(is_read_alike(
            format!("[{}]", "[],{},".repeat(500)).as_bytes()
        ));
        assert!(is_read_alike(br#"{"a":"-0 [[ \"{ \u00e9\\","b":[-1,0]}"#));
        for left in ["-0", "[-0.0]", r#""\u00g9""#, r#""\a""#, r#""\"#, "\"a"] {
            assert!(!is_read_alike(left.as_bytes()), "{left}");
        }
    }
}
