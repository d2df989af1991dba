//! The page "Errors and what to do" of the documentation is made from the cases of `tests/ui/fail` that have
//! their fix in `tests/ui/fixed`. It is in the repository, so that it is read where it is published; this is
//! what keeps the two the same. That the fixes compile and the cases do not is seen by the doctests of the page.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

const PAGE: &str = "arena-runtime/src/errors.md";

/// The folders of cases in the order of the page, each with its heading and what is said of all in it.
const THEMES: [(&str, &str, &str); 11] = [
    (
        "signature",
        "The function",
        "What cannot be a handler, whatever is in it.",
    ),
    (
        "options",
        "The attribute's options",
        "All mistakes in the options are reported at once, with what may be written instead.",
    ),
    (
        "context",
        "The context",
        "A handler asks for its context by a parameter `ctx: &RequestContext`.",
    ),
    (
        "axum",
        "What axum takes and answers",
        "axum asks only where a route is added, and says then that there is no handler. The attribute asks at the \
         types themselves.",
    ),
    (
        "borrowing",
        "Arguments that borrow",
        "An argument whose type has a lifetime left out, or called `'_` or `'arena`, borrows from the request.",
    ),
    (
        "escapes",
        "Arena data that would outlive its request",
        "None of it compiles, whatever way it is tried. Where the way can be seen, it is named.",
    ),
    (
        "state",
        "Arena data in what handlers share",
        "State and extensions are there for all requests, so they own what they hold.",
    ),
    (
        "answers",
        "Answers that borrow",
        "An answer may borrow from the arena, and from nothing else that the handler has.",
    ),
    (
        "sends",
        "What may not be held across an await",
        "A handler may wake up on another thread than it fell asleep on. The arena's own collections may go along.",
    ),
    (
        "explain",
        "What stays on the heap",
        "It is no mistake to allocate there, unless it is denied.",
    ),
    (
        "arena_fn",
        "Functions that handlers call",
        "What `#[arena_fn]` wants of a function.",
    ),
];

const INTRODUCTION: &str = "\
<!-- Made by `UPDATE=1 cargo test --test errors_page` from `tests/ui/fail` and `tests/ui/fixed`. -->

Each error with code that makes it, what the compiler says, why, and the same code in order. Where an error
speaks of an `ArenaHandler`, it means the handler that the attribute stands on.
";

#[test]
fn is_what_the_cases_say() {
    let page = page();
    if env::var_os("UPDATE").is_some() {
        fs::write(PAGE, page).expect("the page can be written");
        return;
    }
    let committed = fs::read_to_string(PAGE).unwrap_or_default();
    let missing: Vec<String> = fixes()
        .iter()
        .map(Fix::title)
        .filter(|title| !committed.contains(&format!("## {title}\n")))
        .collect();
    assert!(
        missing.is_empty(),
        "{PAGE} lacks {missing:?}: run `UPDATE=1 cargo test --test errors_page` and commit the page"
    );
    assert!(
        committed == page,
        "{PAGE} is not what the cases and their fixes say: run `UPDATE=1 cargo test --test errors_page`, and \
         commit the page with them"
    );
}

/// The page, out of all cases that have a fix.
fn page() -> String {
    let fixes = fixes();
    let mut page = INTRODUCTION.to_owned();
    for (theme, heading, about) in THEMES {
        let mut of_theme = fixes.iter().filter(|fix| fix.theme == theme).peekable();
        if of_theme.peek().is_none() {
            continue;
        }
        write!(page, "\n# {heading}\n\n{about}\n").unwrap();
        for fix in of_theme {
            fix.write(&mut page);
        }
    }
    page
}

/// A case and how it is put right.
struct Fix {
    theme: String,
    /// The path below `fail` and `fixed`, without its ending.
    name: PathBuf,
}

fn fixes() -> Vec<Fix> {
    let mut fixes = Vec::new();
    for folder in entries(Path::new("tests/ui/fixed")) {
        let theme = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(
            THEMES.iter().any(|(known, ..)| *known == theme),
            "{} has no heading: add one to `THEMES` in tests/errors_page.rs",
            folder.display()
        );
        for file in entries(&folder) {
            let name = Path::new(&theme).join(file.file_stem().unwrap());
            let case = in_folder("fail", &name, "rs");
            assert!(
                case.exists(),
                "{} puts right what is no case: it must have the name of one, and {} is not there",
                file.display(),
                case.display()
            );
            fixes.push(Fix {
                theme: theme.clone(),
                name,
            });
        }
    }
    fixes
}

impl Fix {
    fn write(&self, page: &mut String) {
        let case = read(&in_folder("fail", &self.name, "rs"));
        let (_, case) = comment_and_code(&case);
        let fixed = read(&in_folder("fixed", &self.name, "rs"));
        let (about, fixed) = comment_and_code(&fixed);
        let why: Vec<&str> = about.lines().skip(1).collect();
        let messages = read(&in_folder("fail", &self.name, "stderr"));
        let code = messages
            .lines()
            .find_map(|line| line.strip_prefix("error["))
            .and_then(|line| line.split_once(']'))
            .map_or(String::new(), |(code, _)| format!(",{code}"));
        write!(
            page,
            "\n## {title}\n\n```compile_fail{code}\n{case}```\n\nThe compiler says:\n\n{said}\n{why}\n\n\
             ```\n{fixed}```\n",
            title = self.title(),
            case = shown(case),
            said = said(&messages),
            why = why.join("\n").trim(),
            fixed = shown(fixed),
        )
        .unwrap();
    }

    fn title(&self) -> String {
        let file = in_folder("fixed", &self.name, "rs");
        let text = read(&file);
        let (about, _) = comment_and_code(&text);
        let title = about
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("# "));
        let Some(title) = title else {
            panic!(
                "{} begins with no title: write `//! # The mistake`, an empty line, and why it is one",
                file.display()
            );
        };
        title.to_owned()
    }
}

/// The comment at the start of a file, without its slashes, and what comes after it.
fn comment_and_code(file: &str) -> (String, &str) {
    let mut about = String::new();
    let mut rest = file;
    while let Some(comment) = rest.strip_prefix("//!") {
        let (line, after) = comment.split_once('\n').unwrap_or((comment, ""));
        about += line.strip_prefix(' ').unwrap_or(line);
        about.push('\n');
        rest = after;
    }
    (about, rest.trim_start())
}

/// Code as it stands on the page, with what every case ends with out of sight, and with crates by the names that
/// they are published under.
fn shown(code: &str) -> String {
    let code = code.replace("bumpalo_plain", "bumpalo");
    match code.strip_suffix("\nfn main() {}\n") {
        Some(code) => format!("{code}# fn main() {{}}\n"),
        None => code,
    }
}

/// The headlines of the messages, each once, with what is to be written instead.
fn said(messages: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for message in messages.split("\n\n") {
        let mut lines = message.lines();
        let Some(headline) = lines.find(|line| line.starts_with("error")) else {
            continue;
        };
        let (kind, headline) = headline.split_once(": ").unwrap();
        let mut entry = format!("- `{kind}`: {headline}\n");
        for line in lines {
            if let Some((_, note)) = line.split_once("= note: ")
                && is_advice(note)
            {
                writeln!(entry, "  - {note}").unwrap();
            }
        }
        if !said.contains(&entry) {
            said.push(entry);
        }
    }
    said.concat()
}

/// Whether a note is for the user, and not on how the compiler found out.
fn is_advice(note: &str) -> bool {
    ["required for ", "this error originates", "expected "]
        .iter()
        .all(|other| !note.starts_with(other))
}

fn in_folder(folder: &str, name: &Path, ending: &str) -> PathBuf {
    Path::new("tests/ui")
        .join(folder)
        .join(name)
        .with_extension(ending)
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
