//! Code that comes back to the arena while the arena, or a collection in it, is running it.

use std::fmt;

use arena_runtime::{Arena, ArenaMap, ArenaString, ArenaVec, RequestContext, TempString};

use crate::items::{Ledger, Neighbours, as_stranger_and_as_owner, ids, panics, text};

#[test]
fn an_arena_entered_inside_of_anothers_scope_is_served_by_its_own_memory() {
    let (outer, inner) = (Arena::new(), Arena::new());
    outer.enter(|| {
        let mut around = Neighbours::new(&outer);
        for round in 0..50 {
            let mut line = TempString::from_str_in("outer ", &outer);
            inner.enter(|| {
                let mut inside = Neighbours::new(&inner);
                line.push_str(&text(1, round));
                outer.enter(|| {
                    assert!(outer.is_entered() && inner.is_entered());
                    line.push_str(&TempString::from_str_in(" inner", &inner));
                    around.settle();
                    inner.enter(|| inside.settle());
                });
                assert!(outer.is_entered() && inner.is_entered());
                inside.assert_whole();
            });
            assert!(outer.is_entered() && !inner.is_entered());
            assert_eq!(line, format!("outer {} inner", text(1, round)));
        }
        around.assert_whole();
    });
    assert!(!outer.is_entered());
}

#[test]
fn collections_of_two_arenas_may_be_swapped_and_hold_each_other() {
    let (left, right) = (Arena::new(), Arena::new());
    let ledger = Ledger::new();
    left.enter(|| {
        let mut in_left = ArenaVec::from_iter_in(ledger.items(5), &left);
        let mut in_right = ArenaVec::from_iter_in(ledger.items(7), &right);
        for _ in 0..10 {
            std::mem::swap(&mut in_left, &mut in_right);
            in_left.extend(ledger.items(1));
            right.enter(|| in_right.extend(ledger.items(2)));
        }
        in_left.append(&mut in_right);
        in_right.extend(ledger.items(3));
        assert_eq!(in_left.len() + in_right.len(), 5 + 7 + 30 + 3);
        ids(&in_left);
        // Each arena's vector holds the other's.
        let mut nested = ArenaVec::new_in(&right);
        nested.push(in_left);
        let mut outermost = ArenaVec::new_in(&left);
        outermost.push((in_right, nested));
        assert_eq!(outermost[0].0.len() + outermost[0].1[0].len(), 45);
        right.enter(|| drop(outermost));
    });
    ledger.assert_settled(&[]);
}

/// Allocates in the arena while it is being formatted.
struct Busy<'a>(&'a Arena, usize);

impl fmt::Display for Busy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(arena, depth) = *self;
        let kept = arena.alloc_str(&text(2, depth));
        let temporary = TempString::from_str_in(&text(3, depth), arena);
        let numbers = ArenaVec::from_iter_in(0..depth * 3, arena);
        write!(f, "{kept}{temporary}{}", numbers.len())?;
        if depth > 0 {
            let inner = arena.alloc_fmt(format_args!("<{}>", Busy(arena, depth - 1)));
            let again = TempString::from_fmt_in(format_args!("[{}]", inner.len()), arena);
            write!(f, "{inner}{again}")?;
        }
        assert_eq!(temporary, text(3, depth));
        Ok(())
    }
}

fn busy(depth: usize) -> String {
    let own = text(2, depth) + &text(3, depth) + &(depth * 3).to_string();
    if depth == 0 {
        return own;
    }
    let inner = format!("<{}>", busy(depth - 1));
    format!("{own}{inner}[{}]", inner.len())
}

#[test]
fn what_is_formatted_into_an_arena_may_allocate_there() {
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        for depth in 0..12 {
            let expected = busy(depth);
            let value = Busy(arena, depth);
            assert_eq!(arena.alloc_fmt(format_args!("{value}")), expected);
            let mut line = TempString::from_str_in("| ", arena);
            line.write_arguments(format_args!("{value}"));
            neighbours.settle();
            assert_eq!(line, format!("| {expected}"));
            let kept = ArenaString::from_fmt_in(format_args!("{value} {value}"), arena);
            assert_eq!(kept, format!("{expected} {expected}"));
        }
        neighbours.assert_whole();
    });
}

#[test]
fn an_iterator_may_allocate_in_the_arena_of_the_vector_it_feeds() {
    as_stranger_and_as_owner(|arena| {
        let mut others = Vec::new();
        let mut numbers = ArenaVec::new_in(arena);
        let mut growing = ArenaVec::new_in(arena);
        numbers.extend((0..200_usize).filter(|_| true).inspect(|&n| {
            let other = ArenaVec::from_elem_in(n, n % 5, arena);
            growing.push(n);
            arena.alloc_str(&text(4, n));
            if n % 3 == 0 {
                others.push(other);
            }
        }));
        assert_eq!(numbers, (0..200).collect::<Vec<_>>());
        assert_eq!(growing, numbers);
        for (n, other) in (0..200).step_by(3).zip(&others) {
            assert_eq!(*other, vec![n; n % 5]);
        }
        let mut letters = ArenaString::new_in(arena);
        letters.extend(text(5, 8).chars().map(|c| {
            let mut copy = ArenaString::new_in(arena);
            copy.push(c);
            copy
        }));
        assert_eq!(letters, text(5, 8));
        let slice = arena.alloc_slice_fill_iter((0..100_usize).map(|n| {
            drop(TempString::from_str_in(&text(6, n), arena));
            arena.alloc_str(&text(6, n))
        }));
        assert!(
            slice
                .iter()
                .enumerate()
                .all(|(n, found)| *found == text(6, n))
        );
    });
}

#[test]
fn a_vector_may_be_fed_with_vectors_drained_from_the_same_arena() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut nested = ArenaVec::new_in(arena);
        for n in 0..20 {
            nested.push(ArenaVec::from_iter_in(ledger.items(n), arena));
        }
        let mut flat = ArenaVec::new_in(arena);
        flat.extend(nested.drain(5..15).flatten());
        let all: usize = (5..15).sum();
        assert_eq!(ids(&flat), (10..10 + all).collect::<Vec<_>>());
        assert_eq!(nested.len(), 10);
        flat.extend(nested.into_iter().rev().flatten());
        assert_eq!(flat.len(), (0..20).sum::<usize>());
        drop(flat);
        ledger.assert_settled(&[]);
    });
}

/// Allocates in an arena when it is dropped, some of which stays.
struct LastWords<'a> {
    arena: &'a Arena,
    number: usize,
    said: &'a std::cell::RefCell<Vec<&'a str>>,
}

impl Drop for LastWords<'_> {
    fn drop(&mut self) {
        let words = TempString::from_str_in(&text(7, self.number), self.arena);
        let mut numbers = ArenaVec::from_elem_in(self.number, 3, self.arena);
        self.said
            .borrow_mut()
            .push(self.arena.alloc_str(&text(8, self.number)));
        numbers.extend([1; 30]);
        assert_eq!(numbers[..3], [self.number; 3]);
        assert_eq!(words, text(7, self.number));
    }
}

#[test]
fn items_may_allocate_in_the_arena_while_their_vector_drops_them() {
    as_stranger_and_as_owner(|arena| {
        let said = std::cell::RefCell::new(Vec::new());
        let words = |count| {
            let said = &said;
            (0..count).map(move |number| LastWords {
                arena,
                number,
                said,
            })
        };
        let mut neighbours = Neighbours::new(arena);
        let mut expected = Vec::new();
        let mut check = |numbers: &[usize]| {
            neighbours.settle();
            expected.extend(numbers.iter().map(|&n| text(8, n)));
            assert_eq!(*said.borrow(), expected);
            neighbours.assert_whole();
        };

        drop(ArenaVec::from_iter_in(words(5), arena));
        check(&[0, 1, 2, 3, 4]);
        let mut items = ArenaVec::from_iter_in(words(10), arena);
        drop(items.drain(2..4));
        check(&[2, 3]);
        items.retain(|item| item.number % 2 == 0);
        check(&[1, 5, 7, 9]);
        items.dedup_by_key(|item| item.number / 5);
        check(&[4, 8]);
        items.truncate(1);
        check(&[6]);
        items.extend(words(3));
        items.clear();
        check(&[0, 0, 1, 2]);
        items.extend(words(6));
        let mut items = items.into_iter();
        drop(items.next_back());
        drop(items);
        check(&[5, 0, 1, 2, 3, 4]);
        let mut map = ArenaMap::new_in(arena);
        map.extend(words(1).map(|item| ("only", item)));
        drop(map);
        check(&[0]);
    });
}

#[test]
fn closures_may_allocate_in_the_arena_of_the_vector_that_calls_them() {
    as_stranger_and_as_owner(|arena| {
        let mut seen = ArenaVec::new_in(arena);
        let mut numbers = ArenaVec::from_iter_in((0..100).map(|n| (n * 37) % 100), arena);
        numbers.sort_by_key(|n| arena.alloc_fmt(format_args!("{n:03}")));
        assert_eq!(numbers, (0..100).collect::<Vec<_>>());
        numbers.retain(|n| {
            seen.push(*n);
            arena.alloc_str(&text(9, 1)).len() > n % 7
        });
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
        numbers.dedup_by_key(|n| ArenaString::from_fmt_in(format_args!("{}", *n / 10), arena));
        assert_eq!(numbers, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
        numbers.resize_with(20, || {
            seen.push(7);
            seen.len()
        });
        assert_eq!(numbers[10..], (101..=110).collect::<Vec<_>>());
        let mut map = ArenaMap::new_in(arena);
        for n in 0..100 {
            map.entry(n % 30).or_insert_with(|| {
                seen.push(n);
                arena.alloc_str(&text(10, n))
            });
        }
        assert!((0..30).all(|n| map[&n] == text(10, n)));
        let mut letters = TempString::from_str_in(&text(1, 7), arena);
        letters.retain(|c| {
            seen.push(1);
            arena.alloc_fmt(format_args!("{c}")) != ":"
        });
        assert_eq!(letters, text(1, 7).replace(':', ""));
    });
}

#[test]
fn a_handler_inside_a_handler_has_a_context_of_its_own() {
    let (outer, inner) = (RequestContext::new(), RequestContext::new());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(outer.scope(async {
        let mut lines = outer.vec();
        for round in 0..20 {
            let line = inner.scope(async {
                let mut line = inner.string();
                for part in 0..5 {
                    line.push_str(&text(round, part));
                    lines.push(outer.alloc_str(&line));
                    tokio::task::yield_now().await;
                }
                line
            });
            assert_eq!(line.await, lines[lines.len() - 1]);
        }
        for (at, line) in lines.iter().enumerate() {
            let expected: String = (0..=at % 5).map(|part| text(at / 5, part)).collect();
            assert_eq!(*line, expected);
        }
    }));
}

#[test]
fn a_scope_left_by_a_panic_through_another_one_is_left() {
    let arena = Arena::new();
    let mut neighbours = Neighbours::new(&arena);
    arena.enter(|| {
        panics(|| arena.enter(|| panic!("on purpose")));
        assert!(arena.is_entered(), "the outer scope is still there");
        neighbours.settle();
    });
    assert!(!arena.is_entered());
    neighbours.settle();
    neighbours.assert_whole();
}
