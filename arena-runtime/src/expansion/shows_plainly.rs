//! Values whose `Display` under a plain `{}` is nothing but their text or digits, recognised by their type
//! without asking anything of type inference.
//!
//! In an optimised build the comparisons are known to the compiler, and one arm is left of them all.

use std::any::TypeId;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::collections::{ArenaString, TempString};

/// A value seen as what it shows.
#[derive(Clone, Copy)]
pub(super) enum Plain<'value> {
    Str(&'value str),
    Char(char),
    /// The magnitude, and whether it is negative.
    Integer(u128, bool),
}

impl<'value> Plain<'value> {
    /// `value`, which is a reference to something or a reference to such a reference, as what it shows;
    /// `None` if that is for its `Display` to say.
    #[inline]
    pub(super) fn of<T>(value: &'value T) -> Option<Self> {
        let seen = Seen::in_type(typeid::of::<T>())?;
        // SAFETY: `T` is what was seen, but for lifetimes; what `value` refers to lives as long as `'value`.
        let plain = unsafe { Self::read(std::ptr::from_ref(value).cast(), seen) };
        Some(plain)
    }

    /// # Safety
    ///
    /// At `place` is what was seen, and lives for `'value`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn read(mut place: *const (), seen: Seen) -> Self {
        for _ in 1..seen.references {
            // SAFETY: by the caller's word a reference to a reference, which is as large as a pointer.
            place = unsafe { *place.cast::<*const ()>() };
        }
        macro_rules! behind {
            ($ty:ty) => {{
                // SAFETY: by the caller's word this was seen, so here is the last reference, to one that may have
                // shorter lifetimes in it: `Covariant`. What it refers to outlives all references to it, and so
                // `'value`; and so do those lifetimes.
                unsafe { *place.cast::<&'value $ty>() }
            }};
        }
        macro_rules! unsigned {
            ($ty:ty) => {
                Self::Integer((*behind!($ty)).into(), false)
            };
        }
        macro_rules! signed {
            ($ty:ty) => {{
                let number = *behind!($ty);
                Self::Integer(number.unsigned_abs().into(), number < 0)
            }};
        }
        match seen.kind {
            Kind::Str => Self::Str(behind!(str)),
            Kind::String => Self::Str(behind!(String)),
            Kind::BoxStr => Self::Str(behind!(Box<str>)),
            Kind::CowStr => Self::Str(behind!(Cow<'value, str>)),
            Kind::RcStr => Self::Str(behind!(Rc<str>)),
            Kind::ArcStr => Self::Str(behind!(Arc<str>)),
            Kind::ArenaString => Self::Str(behind!(ArenaString<'value>)),
            Kind::TempString => Self::Str(behind!(TempString<'value>)),
            Kind::Char => Self::Char(*behind!(char)),
            Kind::Bool => Self::Str(if *behind!(bool) { "true" } else { "false" }),
            Kind::U8 => unsigned!(u8),
            Kind::U16 => unsigned!(u16),
            Kind::U32 => unsigned!(u32),
            Kind::U64 => unsigned!(u64),
            Kind::U128 => unsigned!(u128),
            Kind::Usize => Self::Integer(*behind!(usize) as u128, false),
            Kind::I8 => signed!(i8),
            Kind::I16 => signed!(i16),
            Kind::I32 => signed!(i32),
            Kind::I64 => signed!(i64),
            Kind::I128 => signed!(i128),
            Kind::Isize => {
                let number = *behind!(isize);
                Self::Integer(number.unsigned_abs() as u128, number < 0)
            }
        }
    }
}

/// A type that is recognised: so many references to one of a kind.
#[derive(Clone, Copy)]
struct Seen {
    kind: Kind,
    references: u8,
}

macro_rules! kinds {
    ($($kind:ident: $ty:ty),*) => {
        #[derive(Clone, Copy)]
        enum Kind {
            $($kind),*
        }

        $(
            // SAFETY: there is none, or that of a shared reference inside.
            unsafe impl Covariant for $ty {}
        )*

        impl Seen {
            /// What `ty` is but for lifetimes.
            // Neither this nor `read` is generic, so that a build that is not optimised compiles them once, and
            // not for each type that is shown; one that is must have them in one piece to see through them.
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn in_type(ty: TypeId) -> Option<Self> {
                $(
                    if let Some(references) = references_to::<$ty>(ty) {
                        return Some(Self { kind: Kind::$kind, references });
                    }
                )*
                None
            }
        }
    };
}

kinds!(
    Str: str, String: String, BoxStr: Box<str>, CowStr: Cow<'static, str>, RcStr: Rc<str>, ArcStr: Arc<str>,
    ArenaString: ArenaString<'static>, TempString: TempString<'static>, Char: char, Bool: bool, U8: u8,
    U16: u16, U32: u32, U64: u64, U128: u128, I8: i8, I16: i16, I32: i32, I64: i64, I128: i128, Usize: usize,
    Isize: isize
);

/// How many references to a `U` the type is.
#[inline]
fn references_to<U: Covariant + ?Sized>(ty: TypeId) -> Option<u8> {
    if ty == TypeId::of::<&'static U>() {
        Some(1)
    } else if ty == TypeId::of::<&'static &'static U>() {
        Some(2)
    } else if ty == TypeId::of::<&'static &'static &'static U>() {
        Some(3)
    } else {
        None
    }
}

/// # Safety
///
/// Where `'static` is in the type there may be a shorter lifetime, and for that one shorter still.
unsafe trait Covariant: 'static {}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::collections::{ArenaString, TempString};
    use std::borrow::Cow;
    use std::rc::Rc;
    use std::sync::Arc;

    #[test]
    fn references_of_any_lifetime_are_seen_through() {
        let owned = String::from("text");
        let (text, number) = (owned.as_str(), 7_u16);
        assert!(matches!(Plain::of(&text), Some(Plain::Str("text"))));
        assert!(matches!(Plain::of(&&text), Some(Plain::Str("text"))));
        assert!(matches!(Plain::of(&&&owned), Some(Plain::Str("text"))));
        assert!(matches!(
            Plain::of(&&number),
            Some(Plain::Integer(7, false))
        ));
        assert!(matches!(
            Plain::of(&&-7_isize),
            Some(Plain::Integer(7, true))
        ));
        assert!(matches!(Plain::of(&&true), Some(Plain::Str("true"))));
        assert!(matches!(Plain::of(&&'x'), Some(Plain::Char('x'))));
    }

    #[test]
    fn texts_of_any_lifetime_are_seen_through() {
        fn shown<T>(value: &T) -> Option<String> {
            match Plain::of(&value) {
                Some(Plain::Str(text)) => Some(text.to_owned()),
                _ => None,
            }
        }
        let arena = crate::Arena::new();
        let owned = String::from("text");
        let texts = [
            shown(&Box::<str>::from("text")),
            shown(&Rc::<str>::from("text")),
            shown(&Arc::<str>::from("text")),
            shown(&Cow::Borrowed(owned.as_str())),
            shown(&Cow::<str>::Owned(owned.clone())),
            shown(&ArenaString::from_str_in("text", &arena)),
            shown(&TempString::from_str_in("text", &arena)),
        ];
        assert_eq!(
            texts,
            [const { Some("text") }; 7].map(|text| text.map(str::to_owned))
        );
    }

    #[test]
    fn anything_else_is_left_to_display() {
        assert!(Plain::of(&&1.5_f64).is_none());
        assert!(Plain::of(&&std::net::Ipv4Addr::LOCALHOST).is_none());
        assert!(Plain::of(&&Box::new("text")).is_none());
        assert!(Plain::of(&&std::num::NonZeroU8::MIN).is_none());
        assert!(Plain::of(&&&&&"text").is_none());
    }
}
