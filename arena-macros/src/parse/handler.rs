//! The function under the attribute, read leniently: a body that does not parse (yet) is kept as it is,
//! so that editors and the compiler see the function all the same.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Block, Signature, Visibility};

/// The function as written.
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: Body,
}

/// The function's body.
pub(crate) enum Body {
    Parsed {
        /// `#![…]` at its start.
        attributes: Vec<Attribute>,
        block: Block,
    },
    /// Tokens in braces that are no block; the compiler will say what is wrong with them.
    Unparsed(Group),
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse()?;
        let body = match input.parse::<TokenTree>().map(within_fragment) {
            Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                Body::from_braces(group)
            }
            Ok(other) => {
                return Err(syn::Error::new(
                    other.span(),
                    "the function has no body: write `{ … }` after its signature",
                ));
            }
            Err(error) => {
                return Err(syn::Error::new(
                    error.span(),
                    "the function has no body: write `{ … }` after its signature",
                ));
            }
        };
        Ok(Self {
            attributes,
            visibility,
            signature,
            body,
        })
    }
}

/// What a macro's `$body:block` stands for, which comes in delimiters that cannot be seen.
fn within_fragment(tree: TokenTree) -> TokenTree {
    if let TokenTree::Group(group) = &tree
        && group.delimiter() == Delimiter::None
    {
        let mut inside = group.stream().into_iter();
        if let (Some(only), None) = (inside.next(), inside.next()) {
            return within_fragment(only);
        }
    }
    tree
}

impl Body {
    /// `#![…]` at its start.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        match self {
            Self::Parsed { attributes, .. } => attributes,
            Self::Unparsed(_) => &[],
        }
    }

    fn from_braces(group: Group) -> Self {
        let parse = |input: ParseStream<'_>| {
            let attributes = input.call(Attribute::parse_inner)?;
            let stmts = input.call(Block::parse_within)?;
            Ok((attributes, stmts))
        };
        match syn::parse::Parser::parse2(parse, group.stream()) {
            Ok((attributes, stmts)) => Self::Parsed {
                attributes,
                block: Block {
                    brace_token: syn::token::Brace {
                        span: group.delim_span(),
                    },
                    stmts,
                },
            },
            Err(_) => Self::Unparsed(group),
        }
    }
}

impl ToTokens for Body {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Parsed { attributes, block } => {
                block.brace_token.surround(tokens, |tokens| {
                    tokens.extend(quote!(#(#attributes)*));
                    tokens.extend(block.stmts.iter().map(ToTokens::to_token_stream));
                });
            }
            Self::Unparsed(group) => group.to_tokens(tokens),
        }
    }
}
