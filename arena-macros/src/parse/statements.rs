//! A body's statements. Where one is half typed it alone is kept as it stands, and the others are read all
//! the same: while somebody types, the editor goes on to know what is around.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Block, Expr, Stmt, Token};

pub(super) struct Statements {
    /// `#![…]` at the start.
    pub(super) attributes: Vec<Attribute>,
    pub(super) stmts: Vec<Stmt>,
    /// Some of them are half typed: expressions that are tokens and no more.
    pub(super) are_half_typed: bool,
}

impl Statements {
    /// Reads what is within a body's braces.
    pub(super) fn of(tokens: &TokenStream) -> Self {
        let all = |input: ParseStream<'_>| {
            Ok(Self {
                attributes: input.call(Attribute::parse_inner)?,
                stmts: input.call(Block::parse_within)?,
                are_half_typed: false,
            })
        };
        all.parse2(tokens.clone())
            .or_else(|_| one_by_one.parse2(tokens.clone()))
            .unwrap_or_else(|_| Self {
                attributes: Vec::new(),
                stmts: vec![as_it_stands(tokens.clone())],
                are_half_typed: true,
            })
    }
}

fn one_by_one(input: ParseStream<'_>) -> syn::Result<Statements> {
    let attributes = ahead(input, Attribute::parse_inner).unwrap_or_default();
    let mut stmts = Vec::new();
    while !input.is_empty() {
        let stmt = ahead(input, <Stmt as Parse>::parse).or_else(|| ahead(input, tail));
        stmts.push(match stmt {
            Some(stmt) => stmt,
            None => as_it_stands(half_statement(input)?),
        });
    }
    Ok(Statements {
        attributes,
        stmts,
        are_half_typed: true,
    })
}

/// What `parse` reads, if it can; otherwise the input stays where it is.
fn ahead<P>(
    input: ParseStream<'_>,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<P>,
) -> Option<P> {
    let ahead = input.fork();
    let parsed = parse(&ahead).ok()?;
    input.advance_to(&ahead);
    Some(parsed)
}

/// The last expression, which ends without a semicolon.
fn tail(input: ParseStream<'_>) -> syn::Result<Stmt> {
    let value = input.parse::<Expr>()?;
    if input.is_empty() {
        Ok(Stmt::Expr(value, None))
    } else {
        Err(input.error("a statement ends here"))
    }
}

fn as_it_stands(tokens: TokenStream) -> Stmt {
    Stmt::Expr(Expr::Verbatim(tokens), None)
}

/// The tokens up to where the next statement seems to begin: after a `;`, after braces that nothing goes on
/// from, or at a `let`.
fn half_statement(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    loop {
        let tree = input.parse::<TokenTree>()?;
        let ends = match &tree {
            TokenTree::Punct(punct) if punct.as_char() == ';' => true,
            // Those are conditions: `if let`, `while let`, `&& let`.
            TokenTree::Ident(keyword) if *keyword == "if" || *keyword == "while" => false,
            TokenTree::Punct(punct) if punct.as_char() == '&' => false,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                input.peek(syn::Ident) || begins_a_statement(input)
            }
            _ => input.peek(Token![let]),
        };
        tokens.extend([tree]);
        if ends || input.is_empty() {
            return Ok(tokens);
        }
    }
}

fn begins_a_statement(input: ParseStream<'_>) -> bool {
    input.peek(Token![let])
        || input.peek(Token![if])
        || input.peek(Token![match])
        || input.peek(Token![for])
        || input.peek(Token![while])
        || input.peek(Token![loop])
        || input.peek(Token![return])
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::Statements;

    fn read(body: &str) -> Vec<String> {
        let tokens: proc_macro2::TokenStream = body.parse().unwrap();
        let read = Statements::of(&tokens);
        let all: proc_macro2::TokenStream =
            read.stmts.iter().map(ToTokens::to_token_stream).collect();
        assert_eq!(all.to_string(), tokens.to_string(), "no token is lost");
        let shown = |stmt: &syn::Stmt| stmt.to_token_stream().to_string();
        read.stmts.iter().map(shown).collect()
    }

    #[test]
    fn a_half_typed_statement_stands_alone() {
        assert_eq!(
            read("let a = 1; let b = ctx. let c = 2; c.max(a)"),
            ["let a = 1 ;", "let b = ctx .", "let c = 2 ;", "c . max (a)"]
        );
        assert_eq!(
            read("first(a; b); let x = ; Ok(x)"),
            ["first (a ; b) ;", "let x = ;", "Ok (x)"]
        );
        assert_eq!(
            read("if let Some(x) = y && { x } else { y } Ok(())"),
            ["if let Some (x) = y && { x } else { y }", "Ok (())"]
        );
        assert_eq!(read("if {} match x { _ => a. } foo()").len(), 3);
        assert_eq!(read("ctx."), ["ctx ."]);
    }
}
