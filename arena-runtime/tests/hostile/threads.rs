//! Several threads at once in one arena, one of them perhaps inside its scope.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

use arena_runtime::{Arena, ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

use crate::items::{Item, Ledger, Neighbours, ids, text};

/// One thread's collections, filled with what can be told from anybody else's.
struct Belongings<'a> {
    writer: usize,
    texts: Vec<&'a str>,
    names: ArenaVec<'a, ArenaString<'a>>,
    numbers: ArenaVec<'a, u64>,
    places: ArenaMap<'a, ArenaString<'a>, usize>,
    seen: ArenaSet<'a, usize>,
    line: TempString<'a>,
}

impl<'a> Belongings<'a> {
    fn new(writer: usize, arena: &'a Arena) -> Self {
        Self {
            writer,
            texts: Vec::new(),
            names: ArenaVec::new_in(arena),
            numbers: ArenaVec::new_in(arena),
            places: ArenaMap::new_in(arena),
            seen: ArenaSet::new_in(arena),
            line: TempString::new_in(arena),
        }
    }

    fn add(&mut self, arena: &'a Arena) {
        let number = self.texts.len();
        let text = text(self.writer, number);
        self.texts.push(arena.alloc_str(&text));
        self.names.push(ArenaString::from_str_in(&text, arena));
        self.numbers.push((self.writer * 1_000_000 + number) as u64);
        let place = ArenaString::from_fmt_in(format_args!("{}/{number}", self.writer), arena);
        self.places.insert(place, number);
        self.seen.insert(number);
        self.line.push_str(&text);
        // A temporary on top, gone at once.
        assert_eq!(TempString::from_str_in(&text, arena), text);
    }

    fn assert_whole(&self) {
        let all = self.texts.len();
        let mut line = String::new();
        for number in 0..all {
            let text = text(self.writer, number);
            assert_eq!(self.texts[number], text);
            assert_eq!(self.names[number], text);
            assert_eq!(
                self.numbers[number],
                (self.writer * 1_000_000 + number) as u64
            );
            let place = format!("{}/{number}", self.writer);
            assert_eq!(self.places[place.as_str()], number);
            assert!(self.seen.contains(&number));
            line.push_str(&text);
        }
        let lengths = [self.names.len(), self.places.len(), self.seen.len()];
        assert_eq!(lengths, [all; 3]);
        assert_eq!(self.line, line);
    }
}

#[test]
fn threads_allocate_beside_the_owner_and_nobody_writes_over_anybody() {
    for _ in 0..5 {
        let arena = Arena::new();
        let start = Barrier::new(4);
        let work = |writer| {
            let mut belongings = Belongings::new(writer, &arena);
            start.wait();
            for round in 0..60 {
                belongings.add(&arena);
                if round % 20 == 0 {
                    belongings.assert_whole();
                }
            }
            belongings
        };
        let all = arena.enter(|| {
            thread::scope(|threads| {
                let strangers: Vec<_> = (1..4).map(|n| threads.spawn(move || work(n))).collect();
                let mut all = vec![work(0)];
                all.extend(strangers.into_iter().map(|thread| thread.join().unwrap()));
                all
            })
        });
        all.iter().for_each(Belongings::assert_whole);
    }
}

#[test]
fn collections_grow_on_whichever_thread_takes_them_next() {
    let arena = Arena::new();
    let baskets = Mutex::new(Vec::new());
    for writer in 0..6 {
        let belongings = Belongings::new(writer, &arena);
        baskets.lock().unwrap().push(belongings);
    }
    let work = |thread: usize| {
        for round in 0..60 {
            let taken = {
                let mut baskets = baskets.lock().unwrap();
                let which = (thread * 7 + round) % baskets.len();
                baskets.swap_remove(which)
            };
            let mut taken = taken;
            taken.add(&arena);
            if round % 16 == thread {
                taken.assert_whole();
            }
            baskets.lock().unwrap().push(taken);
        }
    };
    arena.enter(|| {
        thread::scope(|threads| {
            for thread in 1..4 {
                threads.spawn(move || work(thread));
            }
            work(0);
        });
    });
    let baskets = baskets.into_inner().unwrap();
    baskets.iter().for_each(Belongings::assert_whole);
    let added: usize = baskets.iter().map(|basket| basket.texts.len()).sum();
    assert_eq!(added, 4 * 60);
}

#[test]
fn a_vector_grown_by_owner_and_stranger_in_turns_keeps_its_items() {
    let arena = Arena::new();
    let mut neighbours = Neighbours::new(&arena);
    let mut numbers = ArenaVec::new_in(&arena);
    let mut words = ArenaString::new_in(&arena);
    for round in 0..24_u32 {
        let mut grow = || {
            numbers.extend((0..=round).map(|n| round * 100 + n));
            words.push_str(&text(round as usize, 1));
        };
        match round % 4 {
            0 => grow(),
            1 => arena.enter(grow),
            2 => arena.enter(|| {
                thread::scope(|threads| threads.spawn(grow).join().unwrap());
            }),
            _ => {
                let entered = || arena.enter(grow);
                thread::scope(|threads| threads.spawn(entered).join().unwrap());
            }
        }
        neighbours.settle();
    }
    let expected: Vec<u32> = (0..24)
        .flat_map(|round| (0..=round).map(move |n| round * 100 + n))
        .collect();
    assert_eq!(numbers, expected);
    assert_eq!(
        words,
        (0..24).map(|round| text(round, 1)).collect::<String>()
    );
    neighbours.assert_whole();
}

#[test]
fn items_dropped_on_foreign_threads_are_dropped_once() {
    let ledger = Ledger::new();
    let arena = Arena::new();
    arena.enter(|| {
        let mut neighbours = Neighbours::new(&arena);
        let (send, receive) = mpsc::channel::<ArenaVec<'_, Item>>();
        thread::scope(|threads| {
            threads.spawn(move || {
                let mut kept = Vec::new();
                for (round, mut items) in receive.into_iter().enumerate() {
                    match round % 4 {
                        0 => drop(items),
                        1 => items.clear(),
                        2 => drop(items.drain(1..3)),
                        _ => kept.push(items.into_iter()),
                    }
                }
                for items in kept {
                    items.for_each(|item| assert!(item.read() < 500));
                }
            });
            for _ in 0..100 {
                send.send(ArenaVec::from_iter_in(ledger.items(5), &arena))
                    .unwrap();
                neighbours.settle();
            }
            drop(send);
        });
        neighbours.assert_whole();
    });
    ledger.assert_settled(&[]);
}

#[test]
fn a_strangers_block_freed_by_the_owner_is_not_taken_for_the_owners_newest() {
    let arena = Arena::new();
    arena.enter(|| {
        let mut neighbours = Neighbours::new(&arena);
        for round in 0..100 {
            let own = ArenaVec::from_elem_in(round, 10, &arena);
            let foreign = thread::scope(|threads| {
                let make = || ArenaVec::from_elem_in(!round, 10, &arena);
                threads.spawn(make).join().unwrap()
            });
            let newest = ArenaVec::from_elem_in(round + 1, 10, &arena);
            // Freed, shrunk and grown in orders that fit neither arena.
            drop(own);
            let after = ArenaVec::from_elem_in(round + 2, 10, &arena);
            assert_eq!(foreign, [!round; 10]);
            drop(foreign);
            neighbours.settle();
            assert_eq!(newest, [round + 1; 10]);
            assert_eq!(after, [round + 2; 10]);
        }
        neighbours.assert_whole();
    });
}

#[test]
fn the_owners_newest_block_freed_by_a_stranger_leaves_the_others_whole() {
    let arena = Arena::new();
    arena.enter(|| {
        let mut neighbours = Neighbours::new(&arena);
        let mut kept = Vec::new();
        for round in 0..50_u64 {
            let newest = ArenaVec::from_elem_in(round, 7, &arena);
            let mut shrunk = ArenaVec::with_capacity_in(100, &arena);
            shrunk.extend([round; 3]);
            thread::scope(|threads| {
                threads.spawn(|| drop(newest));
                threads.spawn(|| shrunk.shrink_to_fit());
            });
            neighbours.settle();
            kept.push(shrunk);
        }
        for (round, kept) in kept.iter().enumerate() {
            assert_eq!(*kept, [round as u64; 3]);
        }
        neighbours.assert_whole();
    });
}

#[test]
fn the_scope_passes_from_thread_to_thread_while_all_allocate() {
    let arena = Arena::new();
    let start = Barrier::new(3);
    let work = |writer| {
        let mut belongings = Belongings::new(writer, &arena);
        start.wait();
        for round in 0..80 {
            if round % 3 == writer % 3 {
                belongings.add(&arena);
            } else {
                // Whoever comes first is inside; the others are strangers in the same closure.
                arena.enter(|| belongings.add(&arena));
            }
            if round % 10 == 0 {
                thread::yield_now();
            }
        }
        belongings
    };
    let all: Vec<_> = thread::scope(|threads| {
        let all: Vec<_> = (0..3).map(|n| threads.spawn(move || work(n))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    all.iter().for_each(Belongings::assert_whole);
    assert!(!arena.is_entered());
}

#[test]
fn sizes_may_be_asked_for_while_others_allocate() {
    let arena = Arena::with_capacity(64);
    let done = AtomicBool::new(false);
    thread::scope(|threads| {
        threads.spawn(|| {
            let mut most = 0;
            while !done.load(Ordering::Relaxed) {
                most = most.max(arena.allocated_bytes());
                assert!(!arena.is_entered());
                thread::yield_now();
            }
            assert!(most <= arena.allocated_bytes());
        });
        for _ in 0..200 {
            arena.enter(|| {
                arena.alloc_slice_copy(&[7_u8; 100]);
            });
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(arena.allocated_bytes() >= 200 * 100);
}

#[test]
fn a_map_built_by_threads_one_after_the_other_finds_every_key() {
    let arena = Arena::new();
    let mut ours = ArenaMap::new_in(&arena);
    let mut stds = HashMap::new();
    for round in 0..30_usize {
        let change = || {
            for n in 0..10 {
                let key = (round * 31 + n * 17) % 150;
                ours.insert(key, ArenaString::from_str_in(&text(round, n), &arena));
                stds.insert(key, text(round, n));
            }
            let gone = (round * 13) % 150;
            assert_eq!(ours.remove(&gone).is_some(), stds.remove(&gone).is_some());
            if round % 7 == 0 {
                ours.shrink_to_fit();
            }
        };
        if round % 2 == 0 {
            arena.enter(change);
        } else {
            thread::scope(|threads| threads.spawn(change).join().unwrap());
        }
    }
    assert_eq!(ours.len(), stds.len());
    for (key, text) in &stds {
        assert_eq!(ours[key], *text);
    }
}

#[test]
fn buffers_are_taken_and_given_back_on_many_threads() {
    let ctx = arena_runtime::RequestContext::new();
    let work = |writer: usize| {
        for round in 0..100 {
            let mut line = ctx.string_buffer();
            let mut bytes = ctx.scratch_buffer();
            assert!(line.is_empty() && bytes.is_empty());
            line.push_str(&text(writer, round));
            bytes.extend(text(writer, round + 1).bytes());
            let other = ctx.string_buffer();
            assert!(other.is_empty());
            assert_eq!(*line, text(writer, round));
            assert_eq!(*bytes, text(writer, round + 1).as_bytes());
        }
    };
    thread::scope(|threads| {
        for writer in 0..3 {
            threads.spawn(move || work(writer));
        }
    });
}

#[test]
fn an_arena_reset_and_dropped_elsewhere_starts_anew() {
    let mut arena = Arena::new();
    for round in 0..20 {
        let filled = thread::spawn(move || {
            let ledger = Ledger::new();
            arena.enter(|| {
                let items = ArenaVec::from_iter_in(ledger.items(100), &arena);
                assert_eq!(ids(&items), (0..100).collect::<Vec<_>>());
            });
            let stranger = arena.alloc_str(&text(round, 3));
            assert_eq!(stranger, text(round, 3));
            ledger.assert_settled(&[]);
            arena
        });
        arena = filled.join().unwrap();
        arena.reset();
        let mut neighbours = Neighbours::new(&arena);
        neighbours.assert_whole();
        arena.reset();
    }
    thread::spawn(move || drop(arena)).join().unwrap();
}

#[test]
fn threads_that_do_nothing_but_allocate_get_blocks_of_their_own() {
    let arena = Arena::new();
    let start = Barrier::new(3);
    let work = |writer: usize| {
        let mut blocks = Vec::with_capacity(60_000);
        start.wait();
        for number in 0..60_000 {
            blocks.push(arena.alloc([writer, number]));
        }
        blocks
    };
    let all: Vec<_> = arena.enter(|| {
        thread::scope(|threads| {
            let others = [1, 2].map(|writer| threads.spawn(move || work(writer)));
            let mut all = vec![work(0)];
            all.extend(others.map(|other| other.join().unwrap()));
            all
        })
    });
    for (writer, blocks) in all.iter().enumerate() {
        for (number, block) in blocks.iter().enumerate() {
            assert_eq!(**block, [writer, number]);
        }
    }
}
