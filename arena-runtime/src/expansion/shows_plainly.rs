//! Values whose `Display` under a plain `{}` is nothing but their text or digits, recognised by their type
//! without asking anything of type inference.
//!
//! In an optimised build the comparisons are known to the compiler, and one arm is left of them all.

use std::any::TypeId;

/// A value seen as what it shows.
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
        if let Some(text) = behind::<str, T>(value) {
            return Some(Self::Str(text));
        }
        if let Some(text) = behind::<String, T>(value) {
            return Some(Self::Str(text));
        }
        if let Some(letter) = behind::<char, T>(value) {
            return Some(Self::Char(*letter));
        }
        if let Some(truth) = behind::<bool, T>(value) {
            return Some(Self::Str(if *truth { "true" } else { "false" }));
        }
        macro_rules! number {
            ($variant:ident: $($ty:ty),*) => {$(
                if let Some(number) = behind::<$ty, T>(value) {
                    return Some(Self::$variant((*number).into()));
                }
            )*};
        }
        number!(Unsigned: u8, u16, u32, u64);
        number!(Signed: i8, i16, i32, i64);
        if let Some(number) = behind::<usize, T>(value) {
            return u64::try_from(*number).ok().map(Self::Unsigned);
        }
        if let Some(number) = behind::<isize, T>(value) {
            return i64::try_from(*number).ok().map(Self::Signed);
        }
        None
    }
}

/// What `value` refers to, directly or through further references, if that is a `U`.
#[inline]
fn behind<'value, U: LifetimeFree + ?Sized, T>(value: &'value T) -> Option<&'value U> {
    let found = typeid::of::<T>();
    let place = std::ptr::from_ref(value);
    if found == TypeId::of::<&'static U>() {
        // SAFETY: `T` is `&'x U` for some `'x`: the types are the same but for lifetimes, and by the promise
        // of `LifetimeFree` there is none in `U`. `'x` outlives `'value`, or `&'value T` could not be.
        Some(unsafe { *place.cast::<&'value U>() })
    } else if found == TypeId::of::<&'static &'static U>() {
        // SAFETY: likewise for `&'x &'y U`, where `'y` outlives `'x`.
        Some(unsafe { *place.cast::<&'value &'value U>() })
    } else if found == TypeId::of::<&'static &'static &'static U>() {
        // SAFETY: likewise once more.
        Some(unsafe { *place.cast::<&'value &'value &'value U>() })
    } else {
        None
    }
}

/// # Safety
///
/// There is no lifetime in the type.
unsafe trait LifetimeFree: 'static {}

macro_rules! lifetime_free {
    ($($ty:ty),*) => {$(
        // SAFETY: there is none.
        unsafe impl LifetimeFree for $ty {}
    )*};
}

lifetime_free!(
    str, String, char, bool, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize
);

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
