//! `format!`, taken apart where its format string is simple, and otherwise handed to `format_args!` whole.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, LitStr};

use super::emit::{Emit, generated_at};
use super::own_names::own_name;
use crate::parse::body_macros::{Arguments, MacroCall};
use crate::parse::format_string::{Argument, Piece, pieces};

impl Emit<'_> {
    /// A text put together piece by piece.
    ///
    /// As in `format!`, arguments are evaluated once, in order, before anything is written, and what they
    /// borrow is let go before the text is used: hence the `let` around the `match`.
    pub(super) fn format(&self, call: &MacroCall, answered: bool, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let finish = Ident::new(if answered { "answered" } else { "temporary" }, span);
        let ty = quote_spanned!(span=> #runtime::expansion::Text);
        let new_text = quote_spanned!(span=> #ty::new(#context));
        let text = own_name("text", span);
        // Not as methods: a trait of the user's may have one of that name.
        let put = |step: TokenStream| quote_spanned!(span=> #ty::#step;);
        match Shown::of(call) {
            Some(Shown { steps, .. }) if steps.is_empty() => {
                quote_spanned!(span=> (#new_text.#finish()))
            }
            // To name a place again and again is to evaluate it once.
            Some(Shown { values, steps }) if values.iter().all(is_place) => {
                let shown = |index: usize| {
                    let value = &values[index];
                    quote_spanned!(span=> &#value)
                };
                let steps = steps.iter().map(|step| put(step.emit(&text, &shown, span)));
                quote_spanned! {span=> ({
                    let mut #text = #new_text;
                    #(#steps)*
                    #text.#finish()
                })}
            }
            Some(Shown { values, steps }) => {
                let values = values.iter().map(operand);
                let names = (0..values.len()).map(|index| name_of(index, span));
                let shown = |index: usize| name_of(index, span).into_token_stream();
                let steps = steps.iter().map(|step| put(step.emit(&text, &shown, span)));
                quote_spanned! {span=> ({
                    let #text = match (#(&#values,)*) {
                        (#(#names,)*) => {
                            let mut #text = #new_text;
                            #(#steps)*
                            #text.#finish()
                        }
                    };
                    #text
                })}
            }
            None => {
                let arguments = &call.arguments;
                quote_spanned! {span=> ({
                    let mut #text = #new_text;
                    #ty::arguments(&mut #text, ::core::format_args!(#arguments));
                    #text.#finish()
                })}
            }
        }
    }
}

/// What a simple `format!` shows.
struct Shown {
    values: Vec<Expr>,
    steps: Vec<Step>,
}

/// A call of one of the text's methods.
enum Step {
    Literal(String),
    /// A plain `{}`, with the index of its value.
    Display(usize),
    /// A placeholder that says how.
    Formatted(LitStr, usize),
}

impl Shown {
    /// `None` if the format string is not simple, or does not fit its arguments: then the compiler is to
    /// have the whole.
    fn of(call: &MacroCall) -> Option<Self> {
        let template = call.template()?;
        let mut arguments = GivenArguments::of(call)?;
        let mut steps = Vec::new();
        for piece in pieces(&template.value())? {
            steps.push(match piece {
                Piece::Literal(literal) => Step::Literal(literal),
                Piece::Placeholder { argument, spec } => {
                    let index = arguments.index_of(argument, template)?;
                    if spec.is_empty() {
                        Step::Display(index)
                    } else {
                        let placeholder = LitStr::new(&format!("{{:{spec}}}"), template.span());
                        Step::Formatted(placeholder, index)
                    }
                }
            });
        }
        let values = arguments.all_shown()?;
        Some(Self { values, steps })
    }
}

impl Step {
    /// The call. `shown` gives a reference to a value.
    fn emit(&self, text: &Ident, shown: &dyn Fn(usize) -> TokenStream, span: Span) -> TokenStream {
        match self {
            Self::Literal(literal) => {
                let literal = LitStr::new(literal, span);
                quote_spanned!(span=> literal(&mut #text, #literal))
            }
            Self::Display(index) => {
                let value = shown(*index);
                quote_spanned!(span=> display(&mut #text, #value))
            }
            Self::Formatted(placeholder, index) => {
                let value = shown(*index);
                quote_spanned!(span=> arguments(&mut #text, ::core::format_args!(#placeholder, #value)))
            }
        }
    }
}

fn name_of(index: usize, span: Span) -> Ident {
    own_name(&format!("shown_{index}"), span)
}

/// Whether to evaluate it is to do nothing but to look.
fn is_place(value: &Expr) -> bool {
    match value {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(field) => is_place(&field.base),
        _ => false,
    }
}

/// The arguments of a `format!`: the given ones, then those its format string captures.
struct GivenArguments {
    values: Vec<Expr>,
    shown: Vec<bool>,
    by_name: HashMap<String, usize>,
    /// How many were given; what follows them is captured and has no position.
    given: usize,
    next: usize,
}

impl GivenArguments {
    fn of(call: &MacroCall) -> Option<Self> {
        let Arguments::List(list) = &call.arguments else {
            return None;
        };
        let mut given = Self {
            values: Vec::new(),
            shown: Vec::new(),
            by_name: HashMap::new(),
            given: list.len().saturating_sub(1),
            next: 0,
        };
        for (index, argument) in list.iter().skip(1).enumerate() {
            if let Some((name, _)) = &argument.name {
                given.by_name.insert(name.to_string(), index);
            }
            given.values.push((*argument.value).clone());
            given.shown.push(false);
        }
        Some(given)
    }

    fn index_of(&mut self, argument: Argument, template: &LitStr) -> Option<usize> {
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.positional(self.next - 1)?
            }
            Argument::Position(index) => self.positional(index)?,
            Argument::Name(name) => match self.by_name.get(&name) {
                Some(index) => *index,
                None => self.capture(name, template)?,
            },
        };
        *self.shown.get_mut(index)? = true;
        Some(index)
    }

    fn positional(&self, index: usize) -> Option<usize> {
        (index < self.given).then_some(index)
    }

    /// Adds the variable `name`, which is looked up where the format string was written.
    fn capture(&mut self, name: String, template: &LitStr) -> Option<usize> {
        let mut variable = syn::parse_str::<Ident>(&name).ok()?;
        variable.set_span(template.span());
        self.values.push(syn::parse_quote!(#variable));
        self.shown.push(false);
        let index = self.values.len() - 1;
        self.by_name.insert(name, index);
        Some(index)
    }

    /// The values, if each is shown; the compiler has something to say of those that are not.
    fn all_shown(self) -> Option<Vec<Expr>> {
        self.shown.iter().all(|shown| *shown).then_some(self.values)
    }
}

/// The argument as what `&` can be put before.
pub(super) fn operand(value: &Expr) -> TokenStream {
    match value {
        Expr::Call(_)
        | Expr::Field(_)
        | Expr::Index(_)
        | Expr::Lit(_)
        | Expr::Macro(_)
        | Expr::MethodCall(_)
        | Expr::Paren(_)
        | Expr::Path(_)
        | Expr::Reference(_)
        | Expr::Await(_)
        | Expr::Try(_)
        | Expr::Tuple(_) => value.to_token_stream(),
        _ => {
            let span = generated_at(syn::spanned::Spanned::span(value));
            quote_spanned!(span=> (#value))
        }
    }
}
