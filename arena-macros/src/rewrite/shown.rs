//! What a `format!` shows, as far as its format string tells: pieces of text, and values with how they are shown.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::{Expr, LitStr};

use super::literal_text::literal_text;
use crate::parse::body_macros::{Arguments, MacroCall};
use crate::parse::format_string::{Argument, Piece, Side, Spec, pieces};

/// What a simple `format!` shows.
pub(super) struct Shown {
    pub(super) values: Vec<Expr>,
    pub(super) steps: Vec<Step>,
}

pub(super) enum Step {
    Literal(String),
    /// A placeholder, with the index of its value.
    Part(Placeholder, usize),
}

pub(super) enum Placeholder {
    Plain,
    Padded(Side, u16),
    /// One that says otherwise how, alone.
    Formatted(LitStr),
}

impl Shown {
    /// `None` if the format string is not simple, or does not fit its arguments: then the compiler is to
    /// have the whole.
    pub(super) fn of(call: &MacroCall) -> Option<Self> {
        let template = call.template()?;
        let mut arguments = GivenArguments::of(call)?;
        let mut steps = Vec::new();
        for piece in pieces(&template.value())? {
            match piece {
                Piece::Literal(literal) => push_literal(&mut steps, &literal),
                Piece::Placeholder { argument, spec } => {
                    let index = arguments.index_of(argument, template)?;
                    let placeholder = match spec {
                        Spec::Plain => match literal_text(&arguments.values[index]) {
                            Some(literal) => {
                                push_literal(&mut steps, &literal);
                                continue;
                            }
                            None => Placeholder::Plain,
                        },
                        Spec::Padded(side, width) => Placeholder::Padded(side, width),
                        Spec::Other(spec) => {
                            let spec = format!("{{:{spec}}}");
                            Placeholder::Formatted(LitStr::new(&spec, template.span()))
                        }
                    };
                    steps.push(Step::Part(placeholder, index));
                }
            }
        }
        let values = arguments.all_shown()?;
        Some(Self { values, steps })
    }

    /// The indexes of what the placeholders show, one after the other.
    fn indexes(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().filter_map(|step| match step {
            Step::Literal(_) => None,
            Step::Part(_, index) => Some(*index),
        })
    }

    /// The values that placeholders show: literals are in the text already.
    pub(super) fn shown_values(&self) -> impl Iterator<Item = (usize, &Expr)> {
        let values = self.values.iter().enumerate();
        values.filter(|(index, _)| self.indexes().any(|shown| shown == *index))
    }

    /// Whether to write the values where they are shown is to evaluate them once, in order. To name a variable
    /// is to do nothing; to name a field may be to dereference what has it.
    pub(super) fn may_be_named_again(&self) -> bool {
        self.shown_values().all(|(_, value)| is_name(value))
            || self.shown_values().all(|(_, value)| is_place(value))
                && self.indexes().is_sorted_by(|one, next| one < next)
    }

    /// The format string for all of it, if every placeholder shows what may be of known length.
    pub(super) fn template(&self) -> Option<String> {
        let mut template = String::new();
        for step in &self.steps {
            match step {
                Step::Literal(literal) => {
                    template.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                Step::Part(Placeholder::Plain, _) => template.push_str("{}"),
                Step::Part(Placeholder::Padded(side, width), _) => {
                    let side = match side {
                        Side::Own => "",
                        Side::After => "<",
                        Side::Around => "^",
                        Side::Before => ">",
                        Side::Zeros => "0",
                    };
                    template.extend(["{:", side, &width.to_string(), "}"]);
                }
                Step::Part(Placeholder::Formatted(_), _) => return None,
            }
        }
        Some(template)
    }

    pub(super) fn literal_bytes(&self) -> u64 {
        let bytes = self.steps.iter().map(|step| match step {
            Step::Literal(literal) => literal.len() as u64,
            Step::Part(..) => 0,
        });
        bytes.sum()
    }
}

fn push_literal(steps: &mut Vec<Step>, literal: &str) {
    if let Some(Step::Literal(before)) = steps.last_mut() {
        before.push_str(literal);
    } else if !literal.is_empty() {
        steps.push(Step::Literal(literal.to_owned()));
    }
}

fn is_name(value: &Expr) -> bool {
    matches!(value, Expr::Path(_) | Expr::Lit(_))
}

/// Whether to evaluate it is to do nothing but to look.
fn is_place(value: &Expr) -> bool {
    match value {
        Expr::Field(field) => is_place(&field.base),
        value => is_name(value),
    }
}

/// The arguments of a `format!`: the given ones, then those its format string captures.
struct GivenArguments {
    values: Vec<Expr>,
    shown: Vec<bool>,
    by_name: HashMap<String, usize>,
    /// How many were given; what follows them is captured and has no position.
    given: usize,
    next: usize,
}

impl GivenArguments {
    fn of(call: &MacroCall) -> Option<Self> {
        let Arguments::List(list) = &call.arguments else {
            return None;
        };
        let mut given = Self {
            values: Vec::new(),
            shown: Vec::new(),
            by_name: HashMap::new(),
            given: list.len().saturating_sub(1),
            next: 0,
        };
        for (index, argument) in list.iter().skip(1).enumerate() {
            if let Some((name, _)) = &argument.name {
                given.by_name.insert(name.to_string(), index);
            }
            given.values.push((*argument.value).clone());
            given.shown.push(false);
        }
        Some(given)
    }

    fn index_of(&mut self, argument: Argument, template: &LitStr) -> Option<usize> {
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.positional(self.next - 1)?
            }
            Argument::Position(index) => self.positional(index)?,
            Argument::Name(name) => match self.by_name.get(&name) {
                Some(index) => *index,
                None => self.capture(name, template)?,
            },
        };
        *self.shown.get_mut(index)? = true;
        Some(index)
    }

    fn positional(&self, index: usize) -> Option<usize> {
        (index < self.given).then_some(index)
    }

    /// Adds the variable `name`, which is looked up where the format string was written.
    fn capture(&mut self, name: String, template: &LitStr) -> Option<usize> {
        let mut variable = syn::parse_str::<Ident>(&name).ok()?;
        variable.set_span(template.span());
        self.values.push(syn::parse_quote!(#variable));
        self.shown.push(false);
        let index = self.values.len() - 1;
        self.by_name.insert(name, index);
        Some(index)
    }

    /// The values, if each is shown; the compiler has something to say of those that are not.
    fn all_shown(self) -> Option<Vec<Expr>> {
        self.shown.iter().all(|shown| *shown).then_some(self.values)
    }
}
