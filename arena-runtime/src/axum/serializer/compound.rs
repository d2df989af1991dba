//! Arrays and objects, and the commas between what is in them.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Result};

use super::key::Key;
use super::{Json, Writer, escape};

/// An array or object that is being written.
pub(super) struct Compound<'writer> {
    writer: &'writer mut Writer,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Said to be empty, so closed already; serde_json does not close it again should that have been a lie.
    Closed,
    First,
    Rest,
}

impl<'writer> Compound<'writer> {
    #[inline]
    pub(super) fn begin(
        writer: &'writer mut Writer,
        [open, close]: [u8; 2],
        length: Option<usize>,
    ) -> Self {
        let state = if length == Some(0) {
            writer.push(&[open, close]);
            State::Closed
        } else {
            writer.push(&[open]);
            State::First
        };
        Self { writer, state }
    }

    #[inline]
    fn separate(&mut self) {
        if self.state != State::First {
            self.writer.push(b",");
        }
        self.state = State::Rest;
    }

    #[inline]
    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.separate();
        value.serialize(Json(self.writer))
    }

    /// A field's key with what is around it, in one step.
    // Within the code that serde derives the key is known, and so is what comes of it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<()> {
        let key = name.as_bytes();
        if escape::is_plain(key) {
            let length = key.len();
            let room = if self.state == State::First {
                self.writer.room(length + 3)
            } else {
                let (comma, room) = self.writer.room(length + 4).split_at_mut(1);
                comma[0] = b',';
                room
            };
            room[0] = b'"';
            room[1..=length].copy_from_slice(key);
            room[length + 1] = b'"';
            room[length + 2] = b':';
            self.state = State::Rest;
        } else {
            self.separate();
            escape::write_str(self.writer, name).map_err(Error::io)?;
            self.writer.push(b":");
        }
        value.serialize(Json(self.writer))
    }

    #[inline]
    fn close(&mut self, close: u8) {
        if self.state != State::Closed {
            self.writer.push(&[close]);
        }
    }

    /// Closes the variant's object around, too.
    fn close_variant(&mut self, close: u8) {
        self.close(close);
        self.writer.push(b"}");
    }
}

/// A struct: an object, or one of serde_json's own types in disguise.
pub(super) enum Struct<'writer> {
    Object(Compound<'writer>),
    SerdeJsons {
        writer: &'writer mut Writer,
        name: &'static str,
    },
}

/// The disguised value once more, for serde_json's serializer.
struct Disguised<'value, T: ?Sized> {
    name: &'static str,
    field: &'static str,
    value: &'value T,
}

impl<T: ?Sized + Serialize> Serialize for Disguised<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut whole = serializer.serialize_struct(self.name, 1)?;
        whole.serialize_field(self.field, self.value)?;
        whole.end()
    }
}

impl SerializeStruct for Struct<'_> {
    type Ok = ();
    type Error = Error;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        match self {
            Self::Object(object) => object.field(name, value),
            Self::SerdeJsons {
                writer,
                name: whole,
            } => Json(writer).by_serde_json(Disguised {
                name: whole,
                field: name,
                value,
            }),
        }
    }

    #[inline]
    fn end(self) -> Result<()> {
        if let Self::Object(mut object) = self {
            object.close(b'}');
        }
        Ok(())
    }
}

impl SerializeSeq for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    #[inline]
    fn end(mut self) -> Result<()> {
        self.close(b']');
        Ok(())
    }
}

impl SerializeTuple for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    #[inline]
    fn end(self) -> Result<()> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    #[inline]
    fn end(self) -> Result<()> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleVariant for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.element(value)
    }

    fn end(mut self) -> Result<()> {
        self.close_variant(b']');
        Ok(())
    }
}

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<()> {
        self.separate();
        key.serialize(Key(self.writer))?;
        self.writer.push(b":");
        Ok(())
    }

    #[inline]
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        value.serialize(Json(self.writer))
    }

    #[inline]
    fn end(mut self) -> Result<()> {
        self.close(b'}');
        Ok(())
    }
}

impl SerializeStructVariant for Compound<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.field(name, value)
    }

    fn end(mut self) -> Result<()> {
        self.close_variant(b'}');
        Ok(())
    }
}
