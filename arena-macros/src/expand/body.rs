//! What the two attributes have in common: reading the function, deciding for its sites, and putting
//! the rewritten body together.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ReturnType;

use crate::analysis::{self, Plan};
use crate::explain::{self, Explained, Verdict};
use crate::parse::Errors;
use crate::parse::body_macros::BodyMacros;
use crate::parse::half_typed::compiler_goes_on;
use crate::parse::handler::{Body, Handler, State};
use crate::parse::options::{Attribute, Options, Runtime};
use crate::parse::return_type::is_inferred;
use crate::rewrite::rewrite;

/// The function that the attribute stands on; otherwise the item as it is, with what is to be said of it.
pub(super) fn parse(
    item: &TokenStream,
    attribute: Attribute,
    errors: &mut Errors,
) -> Result<Handler, TokenStream> {
    let error = match syn::parse2::<Handler>(item.clone()) {
        Ok(mut handler) => {
            handler.body.check(errors);
            if !handler.body.is_whole() {
                // What is not used yet is going to be.
                let allow = syn::parse_quote!(#[allow(unused)]);
                handler.attributes.insert(0, allow);
            }
            return Ok(handler);
        }
        Err(error) => error,
    };
    let error = not_a_function(item, attribute)
        .or_else(|| (!compiler_goes_on(item)).then_some(error))
        .map(|error| error.to_compile_error());
    let errors = std::mem::take(errors).into_compile_errors();
    // The compiler stops at what it cannot read, too. Then it has said what is wrong, and gets no further.
    Err(quote!(#errors #item #error))
}

/// What stands there is a struct, a trait, an `impl`.
fn not_a_function(item: &TokenStream, attribute: Attribute) -> Option<syn::Error> {
    match syn::parse2::<syn::Item>(item.clone()) {
        Ok(item) if !matches!(item, syn::Item::Fn(_) | syn::Item::Verbatim(_)) => {
            let keyword = item
                .to_token_stream()
                .into_iter()
                .find(|tree| matches!(tree, proc_macro2::TokenTree::Ident(name) if name != "pub"))
                .map_or_else(Span::call_site, |tree| tree.span());
            Some(syn::Error::new(
                keyword,
                match attribute {
                    Attribute::Handler => {
                        "`#[arena_handler]` goes on a handler, which is an `async fn`: move the attribute \
                         to each function that answers requests"
                    }
                    Attribute::Function => {
                        "`#[arena_fn]` goes on a function: move the attribute to each function that takes \
                         a context"
                    }
                },
            ))
        }
        _ => None,
    }
}

/// What the analysis must know besides the signature.
pub(super) struct Surroundings<'h> {
    /// The user's name for the context.
    pub(super) context: Option<&'h Ident>,
    pub(super) answer_borrows: bool,
}

/// A body with the verdicts on its sites.
#[derive(Default)]
pub(super) struct Analysed {
    plan: Plan,
    macros: BodyMacros,
    notes: TokenStream,
}

/// What goes with a rewritten body.
pub(super) struct Routed {
    /// What its routed sites need in scope; `None` if there are no such sites.
    pub(super) imports: Option<TokenStream>,
    /// The notes that were asked for.
    pub(super) notes: TokenStream,
}

impl Analysed {
    /// Decides, and says what was asked to be said of the verdicts.
    pub(super) fn of(
        handler: &Handler,
        surroundings: &Surroundings<'_>,
        options: &Options,
        errors: &mut Errors,
    ) -> Self {
        if let State::Unended(_) = handler.body.state {
            return Self::default();
        }
        let block = &handler.body.block;
        let macros = BodyMacros::of(block);
        let surroundings = analysis::Handler {
            signature: &handler.signature,
            context: surroundings.context,
            answer_borrows: surroundings.answer_borrows,
            skips: &options.skips,
            lends: options.lends,
        };
        let plan = analysis::analyse(&surroundings, block, &macros);
        let mut notes = TokenStream::new();
        // What is still being typed is no place to talk about.
        let is_whole = handler.body.is_whole();
        if is_whole && (options.explains || options.denies_heap || explain::is_recording()) {
            let sites = explain::explain(block, &plan, &macros);
            explain::record(&handler.signature.ident, &sites);
            if options.explains {
                notes = explain::notes(&sites);
            }
            if options.denies_heap {
                deny_heap(&sites, errors);
            }
        }
        Self {
            plan,
            macros,
            notes,
        }
    }

    /// Carries the verdicts out. `context` is the name under which the body knows the context.
    pub(super) fn rewrite(self, body: &mut Body, runtime: &Runtime, context: &Ident) -> Routed {
        let routes = !self.plan.is_empty();
        rewrite(&mut body.block, &self.plan, self.macros, runtime, context);
        Routed {
            imports: routes.then(|| imports(runtime)),
            notes: self.notes,
        }
    }
}

fn deny_heap(sites: &[Explained], errors: &mut Errors) {
    for site in sites {
        if let Verdict::Kept { by_user: false, .. } = site.verdict {
            errors.push(syn::Error::new(site.span, site.sentence()));
        }
    }
}

fn imports(runtime: &Runtime) -> TokenStream {
    let at = Span::mixed_site();
    let runtime = runtime.at(at);
    quote_spanned! {at=>
        #[allow(unused_imports)]
        use #runtime::expansion::{
            AnyKey as _, AreEqual as _, AreEqualOnHeap as _, Cloned as _, Lend as _, OnHeap as _,
            Place as _, TextForAny as _, UnwrapOrEmpty as _,
        };
    }
}

/// The user's body with our statements in it.
///
/// The braces stay the user's: they bring along the edition, which says when the last expression's
/// temporaries die. And items at the body's start stay there, as clippy wants them.
pub(super) fn with_prologue(
    handler: &Handler,
    imports: Option<&TokenStream>,
    statements: &TokenStream,
) -> TokenStream {
    let mut tokens = TokenStream::new();
    let block = &handler.body.block;
    let ends = ends_anyhow(handler);
    if let State::Unended(group) = &handler.body.state {
        let end = ends.as_ref().map(|_| quote!(;));
        return quote!({ #imports #statements #ends #group #end });
    }
    block.brace_token.surround(&mut tokens, |tokens| {
        let is_item = |stmt: &syn::Stmt| matches!(stmt, syn::Stmt::Item(_));
        let first = block.stmts.iter().position(|stmt| !is_item(stmt));
        let (items, rest) = block.stmts.split_at(first.unwrap_or(block.stmts.len()));
        tokens.extend(quote!(#imports #(#items)* #statements #ends #(#rest)*));
    });
    tokens
}

/// What keeps the compiler from missing a value at the end of a body that is still being typed.
fn ends_anyhow(handler: &Handler) -> Option<TokenStream> {
    let is_half_typed = matches!(handler.body.state, State::HalfTyped | State::Unended(_));
    match &handler.signature.output {
        ReturnType::Type(_, ty) if is_half_typed && !is_inferred(ty) => Some(quote!(loop {})),
        _ => None,
    }
}

/// The function with our statements in its body, and nothing else changed.
pub(super) fn with_statements(
    function: &Handler,
    imports: Option<&TokenStream>,
    statements: &TokenStream,
) -> TokenStream {
    let Handler {
        attributes,
        visibility,
        signature,
        body,
    } = function;
    let inner = body.inner_attributes();
    let imports = quote!(#(#inner)* #imports);
    let body = with_prologue(function, Some(&imports), statements);
    quote!(#(#attributes)* #visibility #signature #body)
}

/// Where something of the user's ends.
pub(super) fn last_span(tokens: &impl ToTokens) -> Span {
    let last = tokens.to_token_stream().into_iter().last();
    last.map_or_else(Span::call_site, |token| token.span())
}

/// The user's position with the macro's hygiene.
pub(super) fn generated_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}

impl ToTokens for Handler {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            attributes,
            visibility,
            signature,
            body,
        } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #signature #body));
    }
}
