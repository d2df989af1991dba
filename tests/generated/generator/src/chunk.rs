//! A chunk: a file with both twins of some handlers, and where each of them stands in it.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::handler::Handler;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Twin {
    Plain,
    Annotated,
}

pub struct Chunk {
    pub path: PathBuf,
    places: Vec<(Range<usize>, usize, Twin)>,
}

impl Chunk {
    /// Writes `handlers`, each under its number, as a program that runs them.
    pub fn write(path: &Path, handlers: &[(usize, Handler)], seed: u64) -> io::Result<Self> {
        let mut source = String::new();
        let mut places = Vec::new();
        let mut main = String::new();
        for (number, handler) in handlers {
            let _ = writeln!(source, "mod b{number} {{");
            for (twin, name, text) in [
                (Twin::Plain, "plain", handler.plain()),
                (Twin::Annotated, "annotated", handler.annotated()),
            ] {
                let start = source.matches('\n').count() + 1;
                let _ = writeln!(source, "pub mod {name} {{\n{text}}}");
                places.push((start..source.matches('\n').count() + 1, *number, twin));
            }
            source.push_str("}\n");
            let _ = writeln!(
                main,
                "stage::twins({number},\nstage::get(b{number}::plain::handler),\nstage::get(b{number}::annotated::handler)),"
            );
        }
        // Whether a future may be sent is only asked where it is routed.
        let mut line = source.matches('\n').count() + 2;
        for (number, _) in handlers {
            places.push((line + 1..line + 2, *number, Twin::Plain));
            places.push((line + 2..line + 3, *number, Twin::Annotated));
            line += 3;
        }
        let _ = writeln!(
            source,
            "fn main() {{ stage::perform({seed}, vec![\n{main}]); }}"
        );
        fs::write(path, source)?;
        Ok(Self {
            path: path.to_owned(),
            places,
        })
    }

    /// Whose text line `line` is.
    pub fn at(&self, line: usize) -> Option<(usize, Twin)> {
        let found = self.places.iter().find(|(lines, ..)| lines.contains(&line));
        found.map(|(_, number, twin)| (*number, *twin))
    }
}
