//! Made-up values of the types that the table's format strings show.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use proptest::prelude::*;

/// How many values each group of the table is tried with.
pub(crate) const CASES: u32 = 64;

/// Types that values can be made up of.
pub(crate) trait Given: Sized + fmt::Debug {
    fn given() -> BoxedStrategy<Self>;
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Given for $ty {
            fn given() -> BoxedStrategy<Self> {
                // Small ones, ones of any length, and those at the ends.
                let edges = prop_oneof![Just($ty::MIN), Just($ty::MAX), Just($ty::MAX / 10), Just(0), Just(1)];
                let of_any_length = (any::<$ty>(), 0..$ty::BITS).prop_map(|(number, bits)| number >> bits);
                let powers = (0..=$ty::MAX.ilog10()).prop_map(|exponent| $ty::pow(10, exponent));
                let below = powers.clone().prop_map(|power| power - 1);
                prop_oneof![edges, of_any_length, powers, below].boxed()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl Given for String {
    fn given() -> BoxedStrategy<Self> {
        // Up to one that is longer than the scratch on the stack.
        let long = (any::<String>(), 1..40_usize).prop_map(|(text, times)| text.repeat(times));
        prop_oneof![
            Just(Self::new()),
            "[a-z]{1,12}",
            "\\PC{0,9}",
            any::<Self>(),
            long
        ]
        .boxed()
    }
}

macro_rules! given_by {
    ($($ty:ty: $from:ty => $make:expr;)*) => {$(
        impl Given for $ty {
            fn given() -> BoxedStrategy<Self> {
                <$from>::given().prop_map($make).boxed()
            }
        }
    )*};
}

given_by! {
    Box<str>: String => Self::from;
    Rc<str>: String => Self::from;
    Arc<str>: String => Self::from;
    Cow<'static, str>: (bool, String) => |(owned, text)| if owned {
        Cow::Owned(text)
    } else {
        Cow::Borrowed(text.leak())
    };
    Box<String>: String => Self::new;
    Rc<i32>: i32 => Self::new;
}

impl Given for bool {
    fn given() -> BoxedStrategy<Self> {
        any::<Self>().boxed()
    }
}

impl Given for char {
    fn given() -> BoxedStrategy<Self> {
        prop_oneof![any::<Self>(), prop::char::range('a', 'z')].boxed()
    }
}

macro_rules! floats {
    ($($ty:ident)*) => {$(
        impl Given for $ty {
            fn given() -> BoxedStrategy<Self> {
                let edges = prop_oneof![
                    Just($ty::NAN), Just($ty::INFINITY), Just($ty::NEG_INFINITY), Just(-0.0), Just(0.0),
                    Just($ty::MIN), Just($ty::MAX), Just($ty::MIN_POSITIVE), Just($ty::EPSILON),
                ];
                prop_oneof![edges, prop::num::$ty::ANY, -1000.0..1000.0 as $ty].boxed()
            }
        }
    )*};
}

floats!(f32 f64);

impl<A: Given + 'static, B: Given + 'static> Given for (A, B) {
    fn given() -> BoxedStrategy<Self> {
        (A::given(), B::given()).boxed()
    }
}

impl<T: Given + Clone + 'static> Given for Option<T> {
    fn given() -> BoxedStrategy<Self> {
        prop::option::of(T::given()).boxed()
    }
}

impl<T: Given + 'static> Given for Vec<T> {
    fn given() -> BoxedStrategy<Self> {
        prop::collection::vec(T::given(), 0..4).boxed()
    }
}

/// A width or a precision.
#[derive(Clone, Debug)]
pub(crate) struct Size(pub(crate) usize);

impl Given for Size {
    fn given() -> BoxedStrategy<Self> {
        prop_oneof![0..12_usize, 0..300_usize]
            .prop_map(Self)
            .boxed()
    }
}

/// Shows what it is asked for, in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Picky(String);

impl Given for Picky {
    fn given() -> BoxedStrategy<Self> {
        String::given().prop_map(Self).boxed()
    }
}

impl fmt::Display for Picky {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            fmt::Write::write_char(f, letter)?;
        }
        let flags = (
            f.alternate(),
            f.sign_plus(),
            f.sign_minus(),
            f.sign_aware_zero_pad(),
        );
        let side = match f.align() {
            None => "none",
            Some(fmt::Alignment::Left) => "left",
            Some(fmt::Alignment::Center) => "center",
            Some(fmt::Alignment::Right) => "right",
        };
        write!(
            f,
            "|{:?}{:?}{:?}{side}{flags:?}|",
            f.width(),
            f.precision(),
            f.fill()
        )?;
        f.pad(&self.0)
    }
}
