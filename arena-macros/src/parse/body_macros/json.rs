//! The arguments of `json!`: objects and arrays, with expressions that are serialised by reference.

use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Lit, Token};

use super::arguments::{Role, Strand, group};

/// One JSON value.
pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let value = value(input)?;
    if input.is_empty() {
        Ok(vec![value])
    } else {
        Err(input.error("expected nothing more"))
    }
}

fn value(input: ParseStream<'_>) -> syn::Result<Strand> {
    // What starts as a group may be an expression that only begins with one.
    let ahead = input.fork();
    let alone = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![,]);
    if ahead.parse::<proc_macro2::Group>().is_ok() && alone(&ahead) {
        if input.peek(syn::token::Brace) {
            return group(input, object);
        }
        if input.peek(syn::token::Bracket) {
            return group(input, array);
        }
    }
    Ok(Strand::value(input.parse()?, Role::Lent))
}

fn array(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = Vec::new();
    while !input.is_empty() {
        strands.push(value(input)?);
        if !input.is_empty() {
            strands.push(Strand::punctuation::<Token![,]>(input)?);
        }
    }
    Ok(strands)
}

fn object(input: ParseStream<'_>) -> syn::Result<Vec<Strand>> {
    let mut strands = Vec::new();
    while !input.is_empty() {
        strands.push(if input.peek(Lit) {
            Strand::Tokens(input.parse::<Lit>()?.into_token_stream())
        } else {
            // The key is moved into the object.
            Strand::value(input.parse()?, Role::Unknown)
        });
        strands.push(Strand::punctuation::<Token![:]>(input)?);
        strands.push(value(input)?);
        if !input.is_empty() {
            strands.push(Strand::punctuation::<Token![,]>(input)?);
        }
    }
    Ok(strands)
}
