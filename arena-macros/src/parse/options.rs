//! The attributes' options: `#[arena_handler(pool = app.contexts, budget = "8MiB", crate = path)]`.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, Ident, Lit, LitStr, Path, Token, Type};

pub(crate) use super::budget::Budget;
use super::nearest::nearest;
use super::{Errors, skips};

/// The attribute whose options they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// `#[arena_handler]`.
    Handler,
    /// `#[arena_fn]`.
    Function,
}

impl Attribute {
    fn name(self) -> &'static str {
        match self {
            Self::Handler => "arena_handler",
            Self::Function => "arena_fn",
        }
    }

    fn names(self) -> &'static [&'static str] {
        const NAMES: [&str; 8] = [
            "crate", "deny", "explain", "lend", "skip", "budget", "pool", "state",
        ];
        match self {
            Self::Handler => &NAMES,
            Self::Function => &NAMES[..5],
        }
    }

    fn known(self) -> String {
        let own = match self {
            Self::Handler => "`budget = \"8MiB\"`, `pool = expression`, `state = Type`, ",
            Self::Function => "",
        };
        format!(
            "known options: {own}`crate = path::to::arena_runtime`, `deny(heap)`, `explain`, `lend`, \
             `skip(to_string, format)`"
        )
    }
}

/// The options, each at its default where the user said nothing.
pub(crate) struct Options {
    pub(crate) runtime: Runtime,
    /// Where the context comes from, if not from the request's layer or the global pool.
    pub(crate) pool: Option<Expr>,
    pub(crate) budget: Option<Budget>,
    /// The router's state, for which the arguments are to be extractors.
    pub(crate) state: Option<Type>,
    /// The names of sites that stay on the heap.
    pub(crate) skips: Vec<String>,
    /// What is passed by reference to where it cannot be seen is passed as a `str` or a slice.
    pub(crate) lends: bool,
    /// Each site gets a note with its verdict.
    pub(crate) explains: bool,
    /// Each site that stays on the heap is an error.
    pub(crate) denies_heap: bool,
    /// The names of those given that say something of sites.
    pub(crate) about_sites: Vec<Ident>,
}

/// Where the expansion finds the runtime.
pub(crate) struct Runtime(Path);

impl Runtime {
    /// The path, for use in code generated at `span`: the compiler points where the generated code
    /// begins, which should be where the user's does.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let respanned = self.0.to_token_stream().into_iter().map(|mut tree| {
            tree.set_span(span.resolved_at(tree.span()));
            tree
        });
        respanned.collect()
    }
}

/// What has been read so far.
#[derive(Default)]
struct Given {
    runtime: Option<Path>,
    pool: Option<Expr>,
    budget: Option<Budget>,
    state: Option<Type>,
    skips: Option<Vec<String>>,
    lends: Option<()>,
    explains: Option<()>,
    denies_heap: Option<()>,
    about_sites: Vec<Ident>,
}

impl Options {
    /// Reads them all, going on after a mistake so that each one is reported.
    pub(crate) fn parse(tokens: TokenStream, attribute: Attribute, errors: &mut Errors) -> Self {
        let mut given = Given::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = given.parse_one(attribute, input) {
                    errors.push(error);
                    skip_to_comma(input);
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.push(error);
        }
        let runtime = given
            .runtime
            .unwrap_or_else(|| syn::parse_quote_spanned!(Span::mixed_site()=> ::arena_runtime));
        Self {
            runtime: Runtime(runtime),
            pool: given.pool,
            budget: given.budget,
            state: given.state,
            skips: given.skips.unwrap_or_default(),
            lends: given.lends.is_some(),
            explains: given.explains.is_some(),
            denies_heap: given.denies_heap.is_some(),
            about_sites: given.about_sites,
        }
    }

    /// Whether the handler has a budget or a pool of its own: then it leases a context whatever its body
    /// does, and answers with a response, which is how a refusal can be told.
    pub(crate) fn ask_for_a_context(&self) -> bool {
        self.pool.is_some() || self.budget.is_some()
    }
}

impl Given {
    /// Reads an option, and all that stands before the next comma.
    fn parse_one(&mut self, attribute: Attribute, input: ParseStream<'_>) -> syn::Result<()> {
        if !input.peek(Ident::peek_any) {
            return Err(no_name(attribute, input));
        }
        let name = input.call(Ident::parse_any)?;
        self.parse_rest(attribute, &name, input)?;
        if ["deny", "explain", "lend", "skip"]
            .iter()
            .any(|about_sites| name == about_sites)
        {
            self.about_sites.push(name.clone());
        }
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        let message = match name.to_string().as_str() {
            "explain" | "lend" => format!("`{name}` takes nothing: write `{name}` alone"),
            _ => format!(
                "expected a comma after what `{name}` takes: remove this, or write `,` before it"
            ),
        };
        Err(input.error(message))
    }

    fn parse_rest(
        &mut self,
        attribute: Attribute,
        name: &Ident,
        input: ParseStream<'_>,
    ) -> syn::Result<()> {
        match name.to_string().as_str() {
            "crate" => {
                let takes = "a path without quotes: write `crate = path::to::arena_runtime`";
                let path = value(name, input, takes, Path::parse_mod_style)?;
                set(name, &mut self.runtime, path)
            }
            "pool" | "budget" | "state" if attribute == Attribute::Function => {
                Err(syn::Error::new(
                    name.span(),
                    format!(
                        "`{name}` is for `#[arena_handler]`: a function under `#[arena_fn]` is given its \
                     context; remove the option"
                    ),
                ))
            }
            "pool" => {
                let takes = "an expression for a `ContextPool`, which may use the handler's \
                             arguments: write `pool = app.contexts`";
                let pool = value(name, input, takes, Expr::parse)?;
                set(name, &mut self.pool, pool)
            }
            "budget" => {
                let takes = "a size, written out: write `budget = \"8MiB\"`, or a number of bytes";
                let literal = value(name, input, takes, literal)?;
                set(name, &mut self.budget, Budget::parse(&literal)?)
            }
            "state" => {
                let takes = "the type of the router's state: write `state = AppState`";
                let state = value(name, input, takes, Type::parse)?;
                set(name, &mut self.state, state)
            }
            "skip" => {
                let skips = skips::parse(name, input)?;
                set(name, &mut self.skips, skips)
            }
            "lend" => set(name, &mut self.lends, ()),
            "explain" => set(name, &mut self.explains, ()),
            "deny" => {
                deny_heap(name, input)?;
                set(name, &mut self.denies_heap, ())
            }
            _ => {
                let meant = nearest(&name.to_string(), attribute.names())
                    .map(|meant| format!(": did you mean `{meant}`?"))
                    .unwrap_or_default();
                Err(syn::Error::new(
                    name.span(),
                    format!(
                        "`{name}` is no option of `#[{}]`{meant}; {}",
                        attribute.name(),
                        attribute.known()
                    ),
                ))
            }
        }
    }
}

/// `= value`, of which nothing but the value can be wrong.
fn value<V>(
    name: &Ident,
    input: ParseStream<'_>,
    takes: &str,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<V>,
) -> syn::Result<V> {
    let wrong = |input: ParseStream<'_>| {
        // Where nothing more comes there is nothing to point at but the name.
        let at = if input.is_empty() {
            name.span()
        } else {
            input.span()
        };
        syn::Error::new(at, format!("`{name}` takes {takes}"))
    };
    input.parse::<Token![=]>().map_err(|_| wrong(input))?;
    let at = input.fork();
    parse(input).map_err(|_| wrong(&at))
}

/// A literal by itself: an expression is not computed here.
fn literal(input: ParseStream<'_>) -> syn::Result<Lit> {
    let literal = input.parse()?;
    if input.is_empty() || input.peek(Token![,]) {
        Ok(literal)
    } else {
        Err(input.error("an expression"))
    }
}

/// What stands where an option's name should.
fn no_name(attribute: Attribute, input: ParseStream<'_>) -> syn::Error {
    let quoted = input.fork().parse::<LitStr>().map(|text| text.value());
    let meant = match quoted {
        Ok(text) if attribute.names().contains(&&*text) => {
            format!(
                "; options are written without quotes, as in `#[{}({text})]`",
                attribute.name()
            )
        }
        Ok(text) if attribute == Attribute::Handler && Budget::is_size(&text) => {
            format!("; for a budget write `#[arena_handler(budget = \"{text}\")]`")
        }
        _ => String::new(),
    };
    input.error(format!(
        "expected the name of an option{meant}; {}",
        attribute.known()
    ))
}

/// `(heap)`.
fn deny_heap(name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    let wrong = |at| syn::Error::new(at, "write `deny(heap)`: there is nothing else to deny");
    if !input.peek(syn::token::Paren) {
        return Err(wrong(name.span()));
    }
    let inside;
    let parens = syn::parenthesized!(inside in input);
    let inside: TokenStream = inside.parse()?;
    let mut rest = inside.into_iter();
    match rest.next() {
        None => Err(wrong(parens.span.join())),
        Some(TokenTree::Ident(heap)) if heap == "heap" => rest
            .next()
            .map_or(Ok(()), |beyond| Err(wrong(beyond.span()))),
        Some(other) => Err(wrong(other.span())),
    }
}

fn set<V>(name: &Ident, option: &mut Option<V>, value: V) -> syn::Result<()> {
    if option.replace(value).is_some() {
        return Err(syn::Error::new(
            name.span(),
            format!("`{name}` is given twice; keep one of the two"),
        ));
    }
    Ok(())
}

/// Passes over what cannot be read.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // A token tree always parses where there is one.
        let _skipped = input.parse::<TokenTree>();
    }
}
