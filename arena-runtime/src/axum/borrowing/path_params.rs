//! The deserializer of the parameters in a path. It takes what axum's own takes, which cannot be had.

use std::any::type_name;
use std::iter::Enumerate;

use axum::extract::RawPathParams;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::path_error::PathError;

/// All parameters of a path.
#[derive(Clone, Copy)]
pub(super) struct PathParams<'de>(pub(super) &'de RawPathParams);

impl<'de> PathParams<'de> {
    fn len(self) -> usize {
        self.0.iter().count()
    }

    fn check_len(self, expected: usize) -> Result<(), PathError> {
        match self.len() {
            got if got == expected => Ok(()),
            got => Err(PathError::wrong_number(got, expected)),
        }
    }

    /// The one parameter of a path that has one.
    fn only(self) -> Result<Param<'de>, PathError> {
        self.check_len(1)?;
        let (key, value) = self.0.iter().next().unwrap_or_default();
        Ok(Param {
            key,
            value,
            place: Place::Only,
        })
    }

    fn sequence(self) -> impl SeqAccess<'de, Error = PathError> {
        Values(self.0.iter().enumerate())
    }
}

macro_rules! of_the_only_one {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
                self.only()?.$method(visitor)
            }
        )*
    };
}

macro_rules! unsupported {
    ($($method:ident($($argument:ty),*))*) => {
        $(
            fn $method<V: Visitor<'de>>(self, $(_: $argument,)* _: V) -> Result<V::Value, PathError> {
                Err(PathError::unsupported(type_name::<V::Value>()))
            }
        )*
    };
}

macro_rules! empty_and_newtypes {
    () => {
        fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
            visitor.visit_unit()
        }

        fn deserialize_unit_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            visitor: V,
        ) -> Result<V::Value, PathError> {
            visitor.visit_unit()
        }

        fn deserialize_newtype_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            visitor: V,
        ) -> Result<V::Value, PathError> {
            visitor.visit_newtype_struct(self)
        }
    };
}

impl<'de> Deserializer<'de> for PathParams<'de> {
    type Error = PathError;

    of_the_only_one! {
        deserialize_any
        deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_byte_buf
    }

    unsupported! {
        deserialize_bytes()
        deserialize_option()
        deserialize_identifier()
        deserialize_ignored_any()
    }

    empty_and_newtypes!();

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        visitor.visit_seq(self.sequence())
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, PathError> {
        self.check_len(len)?;
        visitor.visit_seq(self.sequence())
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, PathError> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        visitor.visit_map(Entries {
            rest: self.0.iter(),
            current: None,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PathError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PathError> {
        visitor.visit_enum(self.only()?)
    }
}

/// One parameter.
#[derive(Clone, Copy)]
struct Param<'de> {
    key: &'de str,
    value: &'de str,
    place: Place,
}

/// Where a parameter goes, which is how errors speak of it.
#[derive(Clone, Copy)]
enum Place {
    Only,
    /// Half of a pair of name and value.
    InPair,
    Field,
    Index(usize),
}

impl Param<'_> {
    fn no(self, expected: &str) -> PathError {
        let Self { key, value, place } = self;
        PathError::Value(match place {
            Place::Only | Place::InPair => format!("Cannot parse `{value}` to a `{expected}`"),
            Place::Field => format!("Cannot parse `{key}` with value `{value}` to a `{expected}`"),
            Place::Index(index) => format!(
                "Cannot parse value at index {index} with value `{value}` to a `{expected}`"
            ),
        })
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $ty:literal)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
                let value = self.value.parse().map_err(|_| self.no($ty))?;
                visitor.$visit(value)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Param<'de> {
    type Error = PathError;

    parsed! {
        deserialize_bool visit_bool "bool"
        deserialize_i8 visit_i8 "i8"
        deserialize_i16 visit_i16 "i16"
        deserialize_i32 visit_i32 "i32"
        deserialize_i64 visit_i64 "i64"
        deserialize_i128 visit_i128 "i128"
        deserialize_u8 visit_u8 "u8"
        deserialize_u16 visit_u16 "u16"
        deserialize_u32 visit_u32 "u32"
        deserialize_u64 visit_u64 "u64"
        deserialize_u128 visit_u128 "u128"
        deserialize_f32 visit_f32 "f32"
        deserialize_f64 visit_f64 "f64"
        deserialize_string visit_string "String"
        deserialize_byte_buf visit_string "String"
        deserialize_char visit_char "char"
    }

    unsupported! {
        deserialize_map()
        deserialize_identifier()
        deserialize_seq()
        deserialize_tuple_struct(&'static str, usize)
        deserialize_struct(&'static str, &'static [&'static str])
    }

    empty_and_newtypes!();

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        let read = visitor.visit_borrowed_str(self.value);
        read.map_err(|error: PathError| match self.place {
            Place::InPair => error,
            _ => error.of(self.key, self.value),
        })
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        visitor.visit_borrowed_bytes(self.value.as_bytes())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        visitor.visit_some(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, PathError> {
        match self.place {
            Place::Index(_) if len == 2 => visitor.visit_seq(Pair {
                key: Some(self.key),
                value: Some(Self {
                    place: Place::InPair,
                    ..self
                }),
            }),
            _ if len == 2 => Err(PathError::custom("array types are not supported")),
            _ => Err(PathError::unsupported(type_name::<V::Value>())),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PathError> {
        visitor.visit_enum(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        visitor.visit_unit()
    }
}

impl<'de> EnumAccess<'de> for Param<'de> {
    type Error = PathError;
    type Variant = NameOnly;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, NameOnly), PathError> {
        Ok((seed.deserialize(Name(self.value))?, NameOnly))
    }
}

/// A variant with nothing in it.
struct NameOnly;

impl<'de> VariantAccess<'de> for NameOnly {
    type Error = PathError;

    fn unit_variant(self) -> Result<(), PathError> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, PathError> {
        Err(PathError::unsupported("newtype enum variant"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, PathError> {
        Err(PathError::unsupported("tuple enum variant"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, PathError> {
        Err(PathError::unsupported("struct enum variant"))
    }
}

/// The name of a parameter or a variant.
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = PathError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, PathError> {
        Err(PathError::custom("Unexpected key type"))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        BorrowedStrDeserializer::new(self.0).deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PathError> {
        self.deserialize_str(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map newtype_struct struct enum ignored_any
    }
}

/// The values, one after the other.
struct Values<I>(Enumerate<I>);

impl<'de, I: Iterator<Item = (&'de str, &'de str)>> SeqAccess<'de> for Values<I> {
    type Error = PathError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, PathError> {
        let next = self.0.next().map(|(index, (key, value))| Param {
            key,
            value,
            place: Place::Index(index),
        });
        next.map(|param| seed.deserialize(param)).transpose()
    }
}

/// A name and its value.
struct Pair<'de> {
    key: Option<&'de str>,
    value: Option<Param<'de>>,
}

impl<'de> SeqAccess<'de> for Pair<'de> {
    type Error = PathError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, PathError> {
        if let Some(key) = self.key.take() {
            return seed.deserialize(Name(key)).map(Some);
        }
        let value = self.value.take();
        value.map(|value| seed.deserialize(value)).transpose()
    }
}

/// Names and values, in turn.
struct Entries<'de, I> {
    rest: I,
    current: Option<Param<'de>>,
}

impl<'de, I: Iterator<Item = (&'de str, &'de str)>> MapAccess<'de> for Entries<'de, I> {
    type Error = PathError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, PathError> {
        self.current = self.rest.next().map(|(key, value)| Param {
            key,
            value,
            place: Place::Field,
        });
        let key = self.current.map(|param| seed.deserialize(Name(param.key)));
        key.transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, PathError> {
        match self.current.take() {
            Some(param) => seed.deserialize(param),
            None => Err(PathError::custom("value is missing")),
        }
    }
}
