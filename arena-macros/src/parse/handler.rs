//! The function under the attribute, read leniently: what does not parse (yet) of its body is kept as it
//! is, so that editors and the compiler see the function all the same.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Block, Expr, Signature, Stmt, Token, Visibility};

use super::Errors;
use super::statements::Statements;

const NO_BODY: &str = "the function has no body: write `{ … }` after its signature";

/// The function as written.
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    pub(crate) body: Body,
}

/// The function's body.
pub(crate) struct Body {
    /// `#![…]` at its start.
    attributes: Vec<Attribute>,
    pub(crate) block: Block,
    pub(crate) state: State,
}

/// How much of a body there is.
pub(crate) enum State {
    Whole,
    /// Some statements are tokens and no more; the compiler will say what is wrong with them.
    HalfTyped,
    /// The last of them is: then what the compiler says of it, it says at the closing brace. Such a body
    /// stays the tokens it is, for only so does that brace have its place.
    Unended(Group),
    /// None is written, where it should be.
    Missing(Span),
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse()?;
        let end = input.span();
        let body = match input.parse::<Option<Token![;]>>()? {
            Some(end) => Body::missing(end.span),
            None if input.is_empty() => Body::missing(end),
            None => match within_fragment(input.parse()?) {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    Body::from_braces(group)
                }
                other => return Err(syn::Error::new(other.span(), NO_BODY)),
            },
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
    /// Reports that there is none.
    pub(crate) fn check(&self, errors: &mut Errors) {
        if let State::Missing(end) = self.state {
            errors.push(syn::Error::new(end, NO_BODY));
        }
    }

    /// `#![…]` at its start, unless it stays the tokens it is, these among them.
    pub(crate) fn inner_attributes(&self) -> &[Attribute] {
        match self.state {
            State::Unended(_) => &[],
            _ => &self.attributes,
        }
    }

    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.state, State::Whole)
    }

    fn from_braces(group: Group) -> Self {
        let Statements {
            attributes,
            stmts,
            are_half_typed,
        } = Statements::of(&group.stream());
        let ends_half_typed = matches!(stmts.last(), Some(Stmt::Expr(Expr::Verbatim(_), None)));
        Self {
            attributes,
            block: Block {
                brace_token: syn::token::Brace {
                    span: group.delim_span(),
                },
                stmts,
            },
            state: match (are_half_typed, ends_half_typed) {
                (true, true) => State::Unended(group),
                (true, false) => State::HalfTyped,
                (false, _) => State::Whole,
            },
        }
    }

    /// What stands in place of a body, so that the compiler sees a function.
    fn missing(end: Span) -> Self {
        Self {
            attributes: Vec::new(),
            block: syn::parse_quote_spanned!(end=> { loop {} }),
            state: State::Missing(end),
        }
    }
}

impl ToTokens for Body {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attributes,
            block,
            state,
        } = self;
        if let State::Unended(group) = state {
            return group.to_tokens(tokens);
        }
        block.brace_token.surround(tokens, |tokens| {
            tokens.extend(quote!(#(#attributes)*));
            tokens.extend(block.stmts.iter().map(ToTokens::to_token_stream));
        });
    }
}
