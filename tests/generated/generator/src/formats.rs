//! Format strings with their arguments: all specs, captured names, positions.

use std::fmt::Write as _;

use crate::body::Part;
use crate::grow::Grower;
use crate::scope::Kind;

const SHOWN: &[Kind] = &[
    Kind::Text,
    Kind::Answer,
    Kind::Str,
    Kind::RefStr,
    Kind::RefText,
    Kind::Count,
    Kind::Int,
    Kind::Bool,
    Kind::Char,
];
const DEBUG_ONLY: &[Kind] = &[
    Kind::Texts,
    Kind::Counts,
    Kind::Strs,
    Kind::Maybe,
    Kind::Record,
    Kind::Sorted,
    Kind::Answers,
    Kind::Numbers,
    Kind::Rows,
];
const BETWEEN: &[&str] = &[
    "", "", " ", "-", "{{", "}}", "ß", ": ", "/", "\\n", "\\u{e9}", "%",
];
const ANY_SPEC: &[&str] = &["", "", "", "", ":>8", ":<5", ":^7", ":*^9", ":?"];
const TEXT_SPEC: &[&str] = &[":.3", ":>6.2", ":#?", ":-<4"];
const NUMBER_SPEC: &[&str] = &[":04", ":+", ":#x", ":#010b", ":o", ":<3"];
const DEBUG_SPEC: &[&str] = &[":?", ":?", ":#?"];

impl Grower {
    /// `"..", arguments`.
    pub fn format(&mut self, depth: usize) -> Option<Vec<Part>> {
        let mut string = String::new();
        let mut positional: Vec<Vec<Part>> = Vec::new();
        let mut named: Vec<Vec<Part>> = Vec::new();
        for _ in 0..self.random.below(4) + usize::from(self.random.percent(85)) {
            string.push_str(self.random.pick(BETWEEN));
            match self.random.below(10) {
                0..4 => string.push_str(&self.captured().unwrap_or_default()),
                4..8 => {
                    let (argument, spec) = self.argument(depth)?;
                    let _ = write!(string, "{{{spec}}}");
                    positional.push(argument);
                }
                8 if !positional.is_empty() => {
                    let again = self.random.below(positional.len());
                    let _ = write!(string, "{{{again}:?}}");
                }
                _ => {
                    let name = ["first", "second", "third", "fourth"][named.len().min(3)];
                    let (argument, spec) = self.argument(depth)?;
                    let _ = write!(string, "{{{name}{spec}}}");
                    if named.len() < 4 {
                        let mut parts = vec![Part::Text(format!("{name} = "))];
                        parts.extend(argument);
                        named.push(parts);
                    }
                }
            }
        }
        string.push_str(self.random.pick(BETWEEN));
        let mut parts = vec![Part::Text(format!("\"{string}\""))];
        for argument in positional.into_iter().chain(named) {
            parts.push(Part::Text(", ".to_owned()));
            parts.extend(argument);
        }
        Some(parts)
    }

    fn argument(&mut self, depth: usize) -> Option<(Vec<Part>, String)> {
        let below = depth.saturating_sub(1);
        let (kind, specs): (&str, &[&str]) = match self.random.below(10) {
            0..3 => ("str", TEXT_SPEC),
            3 => ("text", TEXT_SPEC),
            4 => ("site", TEXT_SPEC),
            5 => ("arg", TEXT_SPEC),
            6..8 => ("count", NUMBER_SPEC),
            8 => ("char", &[":>2"]),
            _ => ("texts", DEBUG_SPEC),
        };
        let specs = if kind != "texts" && self.random.percent(70) {
            ANY_SPEC
        } else {
            specs
        };
        let spec = self.random.pick(specs).to_owned();
        Some((self.grow(kind, below)?, spec))
    }

    /// `{name}`.
    fn captured(&mut self) -> Option<String> {
        let mut all = self.scope.readable(SHOWN);
        all.extend(self.scope.readable(DEBUG_ONLY));
        // Nothing bounds how long rows get that are made of themselves.
        all.retain(|index| self.scope.loops() == 0 || self.scope.kind(*index) != Kind::Rows);
        all.retain(|index| !self.scope.name(*index).contains('.'));
        if all.is_empty() {
            return None;
        }
        let index = self.random.pick(&all);
        let specs = if SHOWN.contains(&self.scope.kind(index)) {
            ANY_SPEC
        } else {
            DEBUG_SPEC
        };
        let spec = self.random.pick(specs);
        Some(format!("{{{}{spec}}}", self.scope.read(index)).replace("r#", ""))
    }

    /// `format!` of what is in scope, so that an answer tells of all that went before.
    pub fn shown(&mut self) -> String {
        let mut string = String::new();
        let mut arguments = String::new();
        let shown = self.scope.readable(SHOWN);
        let debugged = self.scope.readable(DEBUG_ONLY);
        for index in shown.into_iter().chain(debugged) {
            if self.random.percent(30) {
                continue;
            }
            let spec = if SHOWN.contains(&self.scope.kind(index)) {
                ""
            } else {
                ":?"
            };
            let name = self.scope.read(index);
            if name.contains('.') || self.random.percent(30) {
                let _ = write!(string, "|{{{spec}}}");
                let _ = write!(arguments, ", {name}");
            } else {
                string.push_str(&format!("|{{{name}{spec}}}").replace("r#", ""));
            }
        }
        format!("format!(\"{string}\"{arguments})")
    }
}
