//! The grammar bodies grow by: what each kind of expression or statement may be written as.
//!
//! A form is Rust with holes. `$text` is any expression of that name, `$var:text` a variable that is read,
//! `$mut:text` one that is changed, `$move:text` one that is given away, `$set:text` one that gets another
//! value. `$fresh:a` names something new, `$@a` says it again, `$let:text:a` names a variable of the scope
//! around and `$know:text:a` one of the scope inside. `$[` … `$]` is a scope (`$[loop`, `$[closure`,
//! `$[async`), `$stmts` are statements, `$done` says that what came before is no longer borrowed.

mod answers;
mod numbers;
mod sites;
mod statements;
mod structures;
mod texts;
mod uses;
mod vectors;

use std::env;

/// What a rule asks of the place it is used at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// `.await` may be written.
    Await,
    /// `return` may be written, and leaves the handler.
    Return,
    /// `break` and `continue` may be written.
    Loop,
    /// Not in a loop in a loop.
    Shallow,
    /// Edition 2024.
    New,
    /// The handler returns a `Result`.
    Fallible,
    /// The answer borrows from the arena.
    Borrowing,
    /// The answer does not.
    Owning,
    /// The answer has rows in it, and no variable holds any yet: once there is one, it goes to the answer,
    /// since only there its items' types are followed.
    RowsWanted,
    /// No variable holds rows.
    NoRows,
    /// The answer has no `Cow` or `Box<str>`, which nothing is collected into.
    CollectsText,
}

pub struct Rule {
    /// What may be written so.
    pub makes: &'static str,
    /// What it covers.
    pub label: &'static str,
    pub needs: &'static [Need],
    pub form: &'static str,
}

/// A table of rules.
macro_rules! rules {
    ($($makes:ident { $($label:literal $([$($need:ident),+])? = $form:literal;)* })*) => {
        pub(super) const RULES: &[super::Rule] = &[$($(super::Rule {
            makes: stringify!($makes),
            label: $label,
            needs: &[$($(super::Need::$need),+)?],
            form: $form,
        }),*),*];
    };
}
use rules;

/// Rules left out until the macro is right about what they write, by label; all are in with
/// `TWINS_LEFT_OUT` in the environment.
const LEFT_OUT: &[&str] = &[];

/// All rules that are in use.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        sites::RULES,
        texts::RULES,
        numbers::RULES,
        vectors::RULES,
        structures::RULES,
        uses::RULES,
        statements::RULES,
        answers::RULES,
    ]
    .into_iter()
    .flatten()
    .filter(|rule| !LEFT_OUT.contains(&rule.label) || env::var_os("TWINS_LEFT_OUT").is_some())
}
