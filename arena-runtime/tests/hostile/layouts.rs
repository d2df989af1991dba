//! Items of no size, of strange alignments, and of impossible sizes.

use std::cell::Cell;
use std::thread;

use allocator_api2::boxed::Box as ArenaBox;
use arena_runtime::{Arena, ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

use crate::items::{Item, Ledger, Neighbours, as_stranger_and_as_owner, panics, text};

thread_local!(static DROPS: Cell<usize> = const { Cell::new(0) });

/// Nothing, dropped.
struct Nothing;

impl Drop for Nothing {
    fn drop(&mut self) {
        DROPS.set(DROPS.get() + 1);
    }
}

/// How many were dropped while `work` ran.
fn drops(work: impl FnOnce()) -> usize {
    DROPS.set(0);
    work();
    DROPS.get()
}

#[test]
fn millions_of_nothing_take_no_room() {
    as_stranger_and_as_owner(|arena| {
        let mut nothings = ArenaVec::new_in(arena);
        for _ in 0..200_000 {
            nothings.push(());
        }
        nothings.extend(std::iter::repeat_n((), 100_000));
        nothings.insert(7, ());
        assert_eq!(nothings.len(), 300_001);
        assert_eq!(nothings.drain(1..300_000).count(), 299_999);
        assert_eq!(nothings.len(), 2);
        nothings.shrink_to_fit();
        let more = ArenaVec::from_elem_in([0_u64; 0], 100_000, arena);
        assert_eq!(more.iter().map(|item| item.len()).sum::<usize>(), 0);
        assert_eq!(nothings.capacity(), usize::MAX);
        assert_eq!(arena.allocated_bytes(), 0);
    });
}

#[test]
fn nothing_is_dropped_as_often_as_there_is_some() {
    as_stranger_and_as_owner(|arena| {
        let many = || ArenaVec::from_iter_in((0..1000).map(|_| Nothing), arena);
        assert_eq!(drops(|| drop(many())), 1000);
        let mut nothings = many();
        assert_eq!(drops(|| drop(nothings.drain(100..200))), 100);
        assert_eq!(nothings.len(), 900);
        assert_eq!(drops(|| nothings.truncate(800)), 100);
        let mut at = 0;
        let half = drops(|| {
            nothings.retain(|_| {
                at += 1;
                at % 2 == 0
            });
        });
        assert_eq!((half, nothings.len()), (400, 400));
        assert_eq!(drops(|| nothings.dedup_by_key(|_| ())), 399);
        nothings.extend(many());
        let mut iter = nothings.into_iter();
        assert_eq!(drops(|| iter.by_ref().take(501).for_each(drop)), 501);
        assert_eq!(iter.len(), 500);
        assert_eq!(drops(|| drop(iter.next_back())), 1);
        assert_eq!(drops(|| drop(iter)), 499);
        let mut set = ArenaMap::new_in(arena);
        assert_eq!(drops(|| set.extend([((), Nothing), ((), Nothing)])), 1);
        assert_eq!(drops(|| drop(set)), 1);
        // Forgotten nothing is not dropped.
        let mut nothings = many();
        assert_eq!(drops(|| std::mem::forget(nothings.drain(10..20))), 0);
        assert_eq!(drops(|| drop(nothings)), 10);
    });
}

#[test]
fn nothing_can_be_strictly_aligned() {
    #[derive(Clone, Copy)]
    #[repr(align(4096))]
    struct Page;

    as_stranger_and_as_owner(|arena| {
        assert_aligned(arena.alloc(Page), 4096);
        assert_aligned(arena.alloc_slice_copy(&[Page; 3]).as_ptr(), 4096);
        let mut pages = ArenaVec::from_elem_in(Page, 1000, arena);
        assert_aligned(pages.as_ptr(), 4096);
        pages.push(Page);
        assert_aligned(&raw const pages[1000], 4096);
        assert_aligned(pages.into_slice().as_ptr(), 4096);
    });
}

fn assert_aligned<T>(place: *const T, align: usize) {
    assert_eq!(place.addr() % align, 0, "{place:?} for {align}");
}

/// Values of several alignments, which know what is written in them.
trait Aligned: Copy + PartialEq + std::fmt::Debug + Send {
    fn with(number: usize) -> Self;
}

macro_rules! aligned {
    ($($name:ident: $align:literal),+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(align($align))]
        struct $name(u64, u8);

        impl Aligned for $name {
            fn with(number: usize) -> Self {
                Self(!(number as u64), 0xa5)
            }
        }
    )+};
}

aligned!(By8: 8, By16: 16, By64: 64, By512: 512, By4096: 4096);

impl Aligned for u8 {
    fn with(number: usize) -> Self {
        number.to_le_bytes()[0]
    }
}

impl Aligned for [u16; 3] {
    fn with(number: usize) -> Self {
        [number.to_le_bytes()[0].into(); 3]
    }
}

/// Allocates values of `T` between bytes, singly, in slices and in vectors that are freed in and out of
/// order.
fn among_bytes<T: Aligned>(arena: &Arena) {
    let align = align_of::<T>();
    let mut neighbours = Neighbours::new(arena);
    let (mut singles, mut slices, mut vecs) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..8 {
        arena.alloc(u8::with(number));
        let single = arena.alloc(T::with(number));
        assert_aligned(single, align);
        singles.push(single);
        arena.alloc_str("odd");
        let slice = arena.alloc_slice_copy(&[T::with(number), T::with(number + 1)]);
        assert_aligned(slice.as_ptr(), align);
        slices.push(slice);
        let mut vec = ArenaVec::new_in(arena);
        for at in 0..number {
            vec.push(T::with(at));
            assert_aligned(vec.as_ptr(), align);
            if at % 3 == 0 {
                // Buried, so that it has to move to grow.
                arena.alloc(7_u8);
            }
        }
        let newest = ArenaVec::from_elem_in(T::with(3), 2, arena);
        assert_aligned(newest.as_ptr(), align);
        let byte = ArenaVec::from_elem_in(9_u8, 3, arena);
        // In order, out of order, or kept.
        match number % 3 {
            0 => drop((byte, newest)),
            1 => drop((newest, byte)),
            _ => vecs.push(newest),
        }
        vecs.push(vec);
        if number % 4 == 3 {
            drop(vecs.remove(0));
        }
        neighbours.settle();
        let last = vecs.len() - 1;
        vecs[last].shrink_to_fit();
        vecs[last].reserve(2);
        assert_aligned(vecs[last].as_ptr(), align);
    }
    for (number, single) in singles.iter().enumerate() {
        assert_eq!(**single, T::with(number));
    }
    for (number, slice) in slices.iter().enumerate() {
        assert_eq!(**slice, [T::with(number), T::with(number + 1)]);
    }
    for vec in &vecs {
        let counted: Vec<_> = (0..vec.len()).map(T::with).collect();
        assert!(*vec == counted || *vec == [T::with(3); 2]);
    }
    neighbours.assert_whole();
}

fn among_bytes_of_all_kinds(arena: &Arena) {
    among_bytes::<u8>(arena);
    among_bytes::<[u16; 3]>(arena);
    among_bytes::<By8>(arena);
    among_bytes::<By16>(arena);
    among_bytes::<By64>(arena);
    among_bytes::<By512>(arena);
    among_bytes::<By4096>(arena);
}

#[test]
fn values_are_aligned_among_bytes() {
    as_stranger_and_as_owner(among_bytes_of_all_kinds);
}

#[test]
fn values_are_aligned_among_bytes_while_strangers_allocate_too() {
    let arena = Arena::with_capacity(1);
    arena.enter(|| {
        thread::scope(|threads| {
            threads.spawn(|| among_bytes_of_all_kinds(&arena));
            among_bytes_of_all_kinds(&arena);
        });
    });
}

#[test]
fn values_are_aligned_in_maps_and_boxes() {
    as_stranger_and_as_owner(|arena| {
        let mut map = ArenaMap::new_in(arena);
        let mut set = ArenaSet::new_in(arena);
        for number in 0..40 {
            let boxed = ArenaBox::new_in(By512::with(number), arena);
            assert_aligned(&raw const *boxed, 512);
            map.insert(text(1, number), (By64::with(number), boxed));
            set.insert(By16::with(number));
        }
        for number in 0..40 {
            let (value, boxed) = &map[&text(1, number)];
            assert_aligned(value, 64);
            assert_eq!(*value, By64::with(number));
            assert_eq!(**boxed, By512::with(number));
            assert_aligned(set.get(&By16::with(number)).unwrap(), 16);
        }
    });
}

#[test]
fn blocks_freed_in_order_are_used_again_whatever_their_alignment() {
    let arena = Arena::with_capacity(64 * 1024);
    arena.enter(|| {
        let byte = arena.alloc(1_u8);
        let before = arena.allocated_bytes();
        for _ in 0..200 {
            let first = ArenaVec::from_elem_in(By16::with(1), 3, &arena);
            let second = ArenaVec::from_elem_in(2_u8, 13, &arena);
            let third = ArenaVec::from_elem_in(By64::with(3), 5, &arena);
            assert_eq!(first, [By16::with(1); 3]);
            assert_eq!(second, [2; 13]);
            assert_eq!(third, [By64::with(3); 5]);
            // Declared last, dropped first.
        }
        assert_eq!(*byte, 1);
        assert_eq!(arena.allocated_bytes(), before);
    });
}

#[test]
fn nothing_much_is_as_good_as_anything() {
    as_stranger_and_as_owner(|arena| {
        assert_eq!(arena.alloc_str(""), "");
        assert_eq!(arena.alloc_fmt(format_args!("{}", "")), "");
        assert_aligned(arena.alloc_slice_copy::<By4096>(&[]).as_ptr(), 4096);
        let none: &[u64] = arena.alloc_slice_fill_iter(std::iter::empty());
        assert!(none.is_empty());
        arena.alloc(());

        let mut empty = ArenaVec::from_elem_in(1_u32, 0, arena);
        empty.shrink_to_fit();
        empty.clear();
        empty.truncate(3);
        empty.dedup();
        empty.extend([0_u32; 0]);
        assert_eq!(empty.drain(..).count(), 0);
        assert!(empty.split_off(0).is_empty());
        assert_eq!(empty.clone().into_iter().next_back(), None);
        assert!(empty.clone().into_slice().is_empty());
        assert_eq!((empty.pop(), empty.capacity()), (None, 0));

        let mut text = TempString::from_str_in("", arena);
        text.shrink_to_fit();
        text.push_str("");
        text.insert_str(0, "");
        text.replace_range(.., "");
        assert_eq!(text.drain(..).next(), None);
        assert_eq!(text.split_off(0), "");
        assert_eq!(text.clone().keep().into_str(), "");
        assert_eq!((text.pop(), text.capacity()), (None, 0));
        assert_eq!(arena.allocated_bytes(), 0);

        // Emptied, then used again.
        let mut vec = ArenaVec::from_array_in([1, 2, 3], arena);
        let mut neighbours = Neighbours::new(arena);
        vec.clear();
        vec.shrink_to_fit();
        neighbours.settle();
        vec.extend([4, 5]);
        text.push_str("again");
        neighbours.settle();
        text.clear();
        text.shrink_to_fit();
        neighbours.settle();
        text.push_str("and again");
        assert_eq!((&*vec, &*text), (&[4, 5][..], "and again"));
        neighbours.assert_whole();
    });
}

#[test]
fn threads_may_ask_new_arenas_for_nothing_at_once() {
    thread::scope(|threads| {
        for _ in 0..3 {
            threads.spawn(|| {
                for _ in 0..200 {
                    let arena = Arena::new();
                    arena.enter(|| assert_eq!(arena.alloc_str(""), ""));
                    assert!(arena.alloc_slice_copy::<u32>(&[]).is_empty());
                    arena.enter(|| ArenaVec::from_elem_in((), 3, &arena).shrink_to_fit());
                    assert_eq!(arena.allocated_bytes(), 0);
                }
            });
        }
    });
}

#[test]
fn impossible_capacities_panic_and_change_nothing() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut neighbours = Neighbours::new(arena);
        let mut items = ArenaVec::from_iter_in(ledger.items(3), arena);
        let mut words = ArenaString::from_str_in("as before", arena);
        let mut nothings = ArenaVec::from_elem_in((), 3, arena);
        for too_many in [usize::MAX, usize::MAX - 3, usize::MAX / 2 + 2] {
            let attempts: [&mut dyn FnMut(); 8] = [
                &mut || items.reserve(too_many),
                &mut || words.reserve(too_many),
                &mut || nothings.reserve(usize::MAX - 2),
                &mut || drop(ArenaVec::<u64>::with_capacity_in(too_many, arena)),
                &mut || drop(ArenaVec::from_elem_in(7_u64, too_many, arena)),
                &mut || drop(TempString::with_capacity_in(too_many, arena)),
                &mut || drop(ArenaString::with_capacity_in(too_many, arena)),
                &mut || drop(ArenaMap::<u64, u64>::with_capacity_in(too_many, arena)),
            ];
            for (at, attempt) in attempts.into_iter().enumerate() {
                let words = panics(attempt);
                assert!(words.contains("overflow"), "{at}: {words}");
                neighbours.settle();
            }
            panics(|| nothings.reserve_exact(usize::MAX));
            panics(|| items.reserve_exact(too_many));
        }
        items.extend(ledger.items(3));
        words.push_str(" and more");
        nothings.extend([(); 4]);
        assert!(items.iter().enumerate().all(|(at, item)| item.read() == at));
        assert_eq!((&*words, nothings.len()), ("as before and more", 7));
        neighbours.assert_whole();
        drop(items);
        ledger.assert_settled(&[]);
    });
}

#[test]
fn positions_outside_are_refused_and_change_nothing() {
    as_stranger_and_as_owner(|arena| {
        let ledger = Ledger::new();
        let mut items = ArenaVec::from_iter_in(ledger.items(3), arena);
        let mut text = TempString::from_str_in("é∂", arena);
        #[expect(clippy::reversed_empty_ranges, reason = "that is what is refused")]
        let of_items: [fn(&mut ArenaVec<'_, Item>); 9] = [
            |items| drop(items.drain(..4)),
            |items| drop(items.drain(2..1)),
            |items| drop(items.drain(4..)),
            |items| drop(items.drain(..=usize::MAX)),
            |items| drop(items.drain(usize::MAX..)),
            |items| drop(items.remove(3)),
            |items| drop(items.swap_remove(usize::MAX)),
            |items| drop(items.split_off(4)),
            |items| {
                let item = items[0].ledger().item();
                items.insert(4, item);
            },
        ];
        #[expect(clippy::reversed_empty_ranges, reason = "that is what is refused")]
        let of_text: [fn(&mut TempString<'_>); 7] = [
            |text| drop(text.drain(1..)),
            |text| drop(text.drain(..=usize::MAX)),
            |text| text.insert(1, 'x'),
            |text| text.insert_str(usize::MAX, "x"),
            |text| text.truncate(1),
            |text| drop(text.split_off(3)),
            |text| text.replace_range(2..1, "x"),
        ];
        for attempt in of_items {
            panics(|| attempt(&mut items));
        }
        for attempt in of_text {
            panics(|| attempt(&mut text));
        }
        assert_eq!(items.iter().map(|item| item.id).sum::<usize>(), 3);
        assert_eq!((items.len(), text.as_str()), (3, "é∂"));
        drop(items);
        ledger.assert_settled(&[]);
    });
}
