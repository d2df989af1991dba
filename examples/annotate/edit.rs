//! Puts the attribute into a file's text and takes it out again, leaving every other byte as it is.
//!
//! Works on positions alone; whoever calls says where.

use std::ops::Range;

/// `text` with `attribute` at each of `starts`, which ascend: where a function begins, after its other
/// attributes. It gets a line of its own if the function has.
pub(crate) fn insert(text: &str, starts: &[usize], attribute: &str) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut copied = 0;
    for &start in starts {
        edited.push_str(&text[copied..start]);
        edited.push_str(attribute);
        match indentation(&text[..start]) {
            Some(indentation) => {
                edited.push_str(line_end(text));
                edited.push_str(indentation);
            }
            None => edited.push(' '),
        }
        copied = start;
    }
    edited.push_str(&text[copied..]);
    edited
}

/// `text` without the attributes at `ranges`, which ascend, and without the space that follows each up to
/// what it stood above.
pub(crate) fn remove(text: &str, ranges: &[Range<usize>]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut copied = 0;
    for range in ranges {
        edited.push_str(&text[copied..range.start]);
        let after = &text[range.end..];
        let space = indentation(&text[..range.start])
            .and_then(|indentation| {
                let line_end = ["\r\n", "\n"]
                    .into_iter()
                    .find(|end| after.starts_with(end))?;
                let next_line = &after[line_end.len()..];
                // What was indented otherwise by hand stays so.
                let indented = next_line.starts_with(indentation);
                Some(line_end.len() + if indented { indentation.len() } else { 0 })
            })
            .unwrap_or_else(|| usize::from(after.starts_with(' ')));
        copied = range.end + space;
    }
    edited.push_str(&text[copied..]);
    edited
}

/// What the last line of `before` consists of, if only of space.
fn indentation(before: &str) -> Option<&str> {
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    line.chars().all(|c| c == ' ' || c == '\t').then_some(line)
}

/// As in the rest of the file.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
