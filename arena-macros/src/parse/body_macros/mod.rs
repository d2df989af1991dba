//! The macro calls in a body whose arguments are known to be expressions: `format!`, `vec!`, and those
//! that only format or check. Every other macro stays the tokens it is.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprLit, Ident, Lit, LitStr, Macro, Path, Token};

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
pub(crate) struct BodyMacros(HashMap<MacroId, MacroCall>);

impl BodyMacros {
    pub(crate) fn of(block: &Block) -> Self {
        let mut calls = Self::default();
        calls.visit_block(block);
        calls
    }

    pub(crate) fn get(&self, call: &Macro) -> Option<&MacroCall> {
        self.0.get(&MacroId::of(call))
    }

    pub(crate) fn take(&mut self, call: &Macro) -> Option<MacroCall> {
        self.0.remove(&MacroId::of(call))
    }
}

impl<'ast> Visit<'ast> for BodyMacros {
    fn visit_macro(&mut self, call: &'ast Macro) {
        let Some(parsed) = MacroCall::parse(call) else {
            return;
        };
        // The arguments live on the heap, so their addresses hold when the call moves into the table.
        for argument in parsed.arguments.expressions() {
            self.visit_expr(argument);
        }
        self.0.insert(MacroId::of(call), parsed);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {
        // Items inside the body are functions of their own.
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        visit::visit_expr(self, expr);
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
    /// `write!`, `assert!`, `info!`…
    Formatting { leading: usize },
}

/// A macro's arguments as written.
pub(crate) enum Arguments {
    List(Punctuated<Argument, Token![,]>),
    Repeat {
        element: Box<Expr>,
        semicolon: Token![;],
        count: Box<Expr>,
    },
}

/// An argument of a formatting macro, named or not.
pub(crate) struct Argument {
    pub(crate) name: Option<(Ident, Token![=])>,
    pub(crate) value: Box<Expr>,
}

impl Arguments {
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let (list, repeat) = match self {
            Self::List(list) => (Some(list), None),
            Self::Repeat { element, count, .. } => (None, Some([element, count])),
        };
        list.into_iter()
            .flatten()
            .map(|argument| &*argument.value)
            .chain(repeat.into_iter().flatten().map(|expr| &**expr))
    }

    pub(crate) fn expressions_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let (list, repeat) = match self {
            Self::List(list) => (Some(list), None),
            Self::Repeat { element, count, .. } => (None, Some([element, count])),
        };
        list.into_iter()
            .flatten()
            .map(|argument| &mut *argument.value)
            .chain(repeat.into_iter().flatten().map(|expr| &mut **expr))
    }
}

impl MacroCall {
    fn parse(call: &Macro) -> Option<Self> {
        let known = Known::of(&call.path)?;
        let tokens = call.tokens.clone();
        if known == Known::Vec
            && let Ok(arguments) = parse_repeat.parse2(tokens.clone())
        {
            return Some(Self {
                kind: MacroKind::VecRepeat,
                arguments,
            });
        }
        let arguments = Punctuated::<Argument, Token![,]>::parse_terminated
            .parse2(tokens)
            .ok()?;
        let kind = match known {
            Known::Vec => {
                let plain = arguments.iter().all(|argument| argument.name.is_none());
                plain.then_some(MacroKind::VecList)?
            }
            Known::Format => {
                string_literal(&arguments.first()?.value)?;
                MacroKind::Format
            }
            Known::Formatting { leading } => MacroKind::Formatting { leading },
            Known::Logging => {
                // With fields or a target first, the arguments are not expressions.
                string_literal(&arguments.first()?.value)?;
                MacroKind::Formatting { leading: 0 }
            }
        };
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
            MacroKind::VecList | MacroKind::VecRepeat => return None,
        };
        match &self.arguments {
            Arguments::List(list) => string_literal(&list.get(at)?.value),
            Arguments::Repeat { .. } => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Format,
    Vec,
    Formatting { leading: usize },
    Logging,
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
            "error" | "warn" | "info" | "debug" | "trace" => Self::Logging,
            _ => return None,
        };
        let home: &[&str] = match known {
            Self::Logging => &["tracing", "log"],
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

fn string_literal(expr: &Expr) -> Option<&LitStr> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Str(literal),
            ..
        }) => Some(literal),
        _ => None,
    }
}

fn parse_repeat(input: ParseStream<'_>) -> syn::Result<Arguments> {
    Ok(Arguments::Repeat {
        element: input.parse()?,
        semicolon: input.parse()?,
        count: input.parse()?,
    })
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let named = input.peek(Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name = if named {
            Some((input.parse()?, input.parse()?))
        } else {
            None
        };
        Ok(Self {
            name,
            value: input.parse()?,
        })
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some((name, equals)) = &self.name {
            name.to_tokens(tokens);
            equals.to_tokens(tokens);
        }
        self.value.to_tokens(tokens);
    }
}

impl ToTokens for Arguments {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::List(list) => list.to_tokens(tokens),
            Self::Repeat {
                element,
                semicolon,
                count,
            } => {
                tokens.append_all([element.to_token_stream()]);
                semicolon.to_tokens(tokens);
                count.to_tokens(tokens);
            }
        }
    }
}
