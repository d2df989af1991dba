//! The rules by what they make, with their forms read, and how deep each must grow at least.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::{self, Rule};
use crate::scope::{Around, Kind};

/// A piece of a form.
pub enum Piece {
    Text(String),
    /// Whatever some other rule makes.
    Grows(String),
    Format,
    Statements,
    /// All that is in scope, shown.
    Shown,
    Answer,
    Read {
        kinds: Vec<Kind>,
        label: String,
        plainly_named: bool,
    },
    Change {
        kind: Kind,
        label: String,
    },
    Set {
        kind: Kind,
        label: String,
    },
    Move {
        kind: Kind,
    },
    Fresh {
        label: String,
        capital: bool,
    },
    Again {
        label: String,
    },
    /// Names a variable that is in scope after the form.
    Let {
        kind: Kind,
        label: String,
    },
    /// What has been named is in scope from here.
    Know {
        kind: Kind,
        label: String,
        mutable: bool,
    },
    Open(Around),
    Close,
    Done,
    CapText,
    CapItems,
}

pub struct Form {
    pub rule: &'static Rule,
    pub pieces: Vec<Piece>,
    /// How many rules deep it is at least.
    pub depth: usize,
    pub has_statements: bool,
    /// It is a statement that changes a variable, or an expression that mentions one.
    pub is_about_variables: bool,
    /// Its variables may have names that others have.
    pub may_shadow: bool,
}

/// Deep enough to be out of reach.
const NEVER: usize = 99;

pub static GRAMMAR: LazyLock<HashMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut grammar: HashMap<&str, Vec<Form>> = HashMap::new();
    for rule in rules::all() {
        let pieces = read(rule.form);
        let may_shadow = (rule.form.starts_with("let $let")
            && rule.form.matches(';').count() == 1
            && rule.form.ends_with(';'))
            || rule.form.starts_with("for $fresh")
            || rule.form.starts_with("if let Some($fresh");
        let is_about_variables = pieces.iter().any(|piece| match piece {
            Piece::Change { .. } | Piece::Set { .. } => true,
            Piece::Read { .. } | Piece::Move { .. } => rule.makes != "stmt",
            _ => false,
        });
        let has_statements = pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Statements));
        let form = Form {
            rule,
            pieces,
            depth: NEVER,
            has_statements,
            is_about_variables,
            may_shadow,
        };
        grammar.entry(rule.makes).or_default().push(form);
    }
    let mut depths: HashMap<&str, usize> = HashMap::from([("answer", 0)]);
    loop {
        let mut changed = false;
        for (makes, forms) in &mut grammar {
            for form in forms {
                let depth = form
                    .pieces
                    .iter()
                    .map(|piece| depth_of(piece, &depths))
                    .max();
                form.depth = depth.unwrap_or(0);
                if form.depth < depths.get(makes).copied().unwrap_or(NEVER) {
                    depths.insert(makes, form.depth);
                    changed = true;
                }
            }
        }
        if !changed {
            return grammar;
        }
    }
});

fn depth_of(piece: &Piece, depths: &HashMap<&str, usize>) -> usize {
    match piece {
        Piece::Grows(name) => (depths.get(name.as_str()).copied().unwrap_or(NEVER) + 1).min(NEVER),
        _ => 0,
    }
}

fn read(form: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find('$') {
        if at > 0 {
            pieces.push(Piece::Text(rest[..at].to_owned()));
        }
        let (piece, after) = read_hole(&rest[at + 1..]);
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

fn read_hole(text: &str) -> (Piece, &str) {
    if let Some(after) = text.strip_prefix('$') {
        return (Piece::Text("$".to_owned()), after);
    }
    if let Some(after) = text.strip_prefix(']') {
        return (Piece::Close, after);
    }
    if let Some(after) = text.strip_prefix('@') {
        let (label, after) = word(after);
        return (
            Piece::Again {
                label: label.to_owned(),
            },
            after,
        );
    }
    if let Some(after) = text.strip_prefix('[') {
        for (name, around) in [
            ("loop", Around::Loop),
            ("closure", Around::Closure),
            ("async", Around::Async),
            ("wall", Around::Wall),
            ("unseen", Around::Unseen),
        ] {
            if let Some(after) = after.strip_prefix(name) {
                return (Piece::Open(around), after);
            }
        }
        return (Piece::Open(Around::Block), after);
    }
    let (name, after) = word(text);
    let mut parameters = Vec::new();
    let mut rest = after;
    if matches!(
        name,
        "var" | "name" | "mut" | "set" | "move" | "fresh" | "Fresh" | "let" | "know" | "show"
    ) {
        while let Some(after) = rest
            .strip_prefix(':')
            .filter(|after| after.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let end = after
                .find(|c: char| !(c.is_ascii_lowercase() || (c == '|' && name == "var")))
                .unwrap_or(after.len());
            parameters.push(&after[..end]);
            rest = &after[end..];
        }
    }
    let kind = || Kind::named(parameters[0]);
    let label = || parameters.get(1).copied().unwrap_or_default().to_owned();
    let piece = match name {
        "var" | "name" => Piece::Read {
            kinds: parameters[0].split('|').map(Kind::named).collect(),
            label: label(),
            plainly_named: name == "name",
        },
        "mut" => Piece::Change {
            kind: kind(),
            label: label(),
        },
        "set" if !parameters.is_empty() => Piece::Set {
            kind: kind(),
            label: label(),
        },
        "move" => Piece::Move { kind: kind() },
        "fresh" | "Fresh" => Piece::Fresh {
            label: parameters[0].to_owned(),
            capital: name == "Fresh",
        },
        "let" => Piece::Let {
            kind: kind(),
            label: label(),
        },
        "know" | "show" => Piece::Know {
            kind: kind(),
            label: label(),
            mutable: name == "show",
        },
        "done" => Piece::Done,
        "cap" => Piece::CapText,
        "few" => Piece::CapItems,
        "fmt" => Piece::Format,
        "stmts" => Piece::Statements,
        "shown" => Piece::Shown,
        "answer" => Piece::Answer,
        other => Piece::Grows(other.to_owned()),
    };
    (piece, rest)
}

fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .unwrap_or(text.len());
    text.split_at(end)
}
