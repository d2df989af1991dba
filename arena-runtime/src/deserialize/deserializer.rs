//! The deserializer around another one.

use serde::Deserializer;
use serde::de::Visitor;

use super::entrusted::{Entrusted, WANTS_ARENA};
use super::visitor::InArenaVisitor;
use crate::Arena;

/// Something of serde's that is done for an arena's sake.
pub(super) struct InArena<'de, T> {
    pub(super) arena: &'de Arena,
    /// Stands for the arena where serde lets only bytes through.
    pub(super) ticket: &'de [u8],
    pub(super) inner: T,
}

impl<'de, T> InArena<'de, T> {
    #[inline]
    pub(super) fn new(arena: &'de Arena, ticket: &'de [u8], inner: T) -> Self {
        Self {
            arena,
            ticket,
            inner,
        }
    }

    /// The same for something else.
    #[inline]
    pub(super) fn around<U>(&self, inner: U) -> InArena<'de, U> {
        InArena::new(self.arena, self.ticket, inner)
    }
}

/// What has neither text to be borrowed nor anything in it goes on as it is.
macro_rules! as_it_is {
    ($($method:ident)*) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.inner.$method(visitor)
            }
        )*
    };
}

macro_rules! in_arena {
    ($($method:ident($($argument:ident: $ty:ty),*))*) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
                let visitor = InArenaVisitor(self.around(visitor));
                self.inner.$method($($argument,)* visitor)
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for InArena<'de, D> {
    type Error = D::Error;

    as_it_is! {
        deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
        deserialize_char
        // These ask for something of their own.
        deserialize_string deserialize_byte_buf
        // These want to know which one of some names it is.
        deserialize_identifier
        deserialize_unit
        deserialize_ignored_any
    }

    in_arena! {
        deserialize_any()
        deserialize_str()
        deserialize_bytes()
        deserialize_option()
        deserialize_seq()
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_map()
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    #[inline]
    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_unit_struct(name, visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == WANTS_ARENA {
            return visitor.visit_seq(Entrusted::new(self));
        }
        let visitor = InArenaVisitor(self.around(visitor));
        self.inner.deserialize_newtype_struct(name, visitor)
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}
