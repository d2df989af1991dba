//! The macro calls in a body whose arguments are known: `format!`, `vec!`, and those that format, check,
//! log, serialise or wait. Every other macro stays the tokens it is.

mod arguments;
mod arms;
mod fields;
mod json;

use std::collections::HashMap;

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Block, Expr, ExprLit, Lit, LitStr, Macro, Path, Token};

pub(crate) use self::arguments::{Argument, Arguments, Role, Strand};

/// A macro call's place in the tree: its address, which holds as long as the tree is not moved. The
/// stages after this one change expressions only in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct MacroId(usize);

impl MacroId {
    pub(crate) fn of(call: &Macro) -> Self {
        Self(std::ptr::from_ref(call).addr())
    }
}

/// The known macro calls of a body.
#[derive(Default)]
pub(crate) struct BodyMacros {
    calls: HashMap<MacroId, MacroCall>,
    /// Names of `macro_rules!` in the body: there they hide the macros known by these names.
    own: Vec<String>,
}

impl BodyMacros {
    pub(crate) fn of(block: &Block) -> Self {
        let mut own = OwnMacros(Vec::new());
        own.visit_block(block);
        let mut macros = Self {
            own: own.0,
            ..Self::default()
        };
        macros.visit_block(block);
        macros
    }

    pub(crate) fn get(&self, call: &Macro) -> Option<&MacroCall> {
        self.calls.get(&MacroId::of(call))
    }

    pub(crate) fn take(&mut self, call: &Macro) -> Option<MacroCall> {
        self.calls.remove(&MacroId::of(call))
    }
}

impl<'ast> Visit<'ast> for BodyMacros {
    fn visit_macro(&mut self, call: &'ast Macro) {
        let is_own = |name: &syn::Ident| self.own.iter().any(|own| name == own);
        if call.path.get_ident().is_some_and(is_own) {
            return;
        }
        let Some(parsed) = MacroCall::parse(call) else {
            return;
        };
        // The arguments live on the heap, so their addresses hold when the call moves into the table.
        for argument in parsed.arguments.expressions() {
            self.visit_expr(argument);
        }
        self.calls.insert(MacroId::of(call), parsed);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {
        // Items inside the body are functions of their own.
    }
}

/// Finds what the body's own `macro_rules!` and `use` call what.
struct OwnMacros(Vec<String>);

impl<'ast> Visit<'ast> for OwnMacros {
    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        // What comes from where it is known from is what it is known as.
        if !HOMES.iter().any(|home| path.ident == home) {
            syn::visit::visit_use_path(self, path);
        }
    }

    fn visit_item_macro(&mut self, item: &syn::ItemMacro) {
        self.0.extend(item.ident.as_ref().map(ToString::to_string));
    }

    fn visit_use_name(&mut self, name: &syn::UseName) {
        self.0.push(name.ident.to_string());
    }

    fn visit_use_rename(&mut self, renamed: &syn::UseRename) {
        self.0.push(renamed.rename.to_string());
    }
}

/// A macro call with its arguments parsed.
pub(crate) struct MacroCall {
    pub(crate) kind: MacroKind,
    pub(crate) arguments: Arguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MacroKind {
    /// `format!`.
    Format,
    /// `vec![a, b]`.
    VecList,
    /// `vec![a; n]`.
    VecRepeat,
    /// A macro that formats its arguments by reference, after `leading` other arguments: `println!`,
    /// `write!`, `assert!`…
    Formatting { leading: usize },
    /// One whose arguments say for themselves what becomes of them.
    Woven,
}

impl MacroCall {
    fn parse(call: &Macro) -> Option<Self> {
        let known = Known::of(&call.path)?;
        let tokens = call.tokens.clone();
        let woven = |strands: syn::Result<Vec<Strand>>| {
            Some(Self {
                kind: MacroKind::Woven,
                arguments: Arguments::Woven(strands.ok()?),
            })
        };
        let list = |tokens| {
            Punctuated::<Argument, Token![,]>::parse_terminated
                .parse2(tokens)
                .ok()
        };
        let (kind, arguments) = match known {
            Known::Logging => return woven(fields::parse.parse2(tokens)),
            Known::Json => return woven(json::parse.parse2(tokens)),
            Known::Matches => return woven(arms::parse_matches.parse2(tokens)),
            Known::Select => return woven(arms::parse_select.parse2(tokens)),
            Known::Join => return woven(arguments::each(Role::Awaited).parse2(tokens)),
            Known::Heap => return woven(arguments::each(Role::OnHeap).parse2(tokens)),
            Known::Vec => match arguments::parse_repeat.parse2(tokens.clone()) {
                Ok(arguments) => {
                    return Some(Self {
                        kind: MacroKind::VecRepeat,
                        arguments,
                    });
                }
                Err(_) => (MacroKind::VecList, list(tokens)?),
            },
            Known::Format => (MacroKind::Format, list(tokens)?),
            Known::Formatting { leading } => (MacroKind::Formatting { leading }, list(tokens)?),
        };
        match kind {
            MacroKind::VecList if arguments.iter().any(|argument| argument.name.is_some()) => {
                return None;
            }
            MacroKind::Format if !is_template(&arguments.first()?.value) => return None,
            _ => {}
        }
        Some(Self {
            kind,
            arguments: Arguments::List(arguments),
        })
    }

    /// The format string, if the call has one that is a literal.
    pub(crate) fn template(&self) -> Option<&LitStr> {
        let at = match self.kind {
            MacroKind::Format => 0,
            MacroKind::Formatting { leading } => leading,
            MacroKind::VecList | MacroKind::VecRepeat | MacroKind::Woven => return None,
        };
        match &self.arguments {
            Arguments::List(list) => string_literal(&list.get(at)?.value),
            Arguments::Repeat { .. } | Arguments::Woven(_) => None,
        }
    }
}

/// The crates whose macros are known.
const HOMES: [&str; 9] = [
    "std",
    "core",
    "alloc",
    "tracing",
    "log",
    "serde_json",
    "tokio",
    "futures",
    "arena_runtime",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Format,
    Vec,
    Formatting { leading: usize },
    Logging,
    Json,
    Matches,
    Join,
    Select,
    Heap,
}

impl Known {
    fn of(path: &Path) -> Option<Self> {
        let last = path.segments.last()?;
        let known = match last.ident.to_string().as_str() {
            "format" => Self::Format,
            "vec" => Self::Vec,
            "print" | "println" | "eprint" | "eprintln" | "panic" | "todo" | "unimplemented"
            | "unreachable" => Self::Formatting { leading: 0 },
            "write" | "writeln" | "assert" | "debug_assert" => Self::Formatting { leading: 1 },
            "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => {
                Self::Formatting { leading: 2 }
            }
            "error" | "warn" | "info" | "debug" | "trace" | "event" | "span" | "error_span"
            | "warn_span" | "info_span" | "debug_span" | "trace_span" => Self::Logging,
            "json" => Self::Json,
            "matches" => Self::Matches,
            "join" | "try_join" => Self::Join,
            "select" => Self::Select,
            "heap" => Self::Heap,
            _ => return None,
        };
        let home: &[&str] = match known {
            Self::Logging => &["tracing", "log"],
            Self::Json => &["serde_json"],
            Self::Join => &["tokio", "futures", "futures_util"],
            Self::Select => &["tokio"],
            Self::Heap => &["arena_runtime"],
            _ => &["std", "core", "alloc"],
        };
        let at_home = match path.segments.len() {
            1 => true,
            2 => home.iter().any(|name| path.segments[0].ident == name),
            _ => false,
        };
        at_home.then_some(known)
    }
}

/// Whether an expression may be a format string: a literal, or what the compiler puts one together from,
/// which captures no variables.
fn is_template(expr: &Expr) -> bool {
    match expr {
        Expr::Macro(expr) => ["concat", "stringify", "include_str", "env"]
            .iter()
            .any(|name| {
                expr.mac
                    .path
                    .segments
                    .last()
                    .is_some_and(|last| last.ident == name)
            }),
        expr => string_literal(expr).is_some(),
    }
}

fn string_literal(expr: &Expr) -> Option<&LitStr> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(literal),
            ..
        }) => Some(literal),
        _ => None,
    }
}
