//! Random programs on several threads at once, each value beside the same in std.

use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;

use arena_runtime::{Arena, ArenaMap, ArenaString, ArenaVec, TempString};
use proptest::collection::vec;
use proptest::prelude::*;

const THREADS: usize = 3;

#[derive(Clone, Debug)]
enum Op {
    AllocStr(String),
    NewText(String),
    NewTemp(String),
    NewVec,
    NewPages,
    NewMap,
    NewNested,
    /// Grows the value at the place, counted from the newest.
    Grow(usize, u16),
    Shrink(usize),
    DropNewest,
    DropOldest,
    /// Puts the value where other threads find it.
    Send(usize),
    /// Takes what another thread, or this one, has put there.
    Receive,
    Check,
}

fn op() -> impl Strategy<Value = Op> {
    let text = || "[a-zé∂🦀]{0,40}";
    prop_oneof![
        2 => text().prop_map(Op::AllocStr),
        1 => text().prop_map(Op::NewText),
        1 => text().prop_map(Op::NewTemp),
        1 => Just(Op::NewVec),
        1 => Just(Op::NewPages),
        1 => Just(Op::NewMap),
        1 => Just(Op::NewNested),
        8 => (0_usize..4, any::<u16>()).prop_map(|(at, seed)| Op::Grow(at, seed)),
        1 => (0_usize..4).prop_map(Op::Shrink),
        2 => Just(Op::DropNewest),
        2 => Just(Op::DropOldest),
        3 => (0_usize..4).prop_map(Op::Send),
        3 => Just(Op::Receive),
        1 => Just(Op::Check),
    ]
}

/// The operations of one thread, each inside of the arena's scope or not.
fn program() -> impl Strategy<Value = Vec<(bool, Op)>> {
    vec((any::<bool>(), op()), 0..20)
}

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(256))]
struct Page(u16);

/// A value in the arena and the same in std.
enum Thing<'a> {
    Str(&'a str, String),
    Text(ArenaString<'a>, String),
    Temp(TempString<'a>, String),
    Vec(ArenaVec<'a, u64>, Vec<u64>),
    Pages(ArenaVec<'a, Page>, Vec<Page>),
    Map(ArenaMap<'a, u16, TempString<'a>>, HashMap<u16, String>),
    Nested(ArenaVec<'a, ArenaVec<'a, u16>>, Vec<Vec<u16>>),
}

impl Thing<'_> {
    fn grow(&mut self, arena: &Arena, seed: u16) {
        let text = || format!("{seed},").repeat(usize::from(seed % 11));
        match self {
            Self::Str(..) => {
                arena.alloc_str(&text());
            }
            Self::Text(ours, stds) => (ours.push_str(&text()), stds.push_str(&text())).0,
            Self::Temp(ours, stds) => (ours.push_str(&text()), stds.push_str(&text())).0,
            Self::Vec(ours, stds) => {
                let more = || (0..u64::from(seed % 40)).map(|n| n * 1000 + u64::from(seed));
                ours.extend(more());
                stds.extend(more());
            }
            Self::Pages(ours, stds) => (ours.push(Page(seed)), stds.push(Page(seed))).0,
            Self::Map(ours, stds) => {
                for key in 0..seed % 9 {
                    let key = key.wrapping_mul(seed) % 50;
                    let value = TempString::from_str_in(&text(), ours.arena());
                    assert_eq!(
                        ours.insert(key, value).map(String::from),
                        stds.insert(key, text())
                    );
                }
                let gone = seed % 50;
                assert_eq!(ours.remove(&gone).map(String::from), stds.remove(&gone));
            }
            Self::Nested(ours, stds) => {
                if seed.is_multiple_of(3) || ours.is_empty() {
                    ours.push(ArenaVec::from_elem_in(seed, 2, ours.arena()));
                    stds.push(vec![seed; 2]);
                } else {
                    let at = usize::from(seed) % ours.len();
                    ours[at].extend(0..seed % 20);
                    stds[at].extend(0..seed % 20);
                }
            }
        }
    }

    fn shrink(&mut self) {
        match self {
            Self::Str(..) => {}
            Self::Text(ours, _) => ours.shrink_to_fit(),
            Self::Temp(ours, _) => ours.shrink_to_fit(),
            Self::Vec(ours, stds) => {
                let half = stds.len() / 2;
                ours.drain(..half);
                stds.drain(..half);
                ours.shrink_to_fit();
            }
            Self::Pages(ours, stds) => {
                ours.truncate(1);
                stds.truncate(1);
                ours.shrink_to_fit();
            }
            Self::Map(ours, stds) => {
                ours.retain(|key, _| key % 2 == 0);
                stds.retain(|key, _| key % 2 == 0);
                ours.shrink_to_fit();
            }
            Self::Nested(ours, stds) => {
                ours.retain(|inner| inner.len() % 2 == 0);
                stds.retain(|inner| inner.len() % 2 == 0);
                ours.shrink_to_fit();
            }
        }
    }

    fn check(&self) {
        match self {
            Self::Str(ours, stds) => assert_eq!(ours, stds),
            Self::Text(ours, stds) => assert_eq!(ours, stds),
            Self::Temp(ours, stds) => assert_eq!(ours, stds),
            Self::Vec(ours, stds) => assert_eq!(ours, stds),
            Self::Pages(ours, stds) => {
                assert_eq!(ours, stds);
                assert_eq!(ours.as_ptr().addr() % align_of::<Page>(), 0);
            }
            Self::Map(ours, stds) => {
                assert_eq!(ours.len(), stds.len());
                assert!(stds.iter().all(|(key, value)| ours[key] == *value));
            }
            Self::Nested(ours, stds) => assert_eq!(ours, stds),
        }
    }
}

/// One thread's things, in the order they came to it.
struct Thread<'m, 'a> {
    arena: &'a Arena,
    things: Vec<Thing<'a>>,
    mailbox: &'m Mutex<Vec<Thing<'a>>>,
}

impl<'a> Thread<'_, 'a> {
    fn counted_from_newest(&self, at: usize) -> Option<usize> {
        self.things.len().checked_sub(at + 1)
    }

    fn run(&mut self, op: &Op) {
        let arena = self.arena;
        match op {
            Op::AllocStr(text) => self.come(Thing::Str(arena.alloc_str(text), text.clone())),
            Op::NewText(text) => {
                self.come(Thing::Text(
                    ArenaString::from_str_in(text, arena),
                    text.clone(),
                ));
            }
            Op::NewTemp(text) => {
                let ours = TempString::from_fmt_in(format_args!("{text}"), arena);
                self.come(Thing::Temp(ours, text.clone()));
            }
            Op::NewVec => self.come(Thing::Vec(ArenaVec::new_in(arena), Vec::new())),
            Op::NewPages => self.come(Thing::Pages(ArenaVec::new_in(arena), Vec::new())),
            Op::NewMap => self.come(Thing::Map(ArenaMap::new_in(arena), HashMap::new())),
            Op::NewNested => self.come(Thing::Nested(ArenaVec::new_in(arena), Vec::new())),
            &Op::Grow(at, seed) => {
                if let Some(at) = self.counted_from_newest(at) {
                    self.things[at].grow(arena, seed);
                }
            }
            &Op::Shrink(at) => {
                if let Some(at) = self.counted_from_newest(at) {
                    self.things[at].shrink();
                }
            }
            Op::DropNewest => self.things.pop().iter().for_each(Thing::check),
            Op::DropOldest => {
                if !self.things.is_empty() {
                    self.things.remove(0).check();
                }
            }
            &Op::Send(at) => {
                if let Some(at) = self.counted_from_newest(at) {
                    let sent = self.things.remove(at);
                    self.mailbox.lock().unwrap().push(sent);
                }
            }
            Op::Receive => {
                let received = self.mailbox.lock().unwrap().pop();
                if let Some(thing) = received {
                    thing.check();
                    self.come(thing);
                }
            }
            Op::Check => self.things.iter().for_each(Thing::check),
        }
    }

    fn come(&mut self, thing: Thing<'a>) {
        self.things.push(thing);
    }
}

/// Runs each program on a thread of its own, all in one arena.
fn run(programs: &[Vec<(bool, Op)>; THREADS], arena: &Arena, inside: bool) {
    let mailbox = Mutex::new(Vec::new());
    let run = |program: &[(bool, Op)]| {
        let mut thread = Thread {
            arena,
            things: Vec::new(),
            mailbox: &mailbox,
        };
        for (inside, op) in program {
            if *inside {
                arena.enter(|| thread.run(op));
            } else {
                thread.run(op);
            }
        }
        thread.things
    };
    let (first, others) = programs.split_first().expect("some threads");
    let work = || {
        thread::scope(|threads| {
            let others: Vec<_> = others
                .iter()
                .map(|program| threads.spawn(|| run(program)))
                .collect();
            let mut things = run(first);
            for other in others {
                things.extend(other.join().unwrap());
            }
            things
        })
    };
    // With the first thread inside all the time, or coming and going as all.
    let things = if inside { arena.enter(work) } else { work() };
    things.iter().for_each(Thing::check);
    mailbox.into_inner().unwrap().iter().for_each(Thing::check);
}

proptest! {
    #[test]
    fn random_programs_read_what_they_wrote(
        programs in [program(), program(), program()],
        inside: bool,
        capacity in 0_usize..3000,
    ) {
        let mut arena = Arena::with_capacity(capacity);
        run(&programs, &arena, inside);
        arena.reset();
        run(&programs, &arena, !inside);
    }
}

proptest! {
    #[test]
    fn random_programs_of_one_thread_read_what_they_wrote(
        programs in vec(program(), 1..3),
    ) {
        let mut arena = Arena::new();
        for program in programs {
            run(&[program, vec![], vec![]], &arena, true);
            arena.reset();
        }
    }
}
