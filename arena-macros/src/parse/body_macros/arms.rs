//! The arguments of macros with patterns: `matches!` and tokio's `select!`.

use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Expr, Ident, Pat, Token};

use super::arguments::{Role, Strand};

/// `value, pattern if guard`.
pub(super) fn parse_matches(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = vec![
        Strand::value(input.parse()?, Role::Unknown),
        Strand::punctuation::<Token![,]>(input)?,
    ];
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    strands.push(Strand::Tokens(pattern.to_token_stream()));
    if input.peek(Token![if]) {
        let inside = vec![
            Strand::punctuation::<Token![if]>(input)?,
            Strand::value(input.parse()?, Role::Unknown),
        ];
        strands.push(Strand::Under {
            pattern: Box::new(pattern),
            inside,
        });
    }
    if !input.is_empty() {
        strands.push(Strand::punctuation::<Token![,]>(input)?);
    }
    Ok(strands)
}

/// `biased; pattern = future, if precondition => handler, …, else => handler`.
pub(super) fn parse_select(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = Vec::new();
    if input.peek(Ident) && input.peek2(Token![;]) {
        strands.push(Strand::punctuation::<Ident>(input)?);
        strands.push(Strand::punctuation::<Token![;]>(input)?);
    }
    while !input.is_empty() {
        if input.peek(Token![else]) {
            strands.push(Strand::punctuation::<Token![else]>(input)?);
            strands.append(&mut handler(input)?);
            continue;
        }
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        strands.push(Strand::Tokens(pattern.to_token_stream()));
        strands.push(Strand::punctuation::<Token![=]>(input)?);
        strands.push(Strand::value(input.parse()?, Role::Awaited));
        if input.peek(Token![,]) {
            strands.push(Strand::punctuation::<Token![,]>(input)?);
            strands.push(Strand::punctuation::<Token![if]>(input)?);
            strands.push(Strand::value(input.parse()?, Role::Unknown));
        }
        let inside = handler(input)?;
        strands.push(Strand::Under {
            pattern: Box::new(pattern),
            inside,
        });
    }
    Ok(strands)
}

fn handler(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = vec![Strand::punctuation::<Token![=>]>(input)?];
    let body: Expr = if input.peek(syn::token::Brace) {
        Expr::Block(input.parse()?)
    } else {
        input.parse()?
    };
    strands.push(Strand::value(body, Role::Unknown));
    if input.peek(Token![,]) {
        strands.push(Strand::punctuation::<Token![,]>(input)?);
    }
    Ok(strands)
}
