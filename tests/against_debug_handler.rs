//! The table of axum's mistakes, ours next to `debug_handler`'s, has a row for each case, and says of its messages
//! how long they are.

use std::{collections::BTreeMap, fs};

const TABLE: &str = "tests/ui/against_debug_handler.md";
const CASES: &str = "tests/ui/fail/axum";

#[test]
fn has_all_cases_as_long_as_they_are() {
    let rows = rows();
    for entry in fs::read_dir(CASES).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "stderr") {
            continue;
        }
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        let messages = fs::read_to_string(&path).expect("the messages");
        let errors = messages
            .lines()
            .filter(|line| line.starts_with("error"))
            .count();
        let length = match errors {
            1 => messages.lines().count().to_string(),
            _ => format!("{} ({errors})", messages.lines().count()),
        };
        let said = rows.get(name).unwrap_or_else(|| {
            panic!("{TABLE} has no row for `{name}`: compare its message with the one of `debug_handler`")
        });
        assert_eq!(*said, length, "{TABLE} on `{name}`: lines of ours");
    }
}

/// The names in a row's first cell, with the lines of our messages.
fn rows() -> BTreeMap<String, String> {
    let table = fs::read_to_string(TABLE).expect("the table is there");
    let mut rows = BTreeMap::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let lines = cells[cells.len() - 2];
        let ours = lines.rsplit(" → ").next().unwrap_or_default().trim();
        for name in cells[0].split('`').skip(1).step_by(2) {
            rows.insert(name.to_owned(), ours.to_owned());
        }
    }
    rows
}
