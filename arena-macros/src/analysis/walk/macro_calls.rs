//! Macro calls: the arguments of the known ones are walked, what others mention is let go.

use proc_macro2::TokenStream;
use syn::{Expr, Macro};

use super::super::fate::{Fate, Reason};
use super::super::mentions;
use super::{OUT_OF_SIGHT, Walk};
use crate::parse::body_macros::{Arguments, MacroCall, MacroKind};
use crate::parse::format_string::captured_names;

impl Walk<'_> {
    pub(super) fn macro_call(&mut self, call: &Macro, fate: Fate) {
        let macros = self.macros;
        let Some(known) = macros.get(call) else {
            return self.mentioned_in_tokens(&call.tokens);
        };
        match known.kind {
            MacroKind::VecList => self.parts(known.arguments.expressions(), fate),
            MacroKind::VecRepeat => {
                for argument in known.arguments.expressions() {
                    self.expr(argument, OUT_OF_SIGHT);
                }
            }
            MacroKind::Format => self.formatting(known, 0),
            MacroKind::Formatting { leading } => self.formatting(known, leading),
        }
    }

    fn formatting(&mut self, call: &MacroCall, leading: usize) {
        let Arguments::List(arguments) = &call.arguments else {
            return;
        };
        for (index, argument) in arguments.iter().enumerate() {
            let written_to = leading == 1 && index == 0;
            let fate = if index < leading
                && !(written_to && self.is_shaped(strip_reference(&argument.value)))
            {
                OUT_OF_SIGHT
            } else {
                Fate::Borrowed
            };
            self.expr(&argument.value, fate);
        }
        let named = |name: &str| {
            arguments.iter().any(|argument| {
                argument
                    .name
                    .as_ref()
                    .is_some_and(|(known, _)| known == name)
            })
        };
        if let Some(template) = call.template() {
            for name in captured_names(&template.value()) {
                if !named(name)
                    && let Some(id) = self.scopes.find(name)
                {
                    self.record_use(id, None, Fate::Borrowed);
                }
            }
        }
    }

    pub(super) fn mentioned_in_tokens(&mut self, tokens: &TokenStream) {
        let mut mentioned = Vec::new();
        mentions::each_name(tokens.clone(), &mut |name| {
            mentioned.extend(self.scopes.find(name));
        });
        for id in mentioned {
            self.record_use(id, None, Fate::Escapes(Reason::UnknownMacro));
        }
    }
}

fn strip_reference(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => &reference.expr,
        expr => expr,
    }
}
