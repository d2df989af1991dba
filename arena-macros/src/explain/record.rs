//! Verdicts as data: a line of JSON for each site, appended to the file that `ARENA_VERDICTS` names, so that
//! a team can see what a whole crate's handlers leave on the heap.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;

use syn::Ident;

use super::{Explained, Verdict};

const VARIABLE: &str = "ARENA_VERDICTS";

/// Whether there is a file to append to.
pub(crate) fn is_recording() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

/// Appends the verdicts on `function`'s sites, if there is a file to append to. A file that cannot be written
/// is no reason for a crate not to compile: then there is nothing in it.
pub(crate) fn record(function: &Ident, sites: &[Explained]) {
    let Some(path) = std::env::var_os(VARIABLE) else {
        return;
    };
    let package = std::env::var("CARGO_PKG_NAME").unwrap_or_default();
    let mut lines = String::new();
    for site in sites {
        let (verdict, why) = match &site.verdict {
            Verdict::Routed(crate::analysis::Route::Temporary) => ("temporary", ""),
            Verdict::Routed(crate::analysis::Route::Answered) => ("answered", ""),
            Verdict::Kept { kind, why, .. } => (*kind, why.as_str()),
        };
        let place = site.span.unwrap();
        lines.push('{');
        for (key, text) in [
            ("crate", package.as_str()),
            ("file", &place.file()),
            ("function", &function.to_string()),
            ("site", &site.site),
            ("verdict", verdict),
            ("why", why),
        ] {
            let _ = write!(lines, "\"{key}\":\"{}\",", escaped(text));
        }
        let (line, column) = (place.line(), place.column());
        let _ = writeln!(lines, "\"line\":{line},\"column\":{column}}}");
    }
    if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(path) {
        // In one write, as crates are compiled at the same time.
        let _ = file.write_all(lines.as_bytes());
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            control if control.is_control() => {
                let _ = write!(escaped, "\\u{:04x}", u32::from(control));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}
