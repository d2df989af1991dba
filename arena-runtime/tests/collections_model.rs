//! Arena strings and vectors against std's: random sequences of operations must leave both alike, drop
//! every item once, and panic where std does.

use std::cell::Cell;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arena_runtime::{Arena, ArenaString, ArenaText, ArenaVec, Block, TempString};
use proptest::collection::vec;
use proptest::prelude::*;

/// What can be done to a string. Positions are taken modulo the length and moved to the next boundary.
#[derive(Debug, Clone)]
enum TextOp {
    Push(char),
    PushStr(String),
    Pop,
    Insert(usize, char),
    InsertStr(usize, String),
    Remove(usize),
    Truncate(usize),
    Clear,
    Retain(u32),
    Drain(usize, usize, usize),
    ReplaceRange(usize, usize, String),
    Reserve(usize),
    ShrinkToFit,
    Write(i64),
    Extend(Vec<char>),
    /// Something else is allocated, so that the string is no longer the newest block.
    Bury,
    Clone,
}

fn text_op() -> impl Strategy<Value = TextOp> {
    let text = || "[a-zé∂🦀]{0,12}";
    prop_oneof![
        any::<char>().prop_map(TextOp::Push),
        text().prop_map(TextOp::PushStr),
        Just(TextOp::Pop),
        (any::<usize>(), any::<char>()).prop_map(|(at, c)| TextOp::Insert(at, c)),
        (any::<usize>(), text()).prop_map(|(at, text)| TextOp::InsertStr(at, text)),
        any::<usize>().prop_map(TextOp::Remove),
        any::<usize>().prop_map(TextOp::Truncate),
        Just(TextOp::Clear),
        (2_u32..5).prop_map(TextOp::Retain),
        (any::<usize>(), any::<usize>(), 0_usize..4).prop_map(|(a, b, n)| TextOp::Drain(a, b, n)),
        (any::<usize>(), any::<usize>(), text())
            .prop_map(|(a, b, text)| TextOp::ReplaceRange(a, b, text)),
        (0_usize..100).prop_map(TextOp::Reserve),
        Just(TextOp::ShrinkToFit),
        any::<i64>().prop_map(TextOp::Write),
        vec(any::<char>(), 0..8).prop_map(TextOp::Extend),
        Just(TextOp::Bury),
        Just(TextOp::Clone),
    ]
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at % (text.len() + 1);
    (at..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap()
}

fn in_order(text: &str, a: usize, b: usize) -> std::ops::Range<usize> {
    let (a, b) = (boundary(text, a), boundary(text, b));
    a.min(b)..a.max(b)
}

fn run_text<'a, B: Block<'a>>(ops: &[TextOp], arena: &'a Arena) {
    let mut ours = ArenaText::<'a, B>::new_in(arena);
    let mut stds = String::new();
    for op in ops {
        match op {
            &TextOp::Push(c) => (ours.push(c), stds.push(c)).0,
            TextOp::PushStr(text) => (ours.push_str(text), stds.push_str(text)).0,
            TextOp::Pop => assert_eq!(ours.pop(), stds.pop()),
            &TextOp::Insert(at, c) => {
                let at = boundary(&stds, at);
                ours.insert(at, c);
                stds.insert(at, c);
            }
            TextOp::InsertStr(at, text) => {
                let at = boundary(&stds, *at);
                ours.insert_str(at, text);
                stds.insert_str(at, text);
            }
            &TextOp::Remove(at) => {
                let at = boundary(&stds, at);
                if at < stds.len() {
                    assert_eq!(ours.remove(at), stds.remove(at));
                }
            }
            &TextOp::Truncate(len) => {
                let len = boundary(&stds, len);
                ours.truncate(len);
                stds.truncate(len);
            }
            TextOp::Clear => (ours.clear(), stds.clear()).0,
            &TextOp::Retain(n) => {
                ours.retain(|c| u32::from(c) % n != 0);
                stds.retain(|c| u32::from(c) % n != 0);
            }
            &TextOp::Drain(a, b, read) => {
                let range = in_order(&stds, a, b);
                let mut ours = ours.drain(range.clone());
                let mut stds = stds.drain(range);
                for _ in 0..read {
                    assert_eq!(ours.next(), stds.next());
                    assert_eq!(ours.next_back(), stds.next_back());
                }
            }
            TextOp::ReplaceRange(a, b, text) => {
                let range = in_order(&stds, *a, *b);
                ours.replace_range(range.clone(), text);
                stds.replace_range(range, text);
            }
            &TextOp::Reserve(n) => {
                ours.reserve(n);
                assert!(ours.capacity() >= ours.len() + n);
            }
            TextOp::ShrinkToFit => ours.shrink_to_fit(),
            TextOp::Write(n) => {
                ours.write_arguments(format_args!("<{n:>5}>"));
                write!(stds, "<{n:>5}>").unwrap();
            }
            TextOp::Extend(chars) => {
                ours.extend(chars);
                stds.extend(chars);
            }
            TextOp::Bury => _ = arena.alloc_str("newer"),
            TextOp::Clone => ours = ours.clone(),
        }
        assert_eq!(ours.as_str(), stds);
        assert!(str::from_utf8(ours.as_bytes()).is_ok());
    }
    assert_eq!(ours.into_str(), stds);
}

/// An item that counts how many of it are alive, and can be made to panic when cloned or dropped.
struct Item<'c> {
    number: u8,
    alive: Rc<()>,
    /// Counts down; the one that meets zero panics.
    fuse: &'c Cell<usize>,
}

impl<'c> Item<'c> {
    fn new(number: u8, alive: &Rc<()>, fuse: &'c Cell<usize>) -> Self {
        Self {
            number,
            alive: alive.clone(),
            fuse,
        }
    }

    fn burn(&self) {
        let left = self.fuse.get();
        self.fuse.set(left.wrapping_sub(1));
        assert!(left != 0, "on purpose");
    }
}

impl Clone for Item<'_> {
    fn clone(&self) -> Self {
        self.burn();
        Self::new(self.number, &self.alive, self.fuse)
    }
}

impl Drop for Item<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.burn();
        }
    }
}

impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl std::fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number.fmt(f)
    }
}

/// What can be done to a vector. Indices are taken modulo what is allowed.
#[derive(Debug, Clone)]
enum ListOp {
    Push(u8),
    Pop,
    Insert(usize, u8),
    Remove(usize),
    SwapRemove(usize),
    Truncate(usize),
    Clear,
    Retain(u8),
    Dedup,
    DedupByKey(u8),
    Drain(usize, usize, usize),
    ForgetDrain(usize, usize),
    Extend(Vec<u8>),
    ExtendFiltered(Vec<u8>),
    ExtendFromSlice(Vec<u8>),
    Append(Vec<u8>),
    SplitOff(usize),
    Resize(usize, u8),
    ResizeWith(usize),
    Reserve(usize),
    ReserveExact(usize),
    ShrinkToFit,
    Reverse,
    IntoIter(usize),
    Bury,
    Clone,
}

fn list_op() -> impl Strategy<Value = ListOp> {
    let items = || vec(0_u8..4, 0..9);
    prop_oneof![
        any::<u8>().prop_map(ListOp::Push),
        Just(ListOp::Pop),
        (any::<usize>(), any::<u8>()).prop_map(|(at, n)| ListOp::Insert(at, n)),
        any::<usize>().prop_map(ListOp::Remove),
        any::<usize>().prop_map(ListOp::SwapRemove),
        any::<usize>().prop_map(ListOp::Truncate),
        Just(ListOp::Clear),
        (2_u8..5).prop_map(ListOp::Retain),
        Just(ListOp::Dedup),
        (2_u8..5).prop_map(ListOp::DedupByKey),
        (any::<usize>(), any::<usize>(), 0_usize..4).prop_map(|(a, b, n)| ListOp::Drain(a, b, n)),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| ListOp::ForgetDrain(a, b)),
        items().prop_map(ListOp::Extend),
        items().prop_map(ListOp::ExtendFiltered),
        items().prop_map(ListOp::ExtendFromSlice),
        items().prop_map(ListOp::Append),
        any::<usize>().prop_map(ListOp::SplitOff),
        (0_usize..20, any::<u8>()).prop_map(|(len, n)| ListOp::Resize(len, n)),
        (0_usize..20).prop_map(ListOp::ResizeWith),
        (0_usize..40).prop_map(ListOp::Reserve),
        (0_usize..40).prop_map(ListOp::ReserveExact),
        Just(ListOp::ShrinkToFit),
        Just(ListOp::Reverse),
        (0_usize..6).prop_map(ListOp::IntoIter),
        Just(ListOp::Bury),
        Just(ListOp::Clone),
    ]
}

/// One operation on whatever has the methods of `Vec`, so that both are treated alike. What is specific to
/// the one or the other is passed in: how an empty one is made, and what happens when it is time to bury it.
macro_rules! apply {
    ($list:expr, $op:expr, $item:expr, $empty:expr, $bury:expr) => {{
        let (list, item) = ($list, $item);
        let len = list.len();
        let range = |a: usize, b: usize| {
            let (a, b) = (a % (len + 1), b % (len + 1));
            a.min(b)..a.max(b)
        };
        match $op {
            ListOp::Push(n) => list.push(item(*n)),
            ListOp::Pop => drop(list.pop()),
            ListOp::Insert(at, n) => list.insert(at % (len + 1), item(*n)),
            ListOp::Remove(at) if len > 0 => drop(list.remove(at % len)),
            ListOp::SwapRemove(at) if len > 0 => drop(list.swap_remove(at % len)),
            ListOp::Remove(_) | ListOp::SwapRemove(_) => {}
            ListOp::Truncate(to) => list.truncate(to % (len + 1)),
            ListOp::Clear => list.clear(),
            ListOp::Retain(n) => list.retain(|item| item.number % n != 0),
            ListOp::Dedup => list.dedup(),
            ListOp::DedupByKey(n) => list.dedup_by_key(|item| item.number % n),
            ListOp::Drain(a, b, read) => {
                let mut drain = list.drain(range(*a, *b));
                for _ in 0..*read {
                    drop(drain.next());
                    drop(drain.next_back());
                }
            }
            // Leaks, which is for the caller to expect.
            ListOp::ForgetDrain(a, b) => std::mem::forget(list.drain(range(*a, *b))),
            ListOp::Extend(numbers) => list.extend(numbers.iter().map(|n| item(*n))),
            ListOp::ExtendFiltered(numbers) => {
                list.extend(numbers.iter().filter(|n| **n != 1).map(|n| item(*n)));
            }
            ListOp::ExtendFromSlice(numbers) => {
                let items: Vec<_> = numbers.iter().map(|n| item(*n)).collect();
                list.extend_from_slice(&items);
            }
            ListOp::Append(numbers) => {
                let mut other = $empty;
                other.extend(numbers.iter().map(|n| item(*n)));
                list.append(&mut other);
                assert!(other.is_empty());
            }
            ListOp::SplitOff(at) => *list = list.split_off(at % (len + 1)),
            ListOp::Resize(len, n) => list.resize(*len, item(*n)),
            ListOp::ResizeWith(len) => list.resize_with(*len, || item(7)),
            ListOp::Reserve(n) => list.reserve(*n),
            ListOp::ReserveExact(n) => list.reserve_exact(*n),
            ListOp::ShrinkToFit => list.shrink_to_fit(),
            ListOp::Reverse => list.reverse(),
            ListOp::IntoIter(read) => {
                let mut items = $empty;
                std::mem::swap(list, &mut items);
                let mut items = items.into_iter();
                for _ in 0..*read {
                    list.extend(items.next());
                    drop(items.next_back());
                }
            }
            ListOp::Bury => $bury,
            ListOp::Clone => *list = list.clone(),
        }
    }};
}

/// Runs the operations on both. With a `fuse` that burns down, each panics in the middle of some
/// operation, which must not be the end of anything but that operation.
fn run_list(ops: &[ListOp], fuse: usize, arena: &Arena) {
    let (our_fuse, std_fuse) = (Cell::new(fuse), Cell::new(fuse));
    let (our_alive, std_alive) = (Rc::new(()), Rc::new(()));
    let mut ours = ArenaVec::new_in(arena);
    let mut stds = Vec::new();
    let mut leaking = false;
    for op in ops {
        let our_item = |number| Item::new(number, &our_alive, &our_fuse);
        let std_item = |number| Item::new(number, &std_alive, &std_fuse);
        leaking |= matches!(op, ListOp::ForgetDrain(..));
        let ours_done = catch_unwind(AssertUnwindSafe(|| {
            apply!(&mut ours, op, our_item, ArenaVec::new_in(arena), {
                arena.alloc_str("newer");
            });
        }));
        let stds_done = catch_unwind(AssertUnwindSafe(|| {
            apply!(&mut stds, op, std_item, Vec::new(), ());
        }));
        if ours_done.is_err() || stds_done.is_err() {
            // Where std's `Vec` is specialised the order of clones and drops may differ, so from here on
            // the two may. Ours must still be whole: every item in it alive.
            our_fuse.set(usize::MAX);
            std_fuse.set(usize::MAX);
            assert!(Rc::strong_count(&our_alive) > ours.len());
            ours.iter().for_each(|item| drop(item.clone()));
            break;
        }
        assert_eq!(ours, stds);
        assert!(leaking || Rc::strong_count(&our_alive) == ours.len() + 1);
    }
    our_fuse.set(usize::MAX);
    std_fuse.set(usize::MAX);
    drop(ours);
    drop(stds);
    if fuse == usize::MAX {
        assert!(leaking || Rc::strong_count(&our_alive) == 1);
        assert_eq!(Rc::strong_count(&our_alive), Rc::strong_count(&std_alive));
    }
}

/// Without a handler that prints: the panics here are on purpose.
fn quietly(work: impl FnOnce() + std::panic::UnwindSafe) {
    static QUIET: std::sync::Once = std::sync::Once::new();
    QUIET.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.payload_as_str() != Some("on purpose") {
                loud(panic);
            }
        }));
    });
    work();
}

proptest! {
    #[test]
    fn kept_strings_are_as_stds(ops in vec(text_op(), 0..40)) {
        let arena = Arena::new();
        arena.enter(|| run_text::<arena_runtime::Kept<'_>>(&ops, &arena));
        run_text::<arena_runtime::Kept<'_>>(&ops, &arena);
    }

    #[test]
    fn temporary_strings_are_as_stds(ops in vec(text_op(), 0..40)) {
        let arena = Arena::new();
        arena.enter(|| run_text::<arena_runtime::Reclaimed<'_>>(&ops, &arena));
        run_text::<arena_runtime::Reclaimed<'_>>(&ops, &arena);
    }

    #[test]
    fn vectors_are_as_stds(ops in vec(list_op(), 0..40)) {
        let arena = Arena::new();
        arena.enter(|| run_list(&ops, usize::MAX, &arena));
        run_list(&ops, usize::MAX, &arena);
    }

    #[test]
    fn vectors_survive_items_that_panic(ops in vec(list_op(), 0..40), fuse in 0_usize..60) {
        quietly(|| {
            let arena = Arena::new();
            arena.enter(|| run_list(&ops, fuse, &arena));
            run_list(&ops, fuse, &arena);
        });
    }

    #[test]
    fn formatting_is_as_stds(text in "[a-zé🦀]{0,40}", count in 0_usize..20, number: f64) {
        let arena = Arena::new();
        let repeated = text.repeat(count);
        let expected = format!("{repeated:>20}-{number:?}-{text}");
        for entered in [true, false] {
            let check = || {
                let arguments = format_args!("{repeated:>20}-{number:?}-{text}");
                assert_eq!(arena.alloc_fmt(arguments), expected);
                assert_eq!(ArenaString::from_fmt_in(arguments, &arena), expected);
                assert_eq!(TempString::from_fmt_in(arguments, &arena), expected);
            };
            if entered { arena.enter(check) } else { check() }
        }
    }
}

#[test]
fn zero_sized_items_are_counted_and_dropped() {
    thread_local!(static DROPPED: Cell<usize> = const { Cell::new(0) });
    struct Nothing;
    impl Drop for Nothing {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    let arena = Arena::new();
    let mut list = ArenaVec::new_in(&arena);
    list.extend((0..100).map(|_| Nothing));
    list.truncate(90);
    drop(list.drain(10..20));
    drop(list.split_off(50));
    assert_eq!((list.len(), DROPPED.get()), (50, 50));
    let mut items = list.into_iter();
    drop((items.next(), items.next_back()));
    assert_eq!((items.len(), DROPPED.get()), (48, 52));
    drop(items);
    assert_eq!(DROPPED.get(), 100);
    assert_eq!(arena.allocated_bytes(), 0);
}
