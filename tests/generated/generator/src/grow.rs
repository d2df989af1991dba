//! Grows a body out of the grammar, keeping track of what is in scope. Format strings are made in `formats`.

use std::collections::HashMap;

use crate::body::{Body, Part, Statement};
use crate::grammar::{Form, GRAMMAR, Piece};
use crate::handler::Answer;
use crate::random::Random;
use crate::rules::Need;
use crate::scope::{Around, Kind, Scope};

/// Names that a careless macro might use itself.
const HOSTILE: &[&str] = &[
    "ctx", "arena", "text", "context", "answer", "lease", "pool", "value", "body", "handler",
    "request", "this", "len", "format", "out", "result", "__arena", "response", "future", "site",
    "s", "r#type",
];
const PLAIN: &[&str] = &[
    "note", "word", "line", "key", "found", "part", "item", "row", "entry", "left",
];

pub struct Grower {
    pub random: Random,
    pub scope: Scope,
    pub labels: Vec<&'static str>,
    answer: &'static Answer,
    new_edition: bool,
    named: usize,
    nested: usize,
    statements_left: usize,
    had_rows: bool,
    collects_text: bool,
}

/// What a form has named so far.
#[derive(Default)]
struct Names {
    said: HashMap<String, String>,
    lets: Vec<(String, Kind, bool)>,
    changed: String,
    changed_kind: Option<Kind>,
}

pub fn body(
    random: Random,
    answer: &'static Answer,
    new_edition: bool,
    mutable_input: bool,
    collects_text: bool,
) -> (Body, Vec<&'static str>) {
    let mut grower = Grower {
        random,
        scope: Scope::new(),
        labels: Vec::new(),
        answer,
        new_edition,
        named: 0,
        nested: 0,
        statements_left: 70,
        had_rows: false,
        collects_text,
    };
    grower.scope.open(Around::Block);
    for (name, kind) in [
        ("input.text", Kind::Text),
        ("input.count", Kind::Count),
        ("input.flag", Kind::Bool),
    ] {
        grower
            .scope
            .declare(name.to_owned(), kind, mutable_input, 0);
    }
    let count = 5 + grower.random.below(14);
    let statements = (0..count).map(|_| grower.statement()).collect();
    let answer = grower
        .grow(answer.rule, 3)
        .expect("there is always an answer");
    (Body { statements, answer }, grower.labels)
}

impl Grower {
    fn statement(&mut self) -> Statement {
        self.statements_left = self.statements_left.saturating_sub(1);
        let depth = 1 + self.random.below(4);
        let since = self.scope.mentions();
        let statement = self
            .grow("stmt", depth)
            .expect("there is always a statement");
        self.scope.forget_mentions(since);
        statement
    }

    fn statements(&mut self) -> Vec<Statement> {
        if self.statements_left == 0 {
            return Vec::new();
        }
        self.nested += 1;
        let count = 1 + self.random.below(3);
        let statements = (0..count).map(|_| self.statement()).collect();
        self.nested -= 1;
        statements
    }

    /// Something of that name, at most about so deep.
    pub fn grow(&mut self, name: &str, depth: usize) -> Option<Vec<Part>> {
        let forms = GRAMMAR
            .get(name)
            .unwrap_or_else(|| panic!("no rule makes {name}"));
        let mut fitting: Vec<_> = forms.iter().filter(|form| self.fits(form)).collect();
        if name == "rows" && !self.scope.movable(Kind::Rows).is_empty() {
            fitting.retain(|form| {
                form.pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Move { .. }))
            });
        }
        let least = fitting.iter().map(|form| form.depth).min()?;
        fitting.retain(|form| form.depth <= depth.max(least));
        if self.random.percent(35) {
            // What has to do with variables is rare among what makes new values, and matters most.
            let about = fitting
                .iter()
                .filter(|form| form.is_about_variables)
                .copied()
                .collect();
            if let Some(parts) = self.one_of(about, depth) {
                return Some(parts);
            }
        }
        self.one_of(fitting, depth)
    }

    /// One of `fitting` at random for which all it needs is found.
    fn one_of(&mut self, mut fitting: Vec<&Form>, depth: usize) -> Option<Vec<Part>> {
        while !fitting.is_empty() {
            let form = fitting.swap_remove(self.random.below(fitting.len()));
            let (scope, labels) = (self.scope.clone(), self.labels.len());
            if let Some(parts) = self.write(form, depth.saturating_sub(1)) {
                return Some(parts);
            }
            self.scope = scope;
            self.labels.truncate(labels);
        }
        None
    }

    fn fits(&self, form: &Form) -> bool {
        let runs_elsewhere = self.scope.is_inside(Around::Closure);
        form.rule.needs.iter().all(|need| match need {
            Need::Await => !runs_elsewhere && !self.scope.is_inside(Around::Wall),
            Need::Return => !runs_elsewhere && !self.scope.is_inside(Around::Async),
            Need::Loop => self.scope.is_in_loop(),
            Need::Shallow => self.scope.loops() < 2 && self.nested < 4,
            Need::New => self.new_edition,
            Need::Fallible => self.answer.fallible,
            Need::Borrowing => self.answer.borrows,
            Need::Owning => !self.answer.borrows,
            Need::RowsWanted => {
                let wanted =
                    self.answer.rule.ends_with("page") || self.answer.rule == "answer_rows";
                wanted && self.nested == 0 && !self.had_rows && self.scope.loops() == 0
            }
            Need::CollectsText => self.collects_text,
            Need::NoRows => self.scope.movable(Kind::Rows).is_empty(),
        }) && !(form.has_statements && (self.nested >= 3 || self.statements_left == 0))
    }

    fn write(&mut self, form: &Form, depth: usize) -> Option<Vec<Part>> {
        self.labels.push(form.rule.label);
        let (mentions, exclusives) = (self.scope.mentions(), self.scope.exclusives());
        let mut names = Names::default();
        let mut parts = Vec::new();
        for piece in &form.pieces {
            let text = match piece {
                Piece::Text(text) => text.clone(),
                Piece::Grows(name) => {
                    parts.extend(self.grow(name, depth)?);
                    continue;
                }
                Piece::Answer => {
                    parts.extend(self.grow(self.answer.rule, depth.min(2))?);
                    continue;
                }
                Piece::Format => {
                    self.scope.open(Around::Wall);
                    let format = self.format(depth)?;
                    self.scope.close();
                    parts.extend(format);
                    continue;
                }
                Piece::Shown => {
                    parts.push(Part::Text(self.shown()));
                    continue;
                }
                Piece::Statements => {
                    parts.push(Part::Statements(self.statements()));
                    continue;
                }
                Piece::Open(around) => {
                    self.scope.open(*around);
                    continue;
                }
                Piece::Close => {
                    self.scope.close();
                    continue;
                }
                Piece::Done => {
                    self.scope.forget_mentions(mentions);
                    continue;
                }
                Piece::Know {
                    kind,
                    label,
                    mutable,
                } => {
                    let name = names.said[label].clone();
                    self.had_rows |= *kind == Kind::Rows;
                    self.scope.declare(name, *kind, *mutable, mentions);
                    continue;
                }
                naming => self.name(naming, form, &mut names)?,
            };
            parts.push(Part::Text(text));
        }
        for (name, kind, mutable) in names.lets {
            self.scope.declare(name, kind, mutable, mentions);
        }
        self.scope.forget_exclusives(exclusives);
        Some(parts)
    }

    fn name(&mut self, piece: &Piece, form: &Form, names: &mut Names) -> Option<String> {
        Some(match piece {
            Piece::Read {
                kinds,
                label,
                plainly_named,
            } => {
                let mut found = self.scope.readable(kinds);
                found.retain(|index| !plainly_named || !self.scope.name(*index).contains('.'));
                let name = self.choose(&found).map(|index| self.scope.read(index))?;
                names.said.insert(label.clone(), name.clone());
                name
            }
            Piece::Change { kind, label } => {
                let found = self.scope.mutable(*kind);
                let name = self.choose(&found).map(|index| self.scope.change(index))?;
                names.said.insert(label.clone(), name.clone());
                names.changed.clone_from(&name);
                names.changed_kind = Some(*kind);
                name
            }
            Piece::Set { kind, label } => {
                let found = self.scope.mutable(*kind);
                let name = self.choose(&found).map(|index| self.scope.set(index))?;
                names.said.insert(label.clone(), name.clone());
                names.changed.clone_from(&name);
                names.changed_kind = Some(*kind);
                name
            }
            Piece::Move { kind } => {
                let found = self.scope.movable(*kind);
                self.choose(&found).map(|index| self.scope.take(index))?
            }
            Piece::Fresh { label, capital } => {
                let mut name = self.fresh(form.may_shadow, names);
                if *capital {
                    self.named += 1;
                    name = format!("Local{}", self.named);
                }
                names.said.insert(label.clone(), name.clone());
                name
            }
            Piece::Again { label } => names.said[label].clone(),
            Piece::Let { kind, label } => {
                let name = self.fresh(form.may_shadow, names);
                let mutable = self.random.percent(60);
                names.said.insert(label.clone(), name.clone());
                names.lets.push((name.clone(), *kind, mutable));
                if mutable { format!("mut {name}") } else { name }
            }
            Piece::CapText | Piece::CapItems
                if self.random.percent(40) && self.scope.loops() == 0 =>
            {
                String::new()
            }
            Piece::CapText => {
                let name = &names.changed;
                format!(" if {name}.len() > 3000 {{ {name}.clear(); }}")
            }
            Piece::CapItems => {
                let name = &names.changed;
                let bound = match names.changed_kind {
                    Some(Kind::Texts) => format!(" {name}.retain(|one| one.len() < 500);"),
                    // What an answer's items are is not known yet, which the macro overlooks.
                    Some(Kind::Answers) => {
                        format!(" if {name}.concat().len() > 3000 {{ {name}.clear(); }}")
                    }
                    _ => String::new(),
                };
                format!("{bound} {name}.truncate(30);")
            }
            _ => unreachable!("all other pieces are no names"),
        })
    }

    fn choose(&mut self, found: &[usize]) -> Option<usize> {
        // Later ones more often, so that values flow on.
        let from = if self.random.percent(50) {
            found.len() * 2 / 3
        } else {
            0
        };
        let found = &found[from..];
        if found.is_empty() {
            None
        } else {
            Some(found[self.random.below(found.len())])
        }
    }

    fn fresh(&mut self, may_shadow: bool, names: &Names) -> String {
        let is_free = |name: &str| !names.said.values().any(|said| said == name);
        if may_shadow && self.random.percent(15) {
            let all = self.scope.readable(&[
                Kind::Text,
                Kind::Str,
                Kind::Count,
                Kind::Texts,
                Kind::Answer,
            ]);
            if let Some(index) = self.choose(&all) {
                let name = self.scope.name(index).to_owned();
                if !name.contains('.') && is_free(&name) {
                    self.labels.push("shadowing");
                    return name;
                }
            }
        }
        if may_shadow && self.random.percent(8) {
            let name = self.random.pick(HOSTILE);
            if is_free(name) {
                self.labels.push("hostile name");
                return name.to_owned();
            }
        }
        self.named += 1;
        format!("{}{}", self.random.pick(PLAIN), self.named)
    }
}
