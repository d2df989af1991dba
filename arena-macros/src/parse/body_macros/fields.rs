//! The arguments of `tracing`'s macros, with fields: `info!(target: "t", user = %name, ?id, "done {n}")`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, LitStr, Token};

use super::arguments::{Argument, Role, Strand, group};

/// Fields and a message. Whatever precedes the fields (a target, a level, a span's name) is read as what
/// it looks like: a named value or an expression.
pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = Vec::new();
    while !input.is_empty() {
        if input.peek(LitStr) && !input.peek2(Token![=]) {
            message(input, &mut strands)?;
        } else {
            field(input, &mut strands)?;
        }
        if !input.is_empty() {
            strands.push(Strand::punctuation::<Token![,]>(input)?);
        }
    }
    Ok(strands)
}

/// A literal, which is a span's name or a format string with all that comes after it.
fn message(input: ParseStream<'_>, strands: &mut Vec<Strand>) -> syn::Result<()> {
    strands.push(Strand::Template(input.parse()?));
    let rest = input.fork();
    let mut arguments = Vec::new();
    while rest.peek(Token![,]) {
        arguments.push(Strand::punctuation::<Token![,]>(&rest)?);
        if rest.is_empty() {
            break;
        }
        let Ok(argument) = rest.parse::<Argument>() else {
            // Not a format string, then: fields come after it.
            return Ok(());
        };
        if let Some((name, equals)) = argument.name {
            let mut tokens = name.into_token_stream();
            equals.to_tokens(&mut tokens);
            // Shown by `format!`, or a field that is lent to `Value`: what is right for the second is
            // right for the first.
            arguments.push(Strand::Tokens(tokens));
            arguments.push(Strand::value(*argument.value, Role::Lent));
        } else {
            arguments.push(Strand::value(*argument.value, Role::Shown));
        }
    }
    if rest.is_empty() {
        input.advance_to(&rest);
        strands.append(&mut arguments);
    }
    Ok(())
}

fn field(input: ParseStream<'_>, strands: &mut Vec<Strand>) -> syn::Result<()> {
    if input.peek(Token![%]) || input.peek(Token![?]) {
        return value(input, strands);
    }
    if input.peek(syn::token::Brace) {
        strands.push(group(input, parse)?);
        return Ok(());
    }
    if let Some(name) = named(input) {
        strands.push(Strand::Tokens(name));
        return value(input, strands);
    }
    let whole: Expr = input.parse()?;
    strands.push(match whole {
        Expr::Path(path) if path.path.get_ident().is_some() => {
            Strand::Shorthand(Box::new(Expr::Path(path)))
        }
        whole => Strand::value(whole, Role::Unknown),
    });
    Ok(())
}

/// `name.of.field =`, `"name" =` or `target:`, if that is what comes.
fn named(input: ParseStream<'_>) -> Option<TokenStream> {
    let ahead = input.fork();
    let mut name = TokenStream::new();
    if let Ok(literal) = ahead.parse::<LitStr>() {
        literal.to_tokens(&mut name);
    } else {
        ahead.call(Ident::parse_any).ok()?.to_tokens(&mut name);
        while ahead.peek(Token![.]) {
            ahead.parse::<Token![.]>().ok()?.to_tokens(&mut name);
            ahead.call(Ident::parse_any).ok()?.to_tokens(&mut name);
        }
    }
    if ahead.peek(Token![=]) && !ahead.peek(Token![==]) {
        ahead.parse::<Token![=]>().ok()?.to_tokens(&mut name);
    } else if ahead.peek(Token![:]) && !ahead.peek(Token![::]) {
        ahead.parse::<Token![:]>().ok()?.to_tokens(&mut name);
    } else {
        return None;
    }
    input.advance_to(&ahead);
    Some(name)
}

fn value(input: ParseStream<'_>, strands: &mut Vec<Strand>) -> syn::Result<()> {
    let role = if input.peek(Token![%]) {
        strands.push(Strand::punctuation::<Token![%]>(input)?);
        Role::Shown
    } else if input.peek(Token![?]) {
        strands.push(Strand::punctuation::<Token![?]>(input)?);
        Role::Shown
    } else {
        Role::Lent
    };
    strands.push(Strand::value(Expr::parse(input)?, role));
    Ok(())
}
