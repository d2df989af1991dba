//! Macro calls: the arguments of the known ones are walked, what others mention is let go.

use proc_macro2::TokenStream;
use syn::{Expr, LitStr, Macro};

use super::super::fate::{Fate, LENT, Reason};
use super::super::mentions;
use super::{OUT_OF_SIGHT, Walk};
use crate::parse::body_macros::{Argument, Arguments, MacroCall, MacroKind, Role, Strand};
use crate::parse::format_string::captured_names;

impl Walk<'_> {
    pub(super) fn macro_call(&mut self, call: &Macro, fate: Fate) {
        let macros = self.macros;
        let Some(known) = macros.get(call) else {
            return self.mentioned_in_tokens(&call.tokens);
        };
        match known.kind {
            MacroKind::VecList => {
                for argument in known.arguments.expressions() {
                    self.expr(argument, fate.of_part(Reason::InAggregate));
                }
            }
            MacroKind::VecRepeat => {
                self.note_other_source(fate.of_part(Reason::InAggregate));
                for argument in known.arguments.expressions() {
                    self.expr(argument, OUT_OF_SIGHT);
                }
            }
            MacroKind::Format => self.formatting(known, 0),
            MacroKind::Formatting { leading } => self.formatting(known, leading),
            MacroKind::Woven => {
                if let Arguments::Woven(strands) = &known.arguments {
                    let is_in_statement = std::mem::take(&mut self.is_in_statement);
                    self.strands(strands);
                    self.is_in_statement = is_in_statement;
                }
            }
        }
    }

    fn formatting(&mut self, call: &MacroCall, leading: usize) {
        let Arguments::List(arguments) = &call.arguments else {
            return;
        };
        for (index, argument) in arguments.iter().enumerate() {
            let written_to = leading == 1 && index == 0;
            let is_shown = index >= leading
                || (written_to && self.is_shaped(strip_reference(&argument.value)));
            let fate = if is_shown {
                Fate::Borrowed
            } else {
                OUT_OF_SIGHT
            };
            self.expr(&argument.value, fate);
        }
        if let Some(template) = call.template() {
            self.captured_by(template, |name| is_given(arguments, name));
        }
    }

    fn captured_by(&mut self, template: &LitStr, is_given: impl Fn(&str) -> bool) {
        for name in captured_names(&template.value()) {
            if !is_given(name)
                && let Some(id) = self.scopes.find(name)
            {
                self.record_use(id, None, Fate::Borrowed);
            }
        }
    }

    fn strands(&mut self, strands: &[Strand]) {
        for strand in strands {
            match strand {
                Strand::Tokens(_) => {}
                Strand::Value { value, role } => self.played(value, *role),
                Strand::Shorthand(variable) => self.expr(variable, LENT),
                Strand::Template(template) => self.captured_by(template, |_| false),
                Strand::Group { inside, .. } => self.strands(inside),
                Strand::Under { pattern, inside } => {
                    self.scopes.open();
                    self.scopes.declare_pattern(pattern, false);
                    self.strands(inside);
                    self.scopes.close();
                }
            }
        }
    }

    fn played(&mut self, value: &Expr, role: Role) {
        match role {
            Role::Shown => self.expr(value, Fate::Borrowed),
            Role::Lent => self.expr(value, LENT),
            Role::Awaited => self.awaited(value),
            Role::Unknown => self.expr(value, OUT_OF_SIGHT),
            Role::OnHeap => {
                let kept = self.kept.replace(Reason::KeptByUser);
                self.expr(value, OUT_OF_SIGHT);
                self.kept = kept;
            }
        }
    }

    pub(super) fn mentioned_in_tokens(&mut self, tokens: &TokenStream) {
        let mut mentioned = Vec::new();
        mentions::each_name(tokens.clone(), &mut |name| {
            mentioned.extend(self.scopes.find(name));
        });
        for id in mentioned {
            let fate = Fate::Escapes(Reason::UnknownMacro);
            self.record_use(id, None, fate);
            self.let_items_go(id, fate);
        }
    }
}

fn is_given(arguments: &syn::punctuated::Punctuated<Argument, syn::Token![,]>, name: &str) -> bool {
    arguments.iter().any(|argument| {
        argument
            .name
            .as_ref()
            .is_some_and(|(known, _)| known == name)
    })
}

fn strip_reference(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => &reference.expr,
        expr => expr,
    }
}
