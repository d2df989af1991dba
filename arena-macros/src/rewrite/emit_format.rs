//! `format!`, taken apart where its format string is simple, and otherwise handed to `format_args!` whole.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, LitStr};

use super::emit::{Emit, generated_at};
use super::literal_text::literal_text;
use super::own_names::own_name;
use crate::parse::body_macros::{Arguments, MacroCall};
use crate::parse::format_string::{Argument, Piece, Side, Spec, pieces};

impl Emit<'_> {
    /// A text put together piece by piece.
    ///
    /// As in `format!`, arguments are evaluated once, in order, before anything is written, and what they
    /// borrow is let go before the text is used: hence the `let` around the `match`.
    pub(super) fn format(&self, call: &MacroCall, answered: bool, span: Span) -> TokenStream {
        let (runtime, context) = (self.runtime.at(span), self.context);
        let Some(shown) = Shown::of(call) else {
            let arguments = &call.arguments;
            let text = quote_spanned! {span=>
                #runtime::expansion::formatted(#context, ::core::format_args!(#arguments))
            };
            return if answered { self.answered(&text) } else { text };
        };
        let (ty, parts_ty) = (
            quote_spanned!(span=> #runtime::expansion::Text),
            quote_spanned!(span=> #runtime::expansion::Parts),
        );
        let [text, parts, room, scratch] =
            ["text", "parts", "room", "scratch"].map(|what| own_name(what, span));
        let finish = Ident::new(if answered { "answered" } else { "temporary" }, span);

        // Not as methods: a trait of the user's may have one of that name.
        let mut names = Vec::new();
        let mut makers = Vec::new();
        let by_name = shown.may_be_named_again();
        let put = shown.steps.iter().map(|step| match step {
            Step::Literal(literal) => {
                let literal = LitStr::new(literal, span);
                quote_spanned!(span=> #ty::literal(&mut #text, #literal);)
            }
            Step::Part(placeholder, index) => {
                let value = if by_name {
                    let value = &shown.values[*index];
                    quote_spanned!(span=> &#value)
                } else {
                    name_of(*index, span).into_token_stream()
                };
                makers.push(placeholder.emit(&parts_ty, &parts, &value, span));
                let part = own_name(&format!("part_{}", names.len()), span);
                names.push(part.clone());
                quote_spanned!(span=> #ty::part(&mut #text, #part);)
            }
        });
        let put: TokenStream = put.collect();
        let written = |parts: TokenStream| {
            quote_spanned! {span=>
                let mut #room = #runtime::expansion::ScratchRoom::new();
                let mut #scratch = #runtime::expansion::scratch(#context, &mut #room);
                let mut #text = #ty::new(#parts, &mut #scratch);
                #put
                #text.#finish()
            }
        };

        let literal_bytes = shown.literal_bytes();
        if names.is_empty() {
            let written = written(quote_spanned!(span=> #parts_ty::beside(#literal_bytes)));
            return quote_spanned!(span=> ({ #written }));
        }
        let written = written(parts.to_token_stream());
        let mut text_of = quote_spanned! {span=>
            match (#(#makers,)*) {
                (#(#names,)*) => {
                    #written
                }
            }
        };
        if !by_name {
            let values = shown.shown_values().map(|(_, value)| operand(value));
            let names = shown.shown_values().map(|(index, _)| name_of(index, span));
            text_of = quote_spanned! {span=>
                match (#(&#values,)*) {
                    (#(#names,)*) => #text_of
                }
            };
        }
        quote_spanned! {span=> ({
            let mut #parts = #parts_ty::beside(#literal_bytes);
            let #text = #text_of;
            #text
        })}
    }
}

/// What a simple `format!` shows.
struct Shown {
    values: Vec<Expr>,
    steps: Vec<Step>,
}

enum Step {
    Literal(String),
    /// A placeholder, with the index of its value.
    Part(Placeholder, usize),
}

enum Placeholder {
    Plain,
    Padded(Side, u16),
    /// One that says otherwise how, alone.
    Formatted(LitStr),
}

impl Shown {
    /// `None` if the format string is not simple, or does not fit its arguments: then the compiler is to
    /// have the whole.
    fn of(call: &MacroCall) -> Option<Self> {
        let template = call.template()?;
        let mut arguments = GivenArguments::of(call)?;
        let mut steps = Vec::new();
        for piece in pieces(&template.value())? {
            match piece {
                Piece::Literal(literal) => push_literal(&mut steps, &literal),
                Piece::Placeholder { argument, spec } => {
                    let index = arguments.index_of(argument, template)?;
                    let placeholder = match spec {
                        Spec::Plain => match literal_text(&arguments.values[index]) {
                            Some(literal) => {
                                push_literal(&mut steps, &literal);
                                continue;
                            }
                            None => Placeholder::Plain,
                        },
                        Spec::Padded(side, width) => Placeholder::Padded(side, width),
                        Spec::Other(spec) => {
                            let spec = format!("{{:{spec}}}");
                            Placeholder::Formatted(LitStr::new(&spec, template.span()))
                        }
                    };
                    steps.push(Step::Part(placeholder, index));
                }
            }
        }
        let values = arguments.all_shown()?;
        Some(Self { values, steps })
    }

    /// The indexes of what the placeholders show, one after the other.
    fn indexes(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().filter_map(|step| match step {
            Step::Literal(_) => None,
            Step::Part(_, index) => Some(*index),
        })
    }

    /// The values that placeholders show: literals are in the text already.
    fn shown_values(&self) -> impl Iterator<Item = (usize, &Expr)> {
        let values = self.values.iter().enumerate();
        values.filter(|(index, _)| self.indexes().any(|shown| shown == *index))
    }

    /// Whether to write the values where they are shown is to evaluate them once, in order. To name a variable
    /// is to do nothing; to name a field may be to dereference what has it.
    fn may_be_named_again(&self) -> bool {
        self.shown_values().all(|(_, value)| is_name(value))
            || self.shown_values().all(|(_, value)| is_place(value))
                && self.indexes().is_sorted_by(|one, next| one < next)
    }

    fn literal_bytes(&self) -> u64 {
        let bytes = self.steps.iter().map(|step| match step {
            Step::Literal(literal) => literal.len() as u64,
            Step::Part(..) => 0,
        });
        bytes.sum()
    }
}

fn push_literal(steps: &mut Vec<Step>, literal: &str) {
    if let Some(Step::Literal(before)) = steps.last_mut() {
        before.push_str(literal);
    } else if !literal.is_empty() {
        steps.push(Step::Literal(literal.to_owned()));
    }
}

impl Placeholder {
    /// The call that makes its part. `value` is a reference to what it shows.
    fn emit(
        &self,
        ty: &TokenStream,
        parts: &Ident,
        value: &TokenStream,
        span: Span,
    ) -> TokenStream {
        match self {
            Self::Plain => quote_spanned!(span=> #ty::display(&mut #parts, &#value)),
            Self::Padded(side, width) => {
                let method = Ident::new(
                    match side {
                        Side::Own => "wide",
                        Side::After => "left",
                        Side::Around => "centered",
                        Side::Before => "right",
                        Side::Zeros => "zeros",
                    },
                    span,
                );
                quote_spanned!(span=> #ty::#method(&mut #parts, &#value, #width))
            }
            Self::Formatted(template) => quote_spanned! {span=>
                #ty::formatted(&mut #parts, ::core::format_args!(#template, #value))
            },
        }
    }
}

fn name_of(index: usize, span: Span) -> Ident {
    own_name(&format!("shown_{index}"), span)
}

fn is_name(value: &Expr) -> bool {
    matches!(value, Expr::Path(_) | Expr::Lit(_))
}

/// Whether to evaluate it is to do nothing but to look.
fn is_place(value: &Expr) -> bool {
    match value {
        Expr::Field(field) => is_place(&field.base),
        value => is_name(value),
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
