//! Finds the axum handlers in a source tree and puts `#[arena_handler]` on them, or takes it off again.
//!
//! ```text
//! cargo run --example annotate -- --dry-run path/to/project/src
//! cargo run --example annotate -- path/to/project/src
//! cargo run --example annotate -- --remove path/to/project/src
//! ```
//!
//! A handler is an `async fn` that is registered with a router anywhere under the given paths, or carries an
//! attribute that only handlers have. All else in the files stays as it is, to the byte. The project must
//! depend on `arena-runtime`.

#![forbid(unsafe_code)]
#![deny(warnings, clippy::all, clippy::pedantic)]

mod edit;
mod functions;
mod registrations;
mod source;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Parser;

use functions::Function;
use source::{Choice, Source};

/// Puts `#[arena_handler]` on the axum handlers in a source tree.
#[derive(Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch")]
struct Options {
    /// Files, and folders with all that is in them but hidden folders and build output.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Also annotate what is registered nowhere under the paths but looks like a handler by its types.
    #[arg(long)]
    all: bool,
    /// List the functions, as `file:line name`, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take the attribute off again.
    #[arg(long, conflicts_with_all = ["all", "explain"])]
    remove: bool,
    /// Where the project has `arena_runtime`, if it is re-exported or renamed.
    #[arg(long, default_value = "arena_runtime")]
    crate_path: String,
    /// Have the attribute say what it did with each handler.
    #[arg(long)]
    explain: bool,
}

fn main() -> io::Result<()> {
    let options = Options::parse();
    let mut files = Vec::new();
    for path in &options.paths {
        add_rust_files(path, &mut files)?;
    }
    let mut registered = HashSet::new();
    let mut sources = Vec::new();
    for path in files {
        match Source::parse(fs::read_to_string(&path)?, &mut registered) {
            Ok(source) => sources.push((path, source)),
            Err(error) => eprintln!("{}: left out: {error}", path.display()),
        }
    }

    let attribute = attribute(&options);
    let choice = Choice {
        registered: &registered,
        all: options.all,
    };
    let (mut handlers, mut changed) = (0, 0);
    for (path, source) in &sources {
        let functions = if options.remove {
            source.with_attribute()
        } else {
            source.without_attribute(&choice)
        };
        if functions.is_empty() {
            continue;
        }
        handlers += functions.len();
        changed += 1;
        if options.dry_run {
            list(path, &functions);
        } else if options.remove {
            fs::write(path, source.stripped(&functions))?;
        } else {
            fs::write(path, source.annotated(&functions, &attribute))?;
        }
    }
    let done = match (options.remove, options.dry_run) {
        (false, false) => "annotated",
        (true, false) => "took the attribute off",
        (false, true) => "would annotate",
        (true, true) => "would take the attribute off",
    };
    println!("{done} {handlers} handlers in {changed} files");
    Ok(())
}

/// As it is inserted. A path other than the usual one is the expansion's too.
fn attribute(options: &Options) -> String {
    let path = &options.crate_path;
    let elsewhere = (path != "arena_runtime").then(|| format!("crate = {path}"));
    let explain = options.explain.then(|| "explain".to_owned());
    let given: Vec<_> = elsewhere.into_iter().chain(explain).collect();
    if given.is_empty() {
        format!("#[{path}::arena_handler]")
    } else {
        format!("#[{path}::arena_handler({})]", given.join(", "))
    }
}

fn list(path: &Path, functions: &[&Function]) {
    for function in functions {
        println!("{}:{} {}", path.display(), function.line, function.name);
    }
}

/// Adds `path`, or what is in it in the order of names. Links are not followed.
fn add_rust_files(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let kind = entry.file_type()?;
        let is_rust = kind.is_file() && name.ends_with(".rs");
        let is_source = kind.is_dir() && !name.starts_with('.') && name != "target";
        if is_rust || is_source {
            add_rust_files(&entry.path(), files)?;
        }
    }
    Ok(())
}
