//! `x.to_string()`.

use std::fmt::Display;
use std::marker::PhantomData;

use super::shows_plainly::Plain;
use super::{OnHeap, Text};
use crate::collections::TempString;
use crate::context::RequestContext;

/// A value to be shown, and the user's own way to show it.
#[derive(Debug)]
pub struct Shown<'value, T: ?Sized, F, R> {
    value: &'value T,
    heap: F,
    made: PhantomData<fn() -> R>,
}

/// `value.to_string()`.
#[inline]
pub fn shown<'value, T: ?Sized, R, F>(value: &'value T, heap: F) -> Shown<'value, T, F, R>
where
    F: FnOnce(&'value T) -> R,
{
    Shown {
        value,
        heap,
        made: PhantomData,
    }
}

impl<'value, T: Display + ?Sized, F: FnOnce(&'value T) -> String> Shown<'value, T, F, String> {
    /// In the arena.
    ///
    /// Written there directly where the type is known. Any other may have a `to_string` of its own that
    /// says something else than its `Display`, so that is asked.
    #[inline]
    pub fn to_string_in(self, context: &RequestContext) -> TempString<'_> {
        if Plain::of(&self.value).is_some() {
            let mut text = Text::new(context);
            text.display(self.value);
            text.temporary()
        } else {
            TempString::from_str_in(&(self.heap)(self.value), context.arena())
        }
    }
}

impl<'value, T: ?Sized, R, F> OnHeap for Shown<'value, T, F, R>
where
    F: FnOnce(&'value T) -> R,
{
    type Value = R;

    #[inline]
    fn on_heap(self) -> R {
        (self.heap)(self.value)
    }
}
