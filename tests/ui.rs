//! What compiles and what does not, and what the compiler then says. The `.stderr` files are read by a
//! person: each must say where, why, and what to write instead.

use std::path::{Path, PathBuf};
use std::{fs, io};

#[test]
fn compiles() {
    trybuild::TestCases::new().pass("tests/ui/pass/*.rs");
}

#[test]
fn is_refused_with_a_helpful_message() {
    trybuild::TestCases::new().compile_fail("tests/ui/fail/*/*.rs");
}

/// A name that a user has not written and cannot look up says nothing.
#[test]
fn messages_name_nothing_internal() {
    let messages = messages_in(Path::new("tests/ui/fail")).expect("the messages can be read");
    assert!(messages.len() >= 60, "only {} messages", messages.len());
    let mut found = Vec::new();
    for file in messages {
        let text = fs::read_to_string(&file).expect("a message can be read");
        for (line, text) in text.lines().enumerate() {
            for name in text.split(|c: char| c != '_' && !c.is_alphanumeric()) {
                if is_internal(name) {
                    found.push(format!("{}:{}: `{name}`", file.display(), line + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "internal names in messages:\n{}",
        found.join("\n")
    );
}

/// Names of nobody's but the expansion's, among them all that start with `__`, as `__private` does.
fn is_internal(name: &str) -> bool {
    let is_ruled_off = name.chars().all(|c| c == '_');
    (name.starts_with("__") && !is_ruled_off) || ["arena_context", "arena_lease"].contains(&name)
}

/// The `.stderr` files in a folder and the folders in it.
fn messages_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(messages_in(&path)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "stderr")
        {
            found.push(path);
        }
    }
    Ok(found)
}
