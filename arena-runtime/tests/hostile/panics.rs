//! Panics out of every piece of foreign code that a collection runs: drops, clones, closures, formatting,
//! hashing, comparing.

use std::cell::Cell;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::mem;

use arena_runtime::{Arena, ArenaMap, ArenaString, ArenaVec, Kept, Reclaimed, TempString};
use arena_runtime::{ArenaText, Block};

use crate::items::{Item, Ledger, Neighbours, as_stranger_and_as_owner, ids, panics, text};

type Items<'a> = ArenaVec<'a, Item>;

/// Lets `work` panic on a vector of ten items, when it drops the one numbered `bomb` if there is one. Then
/// the vector holds `left`, can be grown and read, and each item is dropped once.
fn leaves(bomb: Option<usize>, left: &[usize], work: impl Fn(&mut Items<'_>)) {
    assert_eq!(survivors(bomb, &work), left);
}

/// As [`leaves`] all ten, in any order.
fn leaves_all(work: impl Fn(&mut Items<'_>)) {
    let mut left = survivors(None, &work);
    left.sort_unstable();
    assert_eq!(left, (0..10).collect::<Vec<_>>());
}

fn survivors(bomb: Option<usize>, work: &impl Fn(&mut Items<'_>)) -> Vec<usize> {
    let found = Cell::new(None);
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::from_iter_in(ledger.items(10), arena);
        let mut neighbours = Neighbours::new(arena);
        bomb.inspect(|&id| ledger.plant_bomb(id));
        let words = panics(|| work(&mut items));
        assert!(words.contains("on purpose"), "{words}");
        assert!(ledger.is_bomb_off());
        neighbours.settle();
        let left = ids(&items);
        for _ in 0..20 {
            items.push(ledger.item());
        }
        items.insert(0, ledger.item());
        items.reserve(50);
        items.shrink_to_fit();
        neighbours.settle();
        assert_eq!(ids(&items)[1..=left.len()], left);
        assert_eq!(items.len(), left.len() + 21);
        neighbours.assert_whole();
        drop(items);
        neighbours.settle();
        neighbours.assert_whole();
        ledger.assert_settled(&[]);
        if let Some(as_stranger) = found.replace(Some(left.clone())) {
            assert_eq!(as_stranger, left);
        }
    });
    found.take().unwrap()
}

fn take<'a>(items: &mut Items<'a>) -> Items<'a> {
    let empty = ArenaVec::new_in(items.arena());
    mem::replace(items, empty)
}

#[test]
fn an_item_that_panics_when_dropped_by_clear_is_the_vectors_no_more() {
    for bomb in [0, 4, 9] {
        leaves(Some(bomb), &[], |items: &mut Items<'_>| {
            items.clear();
        });
    }
}

#[test]
fn an_item_that_panics_when_dropped_by_truncate_is_the_vectors_no_more() {
    leaves(Some(4), &[0, 1], |items| items.truncate(2));
    leaves(Some(9), &[0, 1], |items| items.truncate(2));
    leaves(Some(4), &[0, 1], |items| {
        items.resize_with(2, || unreachable!());
    });
}

#[test]
fn an_item_that_panics_when_dropped_by_drain_leaves_the_rest_in_order() {
    let rest = [0, 1, 6, 7, 8, 9];
    leaves(Some(4), &rest, |items| drop(items.drain(2..6)));
    leaves(Some(5), &rest, |items| drop(items.drain(2..6)));
    leaves(Some(2), &rest, |items| items.drain(2..6).for_each(drop));
    leaves(Some(4), &[0, 1, 8, 9], |items| {
        let mut drain = items.drain(2..8);
        assert_eq!(drain.next().unwrap().read(), 2);
        assert_eq!(drain.next_back().unwrap().read(), 7);
    });
    // The panic comes while an item that was yielded is dropped, the drain still alive.
    leaves(Some(3), &[0, 1, 8, 9], |items| {
        let mut drain = items.drain(2..8);
        drop(drain.next());
        drop(drain.next());
        unreachable!("the second drop panics");
    });
}

#[test]
fn an_item_that_panics_when_dropped_by_retain_leaves_the_rest_in_order() {
    let rest = [1, 3, 5, 6, 7, 8, 9];
    leaves(Some(4), &rest, |items| {
        items.retain(|item| item.id % 2 == 1);
    });
    leaves(Some(4), &rest, |items| {
        items.retain_mut(|item| item.id % 2 == 1);
    });
}

#[test]
fn an_item_that_panics_when_dropped_by_dedup_leaves_the_rest_in_order() {
    let rest = [0, 3, 5, 6, 7, 8, 9];
    leaves(Some(4), &rest, |items| {
        items.dedup_by_key(|item| item.id / 3);
    });
    leaves(Some(4), &rest, |items| {
        items.dedup_by(|item, before| item.id / 3 == before.id / 3);
    });
}

#[test]
fn an_item_that_panics_when_dropped_alone_leaves_the_rest() {
    leaves(Some(4), &[0, 1, 2, 3, 5, 6, 7, 8, 9], |items| {
        items.remove(4);
    });
    leaves(Some(4), &[0, 1, 2, 3, 9, 5, 6, 7, 8], |items| {
        items.swap_remove(4);
    });
    leaves(Some(9), &[0, 1, 2, 3, 4, 5, 6, 7, 8], |items| {
        items.pop();
    });
    leaves(Some(4), &[0, 1, 2, 3, 10, 5, 6, 7, 8, 9], |items| {
        items[4] = items[0].ledger().item();
    });
}

#[test]
fn an_item_that_panics_when_dropped_with_its_vector_is_dropped_once() {
    let gone = |work: fn(Items<'_>)| {
        leaves(Some(4), &[], |items| work(take(items)));
    };
    gone(|items| drop(items));
    gone(|items| drop(items.into_iter()));
    gone(|items| items.into_iter().for_each(drop));
    gone(|items| {
        let mut items = items.into_iter();
        let ends = [items.next(), items.next(), items.next_back()];
        assert_eq!(ids(ends.iter().flatten()), [0, 1, 9]);
    });
    gone(|items| {
        let mut inside = ArenaVec::new_in(items.arena());
        inside.push(Some(items));
        inside.push(None);
    });
    leaves(Some(4), &[0, 1, 2], |items| drop(items.split_off(3)));
}

#[test]
fn an_item_that_panics_when_dropped_by_extends_iterator_leaves_what_came_before() {
    leaves(Some(12), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], |items| {
        let ledger = items[0].ledger().clone();
        // The third that would come is dropped instead.
        items.extend(ledger.items(5).filter(|item| item.id != 12));
    });
    let all: Vec<_> = (0..12).collect();
    // The iterator's own remains panic, when all has been taken from it.
    leaves(Some(12), &all, |items| {
        let ledger = items[0].ledger().clone();
        let more: Vec<_> = ledger.items(5).collect();
        items.extend(more.into_iter().take(2));
    });
    leaves(Some(12), &all, |items| {
        let ledger = items[0].ledger().clone();
        let more = ArenaVec::from_iter_in(ledger.items(5), items.arena());
        items.extend(more.into_iter().take(2));
    });
}

#[test]
fn closures_that_panic_leave_every_item_there() {
    let on_purpose = |item: &Item| assert_ne!(item.id, 5, "on purpose");
    let rest = [1, 3, 5, 6, 7, 8, 9];
    leaves(None, &rest, |items| {
        items.retain(|item| {
            on_purpose(item);
            item.id % 2 == 1
        });
    });
    leaves(None, &[0, 3, 5, 6, 7, 8, 9], |items| {
        items.dedup_by(|item, before| {
            on_purpose(item);
            item.id / 3 == before.id / 3
        });
    });
    leaves(None, &[0, 3, 5, 6, 7, 8, 9], |items| {
        items.dedup_by_key(|item| {
            on_purpose(item);
            item.id / 3
        });
    });
    leaves(None, &(0..13).collect::<Vec<_>>(), |items| {
        let ledger = items[0].ledger().clone();
        let mut more = ledger.items(3);
        items.resize_with(20, || more.next().expect("on purpose"));
    });
}

#[test]
fn a_sort_that_panics_leaves_every_item_there() {
    for at in 1..25 {
        let calls = Cell::new(0);
        let count = || {
            calls.set(calls.get() + 1);
            if calls.get() == at {
                calls.set(0);
                panic!("on purpose");
            }
        };
        let shuffled = |item: &Item| (item.id * 7) % 10;
        leaves_all(|items| {
            items.sort_by(|a, b| {
                count();
                shuffled(a).cmp(&shuffled(b))
            });
            panic!("on purpose: sorted before");
        });
        leaves_all(|items| {
            calls.set(0);
            items.sort_unstable_by_key(|item| {
                count();
                shuffled(item)
            });
            panic!("on purpose: sorted before");
        });
        calls.set(0);
    }
}

thread_local!(static CLONES: Cell<usize> = const { Cell::new(0) });

/// Panics when it is cloned the fifth time on a thread.
struct Cloned(Item);

impl Clone for Cloned {
    fn clone(&self) -> Self {
        CLONES.set(CLONES.get() + 1);
        assert_ne!(CLONES.get(), 5, "on purpose");
        Self(self.0.ledger().item())
    }
}

#[test]
fn a_clone_that_panics_leaves_what_was_cloned_before() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut neighbours = Neighbours::new(arena);
        let of = |items: &ArenaVec<'_, Cloned>| ids(items.iter().map(|item| &item.0));
        let mut items = ArenaVec::from_iter_in(ledger.items(8).map(Cloned), arena);

        let mut check = |items: &mut ArenaVec<'_, Cloned>, work: &dyn Fn(&mut ArenaVec<'_, _>)| {
            CLONES.set(0);
            let words = panics(|| work(items));
            assert!(words.contains("on purpose"), "{words}");
            neighbours.settle();
            neighbours.assert_whole();
            of(items)
        };
        let first: Vec<_> = (0..8).collect();
        assert_eq!(check(&mut items, &|items| drop(items.clone())), first);
        let from_elem = |items: &mut ArenaVec<'_, Cloned>| {
            let arena = items.arena();
            drop(ArenaVec::from_elem_in(items.pop().unwrap(), 10, arena));
        };
        assert_eq!(check(&mut items, &from_elem), first[..7]);
        let resized = check(&mut items, &|items| {
            let item = items.pop().unwrap();
            items.resize(100, item);
        });
        assert_eq!(resized[..6], first[..6]);
        assert_eq!(resized.len(), 6 + 4);
        let extended = check(&mut items, &|items| {
            let arena = items.arena();
            let more = ArenaVec::from_iter_in(items.drain(..).rev(), arena);
            items.extend_from_slice(&more);
        });
        assert_eq!(extended.len(), 4);
        drop(items);
        ledger.assert_settled(&[]);
    });
}

struct Bomb(&'static str, usize);

impl Bomb {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for _ in 0..self.1 {
            f.write_str(self.0)?;
        }
        panic!("on purpose");
    }
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl fmt::Debug for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

fn formatting<'a, B: Block<'a>>(arena: &'a Arena, bomb: &Bomb) {
    let mut line = ArenaText::<'a, B>::from_str_in("so far: ", arena);
    let mut neighbours = Neighbours::new(arena);
    let attempts: [&dyn Fn(); 4] = [
        &|| drop(ArenaText::<B>::from_fmt_in(format_args!("{bomb}"), arena)),
        &|| drop(ArenaText::<B>::from_fmt_in(format_args!("{bomb:?}"), arena)),
        &|| assert_eq!(arena.alloc_fmt(format_args!("a{bomb}")), "never"),
        &|| assert_eq!(arena.alloc_fmt(format_args!("{:>9}{bomb:?}", 1)), "never"),
    ];
    for attempt in attempts {
        assert_eq!(panics(attempt), "on purpose");
        neighbours.settle();
    }
    let mut expected = String::from("so far: ");
    panics(|| line.write_arguments(format_args!("{bomb}")));
    expected.push_str(&bomb.0.repeat(bomb.1));
    assert_eq!(line, expected);
    line.write_arguments(format_args!("{}", text(6, 6)));
    assert_eq!(line, expected + &text(6, 6));
    neighbours.assert_whole();
}

#[test]
fn formatting_that_panics_leaves_the_text_so_far_and_the_arena_right() {
    as_stranger_and_as_owner(|arena| {
        for times in [0, 1, 63, 64, 65, 300] {
            formatting::<Kept<'_>>(arena, &Bomb("é∂", times));
            formatting::<Reclaimed<'_>>(arena, &Bomb("four", times));
        }
    });
}

#[test]
fn formatting_that_panics_gives_its_room_back() {
    let arena = Arena::new();
    arena.enter(|| {
        let place = || {
            let newest = TempString::from_str_in("here", &arena);
            newest.as_ptr()
        };
        let before = place();
        for times in [1, 100, 1000] {
            panics(|| assert_eq!(arena.alloc_fmt(format_args!("{}", Bomb("x", times))), ""));
            // A chunk may have been added, no more.
            let after = place();
            assert!(times == 1000 || after == before);
        }
    });
}

#[test]
fn a_character_that_panics_in_retain_leaves_text() {
    as_stranger_and_as_owner(|arena| {
        let mut neighbours = Neighbours::new(arena);
        let mut kept = ArenaString::from_str_in("aé∂🦀b", arena);
        let mut temporary = TempString::from_str_in("aé∂🦀b", arena);
        for at in ['a', 'é', '∂', '🦀', 'b'] {
            let keep = |c| {
                assert_ne!(c, at, "on purpose");
                c == 'é'
            };
            panics(|| kept.retain(keep));
            panics(|| temporary.retain(keep));
            neighbours.settle();
            for text in [kept.as_str(), temporary.as_str()] {
                assert!(str::from_utf8(text.as_bytes()).is_ok());
            }
            kept.clear();
            kept.push_str("aé∂🦀b");
            temporary.clear();
            temporary.push_str("aé∂🦀b");
        }
        assert_eq!((&*kept, &*temporary), ("aé∂🦀b", "aé∂🦀b"));
        neighbours.assert_whole();
    });
}

thread_local!(static FUSE: Cell<usize> = const { Cell::new(0) });

/// Panics when it has been called as often as was set.
fn burn() {
    if FUSE.get() > 0 {
        FUSE.set(FUSE.get() - 1);
        assert_ne!(FUSE.get(), 0, "on purpose");
    }
}

/// A key whose hash and equality may panic. All of them have few hashes.
struct Key(usize, #[allow(dead_code)] Item);

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        burn();
        (self.0 % 5).hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        burn();
        self.0 == other.0
    }
}

impl Eq for Key {}

type Hashed = BuildHasherDefault<std::hash::DefaultHasher>;

#[test]
fn keys_that_panic_leave_a_map_that_finds_the_others() {
    for fuse in 1..60 {
        as_stranger_and_as_owner(|arena| {
            let ledger = Ledger::new();
            let mut neighbours = Neighbours::new(arena);
            let mut map = ArenaMap::with_hasher_in(Hashed::default(), arena);
            FUSE.set(fuse);
            let words = panics(|| {
                for number in 0..100 {
                    map.insert(Key(number, ledger.item()), (number, ledger.item()));
                    if number % 3 == 2 {
                        map.remove(&Key(number - 1, ledger.item()));
                    }
                }
            });
            FUSE.set(0);
            assert!(words.contains("on purpose"), "{words}");
            neighbours.settle();
            assert_eq!(map.len(), map.iter().count());
            let found: Vec<_> = map.keys().map(|key| key.0).collect();
            for number in found {
                let probe = Key(number, ledger.item());
                assert_eq!(map[&probe].0, number);
                map[&probe].1.read();
            }
            for number in 200..230 {
                map.insert(Key(number, ledger.item()), (number, ledger.item()));
            }
            assert_eq!(map[&Key(229, ledger.item())].0, 229);
            neighbours.assert_whole();
            drop(map);
            ledger.assert_settled(&[]);
        });
    }
}

#[test]
fn entries_that_panic_when_dropped_leave_the_map_usable() {
    type Map<'a> = ArenaMap<'a, usize, Item, Hashed>;
    type Attempt = fn(&mut Map<'_>);
    let attempts: [(&str, Attempt); 5] = [
        ("remove", |map| drop(map.remove(&4))),
        ("clear", |map| map.clear()),
        ("retain", |map| map.retain(|key, _| key % 2 == 1)),
        ("drain", |map| drop(map.drain())),
        ("insert", |map| {
            let item = map[&0].ledger().item();
            map.insert(4, item);
        }),
    ];
    for (name, attempt) in attempts {
        as_stranger_and_as_owner(|arena| {
            let ledger = Ledger::new();
            let mut neighbours = Neighbours::new(arena);
            let mut map = ArenaMap::with_hasher_in(Hashed::default(), arena);
            map.extend(ledger.items(10).enumerate());
            ledger.plant_bomb(4);
            panics(|| attempt(&mut map));
            assert!(ledger.is_bomb_off());
            neighbours.settle();
            assert_eq!(map.len(), map.iter().count(), "{name}");
            assert!(map.get(&4).is_none_or(|item| item.read() == 10), "{name}");
            map.extend(ledger.items(30).enumerate());
            assert_eq!(map.len(), 30);
            map.values().for_each(|item| {
                item.read();
            });
            neighbours.assert_whole();
            drop(map);
            // hashbrown leaks the entries after one that panics.
            ledger.assert_none_dropped_twice();
        });
    }
}

#[test]
fn a_maps_closure_that_panics_leaves_the_map_usable() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut map = ArenaMap::new_in(arena);
        map.extend(ledger.items(20).enumerate());
        panics(|| {
            let mut seen = 0;
            map.retain(|key, _| {
                seen += 1;
                assert_ne!(seen, 12, "on purpose");
                key % 2 == 1
            });
        });
        assert_eq!(map.len(), map.iter().count());
        assert!((1..20).step_by(2).all(|key| map[&key].read() == key));
        panics(|| {
            map.entry(99).or_insert_with(|| panic!("on purpose"));
        });
        assert!(!map.contains_key(&99));
        map.extend(ledger.items(20).enumerate());
        assert_eq!(map.len(), 20);
        drop(map);
        ledger.assert_settled(&[]);
    });
}

#[test]
fn a_panic_inside_nested_scopes_leaves_each_of_them() {
    let (outer, inner) = (Arena::new(), Arena::new());
    let mut text = TempString::from_str_in("outside", &outer);
    panics(|| {
        outer.enter(|| {
            text.push_str(", outer");
            inner.enter(|| {
                outer.enter(|| {
                    text.push_str(", again");
                    let _items = ArenaVec::from_elem_in(inner.alloc_str("a"), 100, &outer);
                    panic!("on purpose");
                });
            });
        });
    });
    assert!(!outer.is_entered() && !inner.is_entered());
    assert_eq!(text, "outside, outer, again");
    outer.enter(|| Neighbours::new(&outer).assert_whole());
    inner.enter(|| Neighbours::new(&inner).assert_whole());
}
