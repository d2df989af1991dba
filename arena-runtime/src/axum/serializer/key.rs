//! Keys of maps. A string is written here, whatever else serde_json makes a string of, or refuses, there.

use std::fmt::Display;
use std::io;

use serde::ser::{Impossible, Serialize, SerializeMap, Serializer};
use serde_json::ser::Formatter;
use serde_json::{Error, Result};

use super::{Writer, escape};

/// Writes one key.
pub(super) struct Key<'writer>(pub(super) &'writer mut Writer);

/// serde_json writes keys within objects alone, so an object is begun, of which this leaves the brace out.
struct WithoutBrace;

impl Formatter for WithoutBrace {
    fn begin_object<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        Ok(())
    }
}

impl Key<'_> {
    fn by_serde_json<T: Serialize>(self, key: T) -> Result<()> {
        let mut serializer = serde_json::Serializer::with_formatter(self.0, WithoutBrace);
        serializer.serialize_map(None)?.serialize_key(&key)
    }
}

struct Displayed<'text, T: ?Sized>(&'text T);

impl<T: ?Sized + Display> Serialize for Displayed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

macro_rules! left_to_serde_json {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, key: $type) -> Result<()> {
            self.by_serde_json(key)
        })*
    };
}

impl Serializer for Key<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    #[inline]
    fn serialize_str(self, key: &str) -> Result<()> {
        escape::write_str(self.0, key).map_err(Error::io)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    left_to_serde_json! {
        serialize_bool(bool)
        serialize_i8(i8)
        serialize_i16(i16)
        serialize_i32(i32)
        serialize_i64(i64)
        serialize_i128(i128)
        serialize_u8(u8)
        serialize_u16(u16)
        serialize_u32(u32)
        serialize_u64(u64)
        serialize_u128(u128)
        serialize_f32(f32)
        serialize_f64(f64)
        serialize_char(char)
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<()> {
        self.by_serde_json(Displayed(value))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<()> {
        self.by_serde_json(Some(value))
    }

    fn serialize_none(self) -> Result<()> {
        self.by_serde_json(None::<()>)
    }

    // The rest are no keys, and it does not matter which of them is refused.

    fn serialize_unit(self) -> Result<()> {
        self.by_serde_json(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<()> {
        self.by_serde_json(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.by_serde_json(())
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<()> {
        self.by_serde_json(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq> {
        self.refuse()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
        self.refuse()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct> {
        self.refuse()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        self.refuse()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
        self.refuse()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct> {
        self.refuse()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        self.refuse()
    }
}

impl Key<'_> {
    fn refuse<C>(self) -> Result<C> {
        match self.by_serde_json(()) {
            Err(error) => Err(error),
            Ok(()) => Err(serde::ser::Error::custom("key must be a string")),
        }
    }
}
