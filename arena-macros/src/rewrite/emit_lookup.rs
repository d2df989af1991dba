//! `map.get(&key)` where the key is in the arena: the compiler is asked what `map` wants for a key, by its type.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprMethodCall};

use super::emit::{Emit, generated_at};
use super::emit_format::operand;
use super::own_names::own_name;
use crate::analysis::{BindingId, LookedUp, is_made_in_passing, whole_of, whole_of_mut};

/// A statement that is to stand before the one that is rewritten.
pub(super) type Before = Vec<TokenStream>;

impl Emit<'_> {
    /// The place for a key as a `String`, before the `let` of the key.
    pub(super) fn key_on_heap(&self, key: BindingId, span: Span) -> TokenStream {
        let runtime = self.runtime.at(span);
        let name = name_on_heap(key, span);
        quote_spanned!(span=> let #name = #runtime::expansion::KeyOnHeap::new();)
    }

    /// The lookup, whose parts are rewritten already. `before` gets what must be declared first.
    pub(super) fn looked_up(
        &self,
        key: LookedUp,
        call: &ExprMethodCall,
        span: Span,
        before: &mut Before,
    ) -> TokenStream {
        if is_made_in_passing(whole_of(&call.receiver)) {
            self.looked_up_in_passing(key, call, span, before)
        } else {
            self.looked_up_in_place(key, call, span)
        }
    }

    /// In something that can be named twice: once for its type, and once for the lookup.
    ///
    /// Not both in one call, as its receiver may be lent for good by then.
    fn looked_up_in_place(&self, key: LookedUp, call: &ExprMethodCall, span: Span) -> TokenStream {
        let runtime = self.runtime.at(span);
        let (receiver, lent) = (operand(&call.receiver), &call.args);
        let asked = own_name("asked", span);
        let asking = quote_spanned!(span=> #runtime::expansion::ReceiverType::of(&#receiver));
        match key {
            LookedUp::Binding(id) => {
                let on_heap = name_on_heap(id, span);
                let on_heap = quote_spanned!(span=> &#on_heap);
                let key = self.key(&asked, call, &lent.to_token_stream(), &on_heap, span);
                let found = with_argument(call, key);
                quote_spanned!(span=> (match #asking { #asked => #found }))
            }
            LookedUp::Site => {
                // What is made in passing is there until the statement ends, as it would be in the call.
                let (made, on_heap) = (own_name("key", span), own_name("on_heap", span));
                let key = self.key(
                    &asked,
                    call,
                    &made.to_token_stream(),
                    &on_heap.to_token_stream(),
                    span,
                );
                let found = with_argument(call, key);
                quote_spanned! {span=>
                    (match (#asking, #lent, &#runtime::expansion::KeyOnHeap::new()) {
                        (#asked, #made, #on_heap) => #found
                    })
                }
            }
        }
    }

    /// In something that is there until the statement ends, or in a part of it.
    fn looked_up_in_passing(
        &self,
        key: LookedUp,
        call: &ExprMethodCall,
        span: Span,
        before: &mut Before,
    ) -> TokenStream {
        let runtime = self.runtime.at(span);
        let asked = own_name(&format!("asked_{}", before.len()), span);
        before.push(quote_spanned!(span=> let #asked = #runtime::expansion::ReceiverType::open();));
        let on_heap = match key {
            LookedUp::Binding(id) => name_on_heap(id, span).to_token_stream(),
            LookedUp::Site => quote_spanned!(span=> #runtime::expansion::KeyOnHeap::new()),
        };
        let on_heap = quote_spanned!(span=> &#on_heap);
        let key = self.key(&asked, call, &call.args.to_token_stream(), &on_heap, span);

        let whole = own_name("whole", span);
        let mut part = (*call.receiver).clone();
        *whole_of_mut(&mut part) = Expr::Verbatim(quote_spanned!(span=> (*#whole)));
        let part = operand(&part);
        let mut call = call.clone();
        let made = whole_of_mut(&mut call.receiver);
        *made = Expr::Verbatim(quote_spanned! {span=>
            #runtime::expansion::receiver(#made, #asked, |#whole| &#part)
        });
        with_argument(&call, key)
    }

    fn key(
        &self,
        asked: &Ident,
        call: &ExprMethodCall,
        key: &TokenStream,
        on_heap: &TokenStream,
        span: Span,
    ) -> TokenStream {
        let runtime = self.runtime.at(span);
        let method = Ident::new(&type_name(&call.method.to_string()), span);
        quote_spanned! {span=>
            #asked.key(#runtime::expansion::method::#method, #key, #on_heap).in_wanted_type()
        }
    }
}

fn with_argument(call: &ExprMethodCall, argument: TokenStream) -> TokenStream {
    let mut call = call.clone();
    call.args = std::iter::once(Expr::Verbatim(argument)).collect();
    call.into_token_stream()
}

fn name_on_heap(key: BindingId, span: Span) -> Ident {
    own_name(&format!("key_{}", key.number()), generated_at(span))
}

/// `GetMut` of `get_mut`.
fn type_name(method: &str) -> String {
    let mut name = String::new();
    for word in method.split('_') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::type_name;

    #[test]
    fn methods_have_types_of_their_names() {
        assert_eq!(type_name("get"), "Get");
        assert_eq!(type_name("get_key_value"), "GetKeyValue");
    }
}
