//! Deserializers and types that lie about the arena, keep what they should not, and break off.

use std::cell::RefCell;
use std::fmt;

use arena_runtime::{ArenaMap, ArenaSet, ArenaString, ArenaVec, RequestContext};
use serde::de::value::{BorrowedBytesDeserializer, Error as ValueError, SeqDeserializer};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

const WANTS_ARENA: &str = "$arena_runtime::Arena";

/// What an arena goes by inside serde, taken by a type that is none of the crate's.
struct Stolen<'a>(&'a [u8]);

impl<'de: 'a, 'a> Deserialize<'de> for Stolen<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Thief;
        impl<'de> Visitor<'de> for Thief {
            type Value = Stolen<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a way in")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<Self::Value, A::Error> {
                let ticket = pair.next_element::<&[u8]>()?;
                let _ = pair.next_element::<serde::de::IgnoredAny>()?;
                assert!(pair.next_element::<serde::de::IgnoredAny>()?.is_none());
                ticket.map(Stolen).ok_or_else(|| A::Error::custom("none"))
            }
        }
        deserializer.deserialize_newtype_struct(WANTS_ARENA, Thief)
    }
}

/// Answers whoever wants an arena with these bytes, and then with a text.
#[derive(Clone, Copy)]
struct Replaying<'de>(&'de [u8]);

impl<'de> SeqAccess<'de> for Replay<'de> {
    type Error = ValueError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ValueError> {
        match self.0.take() {
            Some(ticket) => seed.deserialize(BorrowedBytesDeserializer::new(ticket)),
            None => seed.deserialize("text".into_deserializer()),
        }
        .map(Some)
    }
}

struct Replay<'de>(Option<&'de [u8]>);

impl<'de> Deserializer<'de> for Replaying<'de> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_seq(Replay(Some(self.0)))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn replay(ticket: &[u8]) -> Result<ArenaString<'_>, ValueError> {
    ArenaString::deserialize(Replaying(ticket))
}

fn from_json<'a, T: Deserialize<'a>>(
    ctx: &'a RequestContext,
    json: &'a str,
) -> Result<T, serde_json::Error> {
    ctx.deserialize(&mut serde_json::Deserializer::from_str(json))
}

#[test]
fn bytes_are_no_arena() {
    assert!(replay(b"").is_err());
    assert!(replay(b"\0").is_err());
    let ctx = RequestContext::new();
    let text = ctx.alloc_str("x").as_bytes();
    assert!(replay(text).is_err());
}

#[test]
fn what_was_taken_is_worth_nothing_afterwards() {
    let ctx = RequestContext::new();
    let Stolen(first) = from_json(&ctx, "1").unwrap();
    let Stolen(second) = from_json(&ctx, "2").unwrap();
    assert!(replay(first).is_err());
    assert!(replay(second).is_err());
}

thread_local! {
    static TRIED: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
}

/// Uses a copy of it.
struct Copying(bool);

impl<'de> Deserialize<'de> for Copying {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Stolen(ticket) = Stolen::deserialize(deserializer)?;
        let copy = ticket.to_vec();
        Ok(Self(replay(&copy).is_ok()))
    }
}

/// Takes it and uses it at once, here, on another thread, and inside another deserialization.
struct Impatient<'a>(ArenaString<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Impatient<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Stolen(ticket) = Stolen::deserialize(deserializer)?;
        let elsewhere = std::thread::scope(|threads| {
            let thread = threads.spawn(|| replay(ticket).is_ok());
            thread.join().unwrap()
        });
        let other = RequestContext::new();
        let Copying(copied) = from_json(&other, "1").map_err(D::Error::custom)?;
        TRIED.with_borrow_mut(|tried| {
            tried.extend([elsewhere, copied]);
        });
        replay(ticket).map(Self).map_err(D::Error::custom)
    }
}

#[test]
fn while_it_is_good_it_makes_what_lives_as_long_as_the_arena() {
    let mut ctx = RequestContext::new();
    let Impatient(text) = from_json(&ctx, "7").unwrap();
    assert_eq!(text, "text");
    assert_eq!(TRIED.take(), [false, false]);
    ctx.reset();
}

#[derive(Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum Untagged<'a> {
    Number(u8),
    #[serde(borrow)]
    List(ArenaVec<'a, u8>),
}

#[test]
fn without_an_arena_there_is_an_error() {
    let no_string = serde_json::from_str::<ArenaString<'_>>("\"x\"").unwrap_err();
    assert!(no_string.to_string().contains("made in an arena"));
    assert!(serde_json::from_str::<ArenaVec<'_, u8>>("[1]").is_err());
    assert!(serde_json::from_str::<ArenaMap<'_, String, u8>>("{}").is_err());
    assert!(serde_json::from_str::<ArenaSet<'_, u8>>("[]").is_err());

    let ctx = RequestContext::new();
    assert!(from_json::<Untagged<'_>>(&ctx, "7").is_ok());
    assert!(from_json::<Untagged<'_>>(&ctx, "[7]").is_err());
}

#[test]
fn a_size_that_is_not_kept_reserves_little() {
    struct Endless(usize);
    impl Iterator for Endless {
        type Item = u8;

        fn next(&mut self) -> Option<u8> {
            self.0 = self.0.checked_sub(1)?;
            Some(7)
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, Some(usize::MAX))
        }
    }
    let ctx = RequestContext::new();
    let lying = SeqDeserializer::<_, ValueError>::new(Endless(3));
    let items: ArenaVec<'_, u8> = ctx.deserialize(lying).unwrap();
    assert_eq!(items, [7, 7, 7]);
    assert!(ctx.arena().allocated_bytes() < 1 << 18);
}

#[test]
fn a_panic_and_an_error_half_way_leave_the_context_usable() {
    struct Bomb;
    impl<'de> Deserialize<'de> for Bomb {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let fuse = u8::deserialize(deserializer)?;
            assert!(fuse != 0, "on purpose");
            Ok(Self)
        }
    }
    let mut ctx = RequestContext::new();
    for _ in 0..3 {
        let caught = std::panic::catch_unwind(|| {
            from_json::<ArenaVec<'_, (ArenaString<'_>, Bomb)>>(
                &ctx,
                r#"[["a", 1], ["b\n", 1], ["c", 0]]"#,
            )
            .is_ok()
        });
        assert!(caught.is_err());
        let broken = r#"[["a", 1], ["b\n", 1], ["c", 1"#;
        assert!(from_json::<ArenaVec<'_, (ArenaString<'_>, Bomb)>>(&ctx, broken).is_err());
        let whole = r#"{"a\t": ["x"]}"#;
        let map: ArenaMap<'_, &str, ArenaSet<'_, &str>> = from_json(&ctx, whole).unwrap();
        assert!(map["a\t"].contains("x"));
        drop(map);
        ctx.reset();
    }
}
