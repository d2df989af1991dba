//! Iterators that lie about their length or go on after their end, and ranges that change their mind.

use std::cell::Cell;
use std::iter::FromFn;
use std::ops::{Bound, RangeBounds};

use arena_runtime::{ArenaMap, ArenaString, ArenaVec, TempString};

use crate::items::{Ledger, Neighbours, as_stranger_and_as_owner, ids, panics, text};

/// Says what it likes about how many items are left.
struct Liar<I> {
    items: I,
    says: (usize, Option<usize>),
}

impl<I: Iterator> Iterator for Liar<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.items.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.says
    }
}

impl<I: Iterator> ExactSizeIterator for Liar<I> {
    fn len(&self) -> usize {
        self.says.0
    }
}

fn liar<I: Iterator>(items: I, says: usize) -> Liar<I> {
    Liar {
        items,
        says: (says, Some(says)),
    }
}

/// Yields, ends, and yields again.
fn unfused() -> FromFn<impl FnMut() -> Option<u8>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += 1;
        (at % 3 != 0).then_some(at)
    })
}

#[test]
fn extending_takes_what_comes_not_what_was_said() {
    as_stranger_and_as_owner(|arena| {
        for (low, high) in [
            (0, None),
            (0, Some(0)),
            (3, Some(1)),
            (9, Some(9)),
            (11, Some(11)),
            (5000, None),
        ] {
            let ledger = Ledger::new();
            let mut items = ArenaVec::from_iter_in(ledger.items(2), arena);
            let mut neighbours = Neighbours::new(arena);
            items.extend(Liar {
                items: ledger.items(10),
                says: (low, high),
            });
            neighbours.settle();
            assert_eq!(ids(&items), (0..12).collect::<Vec<_>>());
            items.push(ledger.item());
            neighbours.assert_whole();
            drop(items);
            ledger.assert_settled(&[]);
        }
    });
}

#[test]
fn extending_by_more_than_memory_holds_is_refused_and_changes_nothing() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::from_iter_in(ledger.items(2), arena);
        let mut words = ArenaString::from_str_in("as before", arena);
        let mut map = ArenaMap::new_in(arena);
        map.insert(1, 'a');
        for says in [usize::MAX, usize::MAX / 2, isize::MAX as usize / 8] {
            panics(|| items.extend(liar(ledger.items(3), says)));
            panics(|| words.extend(liar("abc".chars(), usize::MAX)));
            panics(|| map.extend(liar([(2, 'b')].into_iter(), usize::MAX)));
        }
        let mut neighbours = Neighbours::new(arena);
        items.push(ledger.item());
        words.push_str(", and more than that");
        map.insert(3, 'c');
        neighbours.assert_whole();
        assert_eq!(ids(&items), [0, 1, 2]);
        assert_eq!(words, "as before, and more than that");
        assert_eq!((map[&1], map.get(&2), map[&3]), ('a', None, 'c'));
    });
}

#[test]
fn a_slice_of_fewer_items_than_said_is_refused() {
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        for says in [11, 12, 1000] {
            let words = panics(|| {
                arena.alloc_slice_fill_iter(liar(0..10, says));
            });
            assert!(words.contains("as many items as"), "{words}");
            neighbours.settle();
        }
        neighbours.assert_whole();
    });
}

#[test]
fn a_slice_of_more_items_than_said_has_as_many_as_said() {
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        for says in 0..10 {
            let mut items = liar(100_u64.., says);
            let slice = arena.alloc_slice_fill_iter(&mut items);
            neighbours.settle();
            assert!(slice.iter().copied().eq((100..).take(says)));
            assert_eq!(items.next(), Some(100 + says as u64));
        }
        neighbours.assert_whole();
    });
}

#[test]
fn a_slice_larger_than_memory_is_refused_before_anything_is_asked_for() {
    as_stranger_and_as_owner(|arena| {
        for says in [usize::MAX, usize::MAX / 8 + 1, isize::MAX as usize / 8 + 1] {
            let words = panics(|| {
                arena.alloc_slice_fill_iter(liar(0_u64..3, says));
            });
            assert!(words.contains("more than memory can hold"), "{words}");
            // Of nothing, memory holds any number.
            panics(|| {
                arena.alloc_slice_fill_iter(liar([(), ()].into_iter(), says));
            });
        }
        Neighbours::new(arena).assert_whole();
    });
}

#[test]
fn an_iterator_that_goes_on_after_its_end_is_left_there() {
    as_stranger_and_as_owner(|arena| {
        let mut numbers = ArenaVec::new_in(arena);
        let mut rest = unfused();
        numbers.extend(&mut rest);
        assert_eq!(numbers, [1, 2]);
        numbers.extend(liar(&mut rest, 100));
        assert_eq!(numbers, [1, 2, 4, 5]);
        assert_eq!(ArenaVec::from_iter_in(unfused(), arena), [1, 2]);
    });
}

#[test]
fn an_iterator_that_panics_leaves_what_came_before() {
    as_stranger_and_as_owner(|arena| {
        for says in [0, 2, 3, 100] {
            let ledger = Ledger::new();
            let mut items = ArenaVec::from_iter_in(ledger.items(2), arena);
            let mut neighbours = Neighbours::new(arena);
            let mut made = ledger.items(3);
            let bomb = || Some(made.next().expect("on purpose"));
            let words = panics(|| items.extend(liar(std::iter::from_fn(bomb), says)));
            assert!(words.contains("on purpose"), "{words}");
            neighbours.settle();
            assert_eq!(ids(&items), [0, 1, 2, 3, 4]);
            items.extend(ledger.items(9));
            assert_eq!(ids(&items), (0..14).collect::<Vec<_>>());
            neighbours.assert_whole();
            drop(items);
            ledger.assert_settled(&[]);
        }
    });
}

#[test]
fn an_iterator_that_panics_in_the_middle_of_a_slice_leaves_the_arena_right() {
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        for at in 0..10 {
            panics(|| {
                let items = (0..10).inspect(|&n| assert_ne!(n, at, "on purpose"));
                arena.alloc_slice_fill_iter(items);
            });
            neighbours.settle();
        }
        neighbours.assert_whole();
    });
}

#[test]
fn a_string_extended_by_an_iterator_that_panics_is_text() {
    as_stranger_and_as_owner(|arena| {
        let mut words = ArenaString::from_str_in("é", arena);
        panics(|| {
            words.extend(
                text(5, 5)
                    .chars()
                    .chain(['∂'])
                    .inspect(|&c| assert_ne!(c, '∂', "on purpose")),
            );
        });
        assert_eq!(words, String::from("é") + &text(5, 5));
        panics(|| {
            words.extend(["a", "b"].map(String::from).into_iter().map(|part| {
                assert_ne!(part, "b", "on purpose");
                part
            }));
        });
        assert_eq!(words, String::from("é") + &text(5, 5) + "a");
    });
}

/// Stands for another range each time it is asked.
struct Fickle(Cell<usize>);

impl Fickle {
    fn answer(&self) -> &usize {
        self.0.set(self.0.get() + 1);
        &[1, 5, 0, 2, usize::MAX, 0][self.0.get() % 6]
    }
}

impl RangeBounds<usize> for Fickle {
    fn start_bound(&self) -> Bound<&usize> {
        Bound::Included(self.answer())
    }

    fn end_bound(&self) -> Bound<&usize> {
        Bound::Excluded(self.answer())
    }
}

#[test]
fn a_range_that_changes_its_mind_is_held_to_its_first_words() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::from_iter_in(ledger.items(8), arena);
        let mut words = TempString::from_str_in("Adaéé∂∂", arena);
        let mut neighbours = Neighbours::new(arena);
        // From 1 to 5, from 0 to 2, and one that is refused.
        assert_eq!(items.drain(Fickle(Cell::new(5))).count(), 4);
        assert_eq!(items.drain(Fickle(Cell::new(1))).count(), 2);
        panics(|| drop(items.drain(Fickle(Cell::new(3)))));
        assert_eq!(ids(&items), [6, 7]);
        words.replace_range(Fickle(Cell::new(1)), "x");
        assert_eq!(words, "xaéé∂∂");
        assert!(words.drain(Fickle(Cell::new(1))).eq(['x', 'a']));
        panics(|| words.replace_range(Fickle(Cell::new(5)), "x"));
        panics(|| words.replace_range(Fickle(Cell::new(3)), "x"));
        assert_eq!(words, "éé∂∂");
        neighbours.settle();
        neighbours.assert_whole();
        drop(items);
        ledger.assert_settled(&[]);
    });
}

/// Has its own idea of what doing something for each item is.
struct Stubborn<I>(I, fn());

impl<I: Iterator> Iterator for Stubborn<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.next()
    }

    fn for_each<F: FnMut(I::Item)>(mut self, mut work: F) {
        self.0.by_ref().take(3).for_each(&mut work);
        (self.1)();
        std::mem::forget(work);
    }

    fn fold<B, F: FnMut(B, I::Item) -> B>(mut self, start: B, mut work: F) -> B {
        let folded = self.0.by_ref().take(3).fold(start, &mut work);
        (self.1)();
        std::mem::forget(work);
        folded
    }
}

#[test]
fn an_iterator_with_loops_of_its_own_is_asked_as_std_asks_it() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::new_in(arena);
        // A vector asks for one item after the other ..
        items.extend(Stubborn(ledger.items(9).filter(|_| true), || {
            panic!("not asked")
        }));
        let mut plain = Vec::new();
        plain.extend(Stubborn((0..9).filter(|_| true), || panic!("not asked")));
        assert_eq!(ids(&items), plain);
        // .. and a text lets the iterator run the loop.
        let mut words = ArenaString::new_in(arena);
        let mut plain = String::new();
        words.extend(Stubborn("é∂a🦀".chars(), || {}));
        plain.extend(Stubborn("é∂a🦀".chars(), || {}));
        assert_eq!(words, plain);
        panics(|| words.extend(Stubborn("é∂a🦀".chars(), || panic!("on purpose"))));
        assert_eq!(words, "é∂aé∂a");
        drop(items);
        ledger.assert_settled(&[]);
    });
}
