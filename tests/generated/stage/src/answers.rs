//! The answers' types, once for each way their strings and vectors may be held: owned for the plain twins,
//! and for the annotated ones in whatever the arena lends. A body is the same text with any of them.

macro_rules! answers {
    ($($module:ident: $($json:ident)::+, Text = $text:ty, Note = $note:ty, Items = $items:ty, Rows = $rows:ty;)*) => {$(
        #[allow(missing_docs, unused_imports)]
        pub mod $module {
            use std::borrow::Cow;

            use arena_runtime::{ArenaString, ArenaVec};
            use serde::Serialize;

            pub use crate::functions::*;
            pub use crate::shelf::*;
            pub use crate::world::*;
            pub use crate::{counted, passed, shouted, sink};

            pub use $($json)::+;

            pub type Text<'a> = $text;
            pub type Note<'a> = $note;
            pub type Items<'a, T> = $items;
            pub type Rows<'a, T> = $rows;

            #[derive(Debug, Serialize)]
            pub struct Row<'a> {
                pub kind: &'a str,
                pub name: Text<'a>,
                pub score: usize,
            }

            #[derive(Debug, Serialize)]
            pub enum Mood<'a> {
                Calm,
                Said(Text<'a>),
                Long { kind: &'a str, text: Note<'a> },
            }

            #[derive(Debug, Serialize)]
            pub struct Page<'a> {
                pub kind: &'a str,
                pub title: Text<'a>,
                pub note: Note<'a>,
                pub lines: Items<'a, Text<'a>>,
                pub rows: Rows<'a, Row<'a>>,
                pub totals: Items<'a, usize>,
                pub more: Option<Text<'a>>,
                pub pair: (Text<'a>, usize),
                pub both: [Text<'a>; 2],
                pub mood: Mood<'a>,
            }
        }
    )*};
}

answers! {
    owned: axum::Json, Text = String, Note = String, Items = Vec<T>, Rows = Vec<T>;
    of_str: arena_runtime::Json, Text = &'a str, Note = String, Items = &'a [T], Rows = ArenaVec<'a, T>;
    of_string: arena_runtime::Json, Text = ArenaString<'a>, Note = &'a str, Items = ArenaVec<'a, T>, Rows = &'a [T];
    of_cow: axum::Json, Text = Cow<'a, str>, Note = ArenaString<'a>, Items = Vec<T>, Rows = ArenaVec<'a, T>;
    of_mixed: arena_runtime::Json, Text = Box<str>, Note = Cow<'a, str>, Items = Box<[T]>, Rows = Vec<T>;
}
