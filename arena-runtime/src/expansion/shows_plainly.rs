//! Values whose `Display` under a plain `{}` is nothing but their text or digits, recognised by their type
//! without asking anything of type inference.
//!
//! In an optimised build the comparisons are known to the compiler, and one arm is left of them all.

use std::any::TypeId;

/// A value seen as what it shows.
#[derive(Clone, Copy)]
pub(super) enum Plain<'value> {
    Str(&'value str),
    Char(char),
    Signed(i64),
    Unsigned(u64),
}

impl<'value> Plain<'value> {
    /// `value`, which is a reference to something or a reference to such a reference, as what it shows;
    /// `None` if that is for its `Display` to say.
    #[inline]
    pub(super) fn of<T>(value: &'value T) -> Option<Self> {
        let seen = Seen::in_type(typeid::of::<T>())?;
        // SAFETY: `T` is what was seen, but for lifetimes; what `value` refers to lives as long as `'value`.
        unsafe { Self::read(std::ptr::from_ref(value).cast(), seen) }
    }

    /// # Safety
    ///
    /// At `place` is what was seen, and lives for `'value`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn read(mut place: *const (), seen: Seen) -> Option<Self> {
        for _ in 1..seen.references {
            // SAFETY: by the caller's word a reference to a reference, which is as large as a pointer.
            place = unsafe { *place.cast::<*const ()>() };
        }
        macro_rules! behind {
            ($ty:ty) => {{
                // SAFETY: by the caller's word this was seen, so here is the last reference, to one that has no
                // lifetimes in it. What it refers to outlives all references to it, and so `'value`.
                unsafe { *place.cast::<&'value $ty>() }
            }};
        }
        Some(match seen.kind {
            Kind::Str => Self::Str(behind!(str)),
            Kind::String => Self::Str(behind!(String)),
            Kind::Char => Self::Char(*behind!(char)),
            Kind::Bool => Self::Str(if *behind!(bool) { "true" } else { "false" }),
            Kind::U8 => Self::Unsigned((*behind!(u8)).into()),
            Kind::U16 => Self::Unsigned((*behind!(u16)).into()),
            Kind::U32 => Self::Unsigned((*behind!(u32)).into()),
            Kind::U64 => Self::Unsigned(*behind!(u64)),
            Kind::Usize => Self::Unsigned(u64::try_from(*behind!(usize)).ok()?),
            Kind::I8 => Self::Signed((*behind!(i8)).into()),
            Kind::I16 => Self::Signed((*behind!(i16)).into()),
            Kind::I32 => Self::Signed((*behind!(i32)).into()),
            Kind::I64 => Self::Signed(*behind!(i64)),
            Kind::Isize => Self::Signed(i64::try_from(*behind!(isize)).ok()?),
        })
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
            // SAFETY: there is none.
            unsafe impl LifetimeFree for $ty {}
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
    Str: str, String: String, Char: char, Bool: bool, U8: u8, U16: u16, U32: u32, U64: u64, I8: i8,
    I16: i16, I32: i32, I64: i64, Usize: usize, Isize: isize
);

/// How many references to a `U` the type is.
#[inline]
fn references_to<U: LifetimeFree + ?Sized>(ty: TypeId) -> Option<u8> {
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
/// There is no lifetime in the type.
unsafe trait LifetimeFree: 'static {}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn references_of_any_lifetime_are_seen_through() {
        let owned = String::from("text");
        let (text, number) = (owned.as_str(), 7_u16);
        assert!(matches!(Plain::of(&text), Some(Plain::Str("text"))));
        assert!(matches!(Plain::of(&&text), Some(Plain::Str("text"))));
        assert!(matches!(Plain::of(&&&owned), Some(Plain::Str("text"))));
        assert!(matches!(Plain::of(&&number), Some(Plain::Unsigned(7))));
        assert!(matches!(Plain::of(&&-7_isize), Some(Plain::Signed(-7))));
        assert!(matches!(Plain::of(&&true), Some(Plain::Str("true"))));
        assert!(matches!(Plain::of(&&'x'), Some(Plain::Char('x'))));
    }

    #[test]
    fn anything_else_is_left_to_display() {
        assert!(Plain::of(&&1.5_f64).is_none());
        assert!(Plain::of(&&std::net::Ipv4Addr::LOCALHOST).is_none());
        assert!(Plain::of(&&std::borrow::Cow::Borrowed("text")).is_none());
        assert!(Plain::of(&&&&&"text").is_none());
    }
}
