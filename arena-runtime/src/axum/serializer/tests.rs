//! Against serde_json: the same bytes, or the same error after the same bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde::ser::{Error as _, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::value::RawValue;
use serde_json::{Number, Value, json};

use super::{Writer, write_json};

fn check<T: ?Sized + Serialize>(value: &T) {
    let mut expected = Vec::new();
    let expected_result = serde_json::to_writer(&mut expected, value);
    let mut writer = Writer::new();
    let result = write_json(&mut writer, value);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(writer.written()), text(&expected));
    match (result, expected_result) {
        (Ok(()), Ok(())) => {}
        (Err(error), Err(expected)) => {
            assert_eq!(error.to_string(), expected.to_string());
            assert_eq!(error.classify(), expected.classify());
        }
        (result, expected) => panic!("{result:?}, but serde_json {expected:?}"),
    }
}

#[derive(Serialize)]
struct Unit;
#[derive(Serialize)]
struct Newtype(f64);
#[derive(Serialize)]
struct Pair(i8, Option<char>);
#[derive(Serialize)]
struct Empty {}
#[derive(Serialize)]
struct Named<'a> {
    plain: &'a str,
    #[serde(rename = "a \"quoted\"\n name")]
    escaped: &'a [u8],
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<u8>,
    #[serde(rename = "")]
    empty: (),
    é: bool,
}
#[derive(Serialize)]
struct Flattened<'a> {
    first: u8,
    #[serde(flatten)]
    named: Named<'a>,
    #[serde(flatten)]
    map: BTreeMap<&'a str, u64>,
}
#[derive(Serialize)]
enum Variants {
    Unit,
    Newtype(Option<u16>),
    Tuple(u8, String),
    Struct {
        a: i64,
        b: Box<Variants>,
    },
    EmptyTuple(),
    EmptyStruct {},
    #[serde(rename = "with \"quotes\"")]
    Quotes(()),
}
#[derive(Serialize)]
#[serde(tag = "type", content = "content")]
enum Adjacent {
    One(u8),
    Two { two: u8 },
}
#[derive(Serialize)]
#[serde(tag = "type")]
enum Internal {
    One { one: u8 },
}
#[derive(Serialize)]
#[serde(untagged)]
enum Untagged {
    One(u8),
    Two(&'static str),
}

fn named(plain: &str) -> Named<'_> {
    Named {
        plain,
        escaped: &[0, 255],
        skipped: None,
        empty: (),
        é: true,
    }
}

#[test]
fn what_can_be_derived() {
    check(&(Unit, Newtype(0.1), Pair(-1, Some('\u{7}')), Pair(7, None)));
    check(&(Empty {}, named("x"), [named("\""), named("")], ()));
    let map = BTreeMap::from([("z", 1), ("\t", u64::MAX)]);
    let named = named("in it");
    check(&Flattened {
        first: 1,
        named,
        map,
    });
    let inner = Box::new(Variants::Tuple(1, String::from("\\")));
    let variants = [
        Variants::Unit,
        Variants::Newtype(Some(9)),
        Variants::Newtype(None),
        Variants::Struct { a: -3, b: inner },
        Variants::EmptyTuple(),
        Variants::EmptyStruct {},
        Variants::Quotes(()),
    ];
    check(&variants);
    check(&(Adjacent::One(1), Adjacent::Two { two: 2 }));
    check(&(
        Internal::One { one: 1 },
        Untagged::One(1),
        Untagged::Two("2"),
    ));
}

#[test]
fn numbers() {
    check(&(i8::MIN, i16::MIN, i32::MIN, i64::MIN, i128::MIN, i128::MAX));
    check(&(u8::MAX, u16::MAX, u32::MAX, u64::MAX, u128::MAX, 0, -0, 10));
    let floats = [
        0.0,
        -0.0,
        1.0,
        -1.5,
        0.1,
        1e15,
        1e16,
        1e300,
        -1e-300,
        5e-324,
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::EPSILON,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ];
    check(&floats);
    #[expect(clippy::cast_possible_truncation, reason = "that is what is wanted")]
    check(&floats.map(|float| float as f32));
}

/// Serializes as a map of one key.
struct Keyed<K>(K);

impl<K: Serialize> Serialize for Keyed<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("before", &0)?;
        map.serialize_entry(&self.0, &1)?;
        map.end()
    }
}

/// Serializes as bytes.
struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"by\"tes")
    }
}

/// Serializes through `Display`.
struct Shown;

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}-{:?}", 1, "quoted"))
    }
}

#[test]
fn keys() {
    check(&Keyed("plain"));
    check(&Keyed("\"\u{1}"));
    check(&Keyed(true));
    check(&(Keyed(-1_i8), Keyed(-1_i16), Keyed(-1_i32), Keyed(-1_i64)));
    check(&(Keyed(1_u8), Keyed(1_u16), Keyed(1_u32), Keyed(1_u64)));
    check(&(Keyed(i128::MIN), Keyed(u128::MAX)));
    check(&(Keyed(1.5_f32), Keyed(-0.0_f64), Keyed(1e300), Keyed('\n')));
    check(&(Keyed(Variants::Unit), Keyed(Shown), Keyed(Some("some"))));
    check(&Keyed(Some(Some(7))));
    check(&Keyed(std::marker::PhantomData::<()>));
    check(&BTreeMap::from([(1, "one"), (2, "two")]));
}

#[test]
fn what_is_no_key() {
    check(&Keyed(f64::NAN));
    check(&Keyed(f32::INFINITY));
    check(&Keyed(()));
    check(&Keyed(None::<&str>));
    check(&Keyed(Unit));
    check(&Keyed([1]));
    check(&Keyed(vec![1]));
    check(&Keyed(Pair(1, None)));
    check(&Keyed(Newtype(f64::NAN)));
    check(&Keyed(Bytes));
    check(&Keyed(named("")));
    check(&Keyed(BTreeMap::from([(1, 2)])));
    check(&Keyed(Variants::Newtype(None)));
    check(&Keyed(Variants::Tuple(1, String::new())));
    check(&Keyed(Variants::EmptyStruct {}));
}

#[test]
fn what_goes_through_serde_json_itself() {
    let raw = RawValue::from_string(String::from(r#"{"as":  [ "it" , "is" ]}"#)).unwrap();
    check(&(&raw, Keyed(&raw)));
    check(&BTreeMap::from([("raw", &raw)]));
    check(&(Bytes, Shown, Keyed(Shown)));
    check(&json!({"b": [1, 1.5, -7, null, true], "a": {"\"": "é\u{0}", "": {}}, "c": []}));
    check(&Number::from_f64(1e300));
    // Of arbitrary precision, if serde_json is compiled with that; a float without.
    let precise = "[123456789012345678901234567890.5e3, 0.1000000000000000000000000001, -0]";
    check(&serde_json::from_str::<Value>(precise).unwrap());
    check(&serde_json::from_str::<Vec<Number>>(precise).unwrap());
}

/// Says another length than it has, or fails half-way.
struct Liar {
    said: Option<usize>,
    fails: bool,
}

impl Serialize for Liar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(self.said)?;
        for number in 0..3 {
            if number == 2 && self.fails {
                return Err(S::Error::custom("failed \"half-way\""));
            }
            seq.serialize_element(&number)?;
        }
        seq.end()
    }
}

/// The same with fields.
struct LyingStruct(usize);

impl Serialize for LyingStruct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("LyingStruct", self.0)?;
        fields.serialize_field("a", &1)?;
        fields.skip_field("b")?;
        fields.serialize_field("\n", &2)?;
        fields.end()
    }
}

#[test]
fn lies_and_failures() {
    for said in [None, Some(0), Some(1), Some(100)] {
        for fails in [false, true] {
            check(&(1, Liar { said, fails }));
            check(&BTreeMap::from([("in", Liar { said, fails })]));
        }
    }
    check(&(LyingStruct(0), LyingStruct(9)));
}

fn values() -> impl Strategy<Value = Value> {
    let text = prop_oneof![any::<String>(), "[ -~]{0,40}", "[a\"\\\\\n\u{1}é]{0,24}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 96, 12, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..12).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..12)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value(value in values()) {
        check(&value);
    }

    #[test]
    fn any_float(bits: u64, narrow: u32) {
        check(&(f64::from_bits(bits), f32::from_bits(narrow)));
    }

    #[test]
    fn any_text(text: String, keys: Vec<String>) {
        check(&text);
        check(&keys.iter().map(|key| (key, 1)).collect::<BTreeMap<_, _>>());
    }

    #[test]
    fn any_number(signed: i128, unsigned: u128, short: i16) {
        check(&(signed, unsigned, short, [Keyed(signed)]));
    }
}
