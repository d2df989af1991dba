//! The arguments of a known macro: expressions that the later stages may look into and rewrite, and the
//! tokens between them, which stay.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitStr, Pat, Token};

/// A macro's arguments as written.
pub(crate) enum Arguments {
    /// `a, name = b`.
    List(Punctuated<Argument, Token![,]>),
    /// `a; n`.
    Repeat {
        element: Box<Expr>,
        semicolon: Token![;],
        count: Box<Expr>,
    },
    /// A syntax of the macro's own, with expressions in it.
    Woven(Vec<Strand>),
}

/// An argument of a formatting macro, named or not.
pub(crate) struct Argument {
    pub(crate) name: Option<(Ident, Token![=])>,
    pub(crate) value: Box<Expr>,
}

/// A piece of a macro's own syntax.
pub(crate) enum Strand {
    /// What is no expression.
    Tokens(TokenStream),
    Value {
        value: Box<Expr>,
        role: Role,
    },
    /// A variable that is a field of its own name: `info!(user)` for `info!(user = user)`.
    Shorthand(Box<Expr>),
    /// A format string, which may capture variables.
    Template(LitStr),
    Group {
        delimiter: Delimiter,
        span: Span,
        inside: Vec<Strand>,
    },
    /// What comes after a pattern, whose names it knows.
    Under {
        pattern: Box<Pat>,
        inside: Vec<Strand>,
    },
}

/// What a macro does with an expression's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is formatted, by reference.
    Shown,
    /// A reference is taken of it for a trait that a `str` or a slice has as well.
    Lent,
    /// It is a future that is polled here until it is done.
    Awaited,
    /// Anything.
    Unknown,
    /// The user wants it on the heap.
    OnHeap,
}

impl Arguments {
    pub(crate) fn expressions(&self) -> Vec<&Expr> {
        let mut all = Vec::new();
        match self {
            Self::List(list) => all.extend(list.iter().map(|argument| &*argument.value)),
            Self::Repeat { element, count, .. } => all.extend([&**element, &**count]),
            Self::Woven(strands) => Strand::collect(strands, &mut all),
        }
        all
    }

    pub(crate) fn expressions_mut(&mut self) -> Vec<&mut Expr> {
        let mut all = Vec::new();
        match self {
            Self::List(list) => all.extend(list.iter_mut().map(|argument| &mut *argument.value)),
            Self::Repeat { element, count, .. } => all.extend([&mut **element, &mut **count]),
            // They are rewritten strand by strand.
            Self::Woven(_) => {}
        }
        all
    }
}

impl Strand {
    pub(crate) fn value(value: Expr, role: Role) -> Self {
        Self::Value {
            value: Box::new(value),
            role,
        }
    }

    /// The token, if it is next.
    pub(crate) fn punctuation<T: Parse + ToTokens>(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self::Tokens(input.parse::<T>()?.into_token_stream()))
    }

    fn collect<'s>(strands: &'s [Self], all: &mut Vec<&'s Expr>) {
        for strand in strands {
            match strand {
                Self::Value { value, .. } | Self::Shorthand(value) => all.push(value),
                Self::Group { inside, .. } | Self::Under { inside, .. } => {
                    Self::collect(inside, all);
                }
                Self::Tokens(_) | Self::Template(_) => {}
            }
        }
    }
}

/// The inside of the next group, read by `parse`, as a strand.
pub(super) fn group(
    input: ParseStream<'_>,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<Vec<Strand>>,
) -> syn::Result<Strand> {
    match input.parse()? {
        TokenTree::Group(group) => Ok(Strand::Group {
            delimiter: group.delimiter(),
            span: group.span(),
            inside: syn::parse::Parser::parse2(parse, group.stream())?,
        }),
        other => Err(syn::Error::new(other.span(), "expected a group")),
    }
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

/// Expressions between commas, all for the same use.
pub(super) fn each(role: Role) -> impl FnOnce(ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    move |input| {
        let mut strands = Vec::new();
        while !input.is_empty() {
            strands.push(Strand::value(input.parse()?, role));
            if !input.is_empty() {
                strands.push(Strand::punctuation::<Token![,]>(input)?);
            }
        }
        Ok(strands)
    }
}

pub(super) fn parse_repeat(input: ParseStream<'_>) -> syn::Result<Arguments> {
    Ok(Arguments::Repeat {
        element: input.parse()?,
        semicolon: input.parse()?,
        count: input.parse()?,
    })
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
                element.to_tokens(tokens);
                semicolon.to_tokens(tokens);
                count.to_tokens(tokens);
            }
            Self::Woven(strands) => tokens.append_all(strands),
        }
    }
}

impl ToTokens for Strand {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Tokens(written) => written.to_tokens(tokens),
            Self::Value { value, .. } | Self::Shorthand(value) => value.to_tokens(tokens),
            Self::Template(template) => template.to_tokens(tokens),
            Self::Group {
                delimiter,
                span,
                inside,
            } => {
                let mut stream = TokenStream::new();
                stream.append_all(inside);
                let mut group = Group::new(*delimiter, stream);
                group.set_span(*span);
                tokens.append(group);
            }
            Self::Under { inside, .. } => tokens.append_all(inside),
        }
    }
}
