//! Has cargo build and run a chunk, and tells which bodies it complains of.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::chunk::{Chunk, Twin};

pub struct Compiler {
    /// The workspace of the packages that include chunks.
    pub workspace: PathBuf,
    pub cargo: String,
}

/// What came of a chunk.
pub enum Built {
    /// The program.
    Program(PathBuf),
    /// Bodies that do not compile, with what the compiler says.
    Failed(BTreeMap<(usize, bool), String>),
    /// Something else is wrong.
    Broken(String),
}

/// What the program printed about bodies, by number; all others answer the same.
pub struct Performed {
    /// A body that took too long or too much memory, and whether plain did: nothing was done after it.
    pub slow: Option<(usize, bool)>,
    pub differences: BTreeMap<usize, String>,
    /// The sums over all bodies.
    pub summary: String,
}

impl Compiler {
    pub fn build(&self, chunk: &Chunk, package: &str) -> io::Result<Built> {
        let output = Command::new(&self.cargo)
            .args([
                "build",
                "--quiet",
                "--jobs=1",
                "--message-format=json",
                "--package",
                package,
            ])
            .current_dir(&self.workspace)
            .env("TWINS_CHUNK", &chunk.path)
            // The runner says where what it prints comes from; colours would be in the way.
            .env("CARGO_TERM_COLOR", "never")
            .output()?;
        let mut failed = BTreeMap::new();
        let mut unplaced = String::new();
        let mut program = None;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            if let Some(path) = message["executable"].as_str() {
                program = Some(PathBuf::from(path));
            }
            let message = &message["message"];
            if message["level"] != "error" || message["spans"].as_array().is_none_or(Vec::is_empty)
            {
                continue;
            }
            let rendered = message["rendered"].as_str().unwrap_or_default();
            match place(&message["spans"], chunk) {
                Some((number, twin)) => {
                    let text: &mut String =
                        failed.entry((number, twin == Twin::Annotated)).or_default();
                    text.push_str(rendered);
                }
                None => unplaced.push_str(rendered),
            }
        }
        Ok(if !failed.is_empty() {
            Built::Failed(failed)
        } else if let Some(program) = program.filter(|_| output.status.success()) {
            Built::Program(program)
        } else {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Built::Broken(unplaced + &said)
        })
    }

    pub fn run(program: &Path) -> io::Result<Performed> {
        // What grows without end is stopped before the machine is.
        let limited = "ulimit -v 4000000; exec timeout 600 \"$0\"";
        let output = Command::new("bash")
            .args(["-c", limited])
            .arg(program)
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut differences: BTreeMap<usize, String> = BTreeMap::new();
        let mut summary = None;
        let mut slow = None;
        for line in text.lines() {
            if let Some(difference) = line.strip_prefix("DIFFERS ") {
                let number = difference.split(' ').next().and_then(|n| n.parse().ok());
                let text = differences.entry(number.unwrap_or(usize::MAX)).or_default();
                *text += difference;
                text.push('\n');
            } else if let Some(line) = line.strip_prefix("SLOW ") {
                let mut words = line.split(' ');
                let number = words.next().and_then(|number| number.parse().ok());
                slow = number.map(|number| (number, words.next() == Some("true")));
            } else if let Some(line) = line.strip_prefix("SUMMARY ") {
                summary = Some(line.to_owned());
            }
        }
        if summary.is_none() && slow.is_none() {
            // It took all the memory there is, most likely.
            let said = String::from_utf8_lossy(&output.stderr);
            let mut last = said.lines().rev().filter_map(|line| line.split_once(' '));
            slow = last.find_map(|(number, twin)| Some((number.parse().ok()?, twin == "plain")));
        }
        if summary.is_none() && slow.is_none() {
            let status = output.status;
            return Err(io::Error::other(format!(
                "the chunk ended at once, {status}"
            )));
        }
        let summary = summary.unwrap_or_default();
        Ok(Performed {
            slow,
            differences,
            summary,
        })
    }
}

/// The body an error is about: what is at its spans, or at the macro calls these come from.
fn place(spans: &Value, chunk: &Chunk) -> Option<(usize, Twin)> {
    let spans = spans.as_array()?;
    let (first, others): (Vec<_>, Vec<_>) =
        spans.iter().partition(|span| span["is_primary"] == true);
    first.into_iter().chain(others).find_map(|span| {
        let mut span = span;
        loop {
            let file = span["file_name"].as_str().unwrap_or_default();
            let line = span["line_start"]
                .as_u64()
                .and_then(|line| usize::try_from(line).ok());
            if chunk.path.ends_with(file)
                && let Some(found) = line.and_then(|line| chunk.at(line))
            {
                return Some(found);
            }
            let call = span
                .get("expansion")
                .and_then(|expansion| expansion.get("span"));
            span = call.filter(|call| !call.is_null())?;
        }
    })
}
