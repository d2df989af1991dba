//! Functions and macros that bodies call, one for each way to take a text.

use std::borrow::Cow;
use std::fmt::{Debug, Display};
use std::hash::{DefaultHasher, Hash, Hasher};

pub fn owned(text: String) -> String {
    text
}

pub fn owned_texts(texts: Vec<String>) -> Vec<String> {
    texts
}

pub fn said(text: impl Into<String>) -> String {
    text.into()
}

pub fn same<T>(value: T) -> T {
    value
}

pub fn longest<'a>(left: &'a str, right: &'a str) -> &'a str {
    if left.len() > right.len() {
        left
    } else {
        right
    }
}

pub fn inside(text: &String) -> &str {
    text.trim()
}

pub fn whole<T: AsRef<str> + ?Sized>(text: &T) -> &str {
    text.as_ref()
}

pub fn takes_str(text: &str) -> usize {
    text.len()
}

pub fn takes_string_ref(text: &String) -> usize {
    text.capacity().min(text.len())
}

pub fn takes_slice(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum::<usize>() % 1000
}

pub fn takes_vec_ref(texts: &Vec<String>) -> usize {
    texts.capacity().min(texts.len())
}

pub fn takes_counts_ref(counts: &Vec<usize>) -> usize {
    counts.capacity().min(counts.len())
}

pub fn takes_as_ref(text: impl AsRef<str>) -> usize {
    text.as_ref().chars().count()
}

pub fn takes_into(text: impl Into<String>) -> usize {
    text.into().len()
}

pub fn takes_display(text: impl Display) -> usize {
    format!("{text:>5}").len()
}

pub fn takes_any<T: Debug>(value: T) -> usize {
    format!("{value:?}").len()
}

pub fn takes_string(text: String) -> usize {
    text.len()
}

pub fn takes_texts(texts: Vec<String>) -> usize {
    texts.len()
}

pub fn takes_option(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}

pub fn takes_option_ref(text: Option<&String>) -> usize {
    text.map_or(0, String::len)
}

pub fn takes_dyn(text: &dyn Display) -> usize {
    text.to_string().len()
}

pub fn takes_cow(text: Cow<'_, str>) -> usize {
    text.len()
}

pub fn calls(make: impl Fn() -> String) -> usize {
    make().len() + make().len()
}

pub fn changes(text: &mut String) {
    text.insert(0, '*');
}

pub fn changes_texts(texts: &mut Vec<String>) {
    texts.truncate(5);
    texts.push("changed".to_owned());
}

pub fn is_same<T: PartialEq + ?Sized>(left: &T, right: &T) -> bool {
    left == right
}

pub fn hash_of<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Unsafe to call for no reason.
///
/// # Safety
///
/// It is safe.
pub unsafe fn stage_reads(count: usize) -> usize {
    count % 10
}

pub async fn pause() {
    tokio::task::yield_now().await;
}

pub async fn measure(text: &str) -> usize {
    pause().await;
    text.len()
}

pub async fn measure_string_ref(text: &String) -> usize {
    pause().await;
    text.capacity().min(text.len())
}

pub async fn measure_all(texts: &[String]) -> usize {
    pause().await;
    takes_slice(texts)
}

pub async fn measure_owned(text: String) -> usize {
    pause().await;
    text.len()
}

pub async fn echo(text: String) -> String {
    pause().await;
    text
}

/// As `println!`, to nowhere.
#[macro_export]
macro_rules! sink {
    ($($arguments:tt)*) => {
        std::hint::black_box(format_args!($($arguments)*).to_string())
    };
}

#[macro_export]
macro_rules! passed {
    ($value:expr) => {
        $value
    };
}

#[macro_export]
macro_rules! shouted {
    ($($tokens:tt)*) => {
        ($($tokens)*).to_uppercase()
    };
}

#[macro_export]
macro_rules! counted {
    ($name:ident, $other:expr) => {
        $crate::owned::takes_string_ref(&$name) + $name.len() + $other.len()
    };
}
