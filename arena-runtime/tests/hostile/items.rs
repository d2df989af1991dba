//! Items that keep account of their drops, and neighbours that show whether anybody wrote over them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use arena_runtime::Arena;

const NONE: usize = usize::MAX;

/// How often each item has been dropped.
#[derive(Debug)]
pub(crate) struct Ledger {
    drops: Mutex<Vec<u32>>,
    /// The item whose drop panics.
    bomb: AtomicUsize,
}

impl Ledger {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            drops: Mutex::default(),
            bomb: AtomicUsize::new(NONE),
        })
    }

    /// An item numbered in the order of birth.
    pub(crate) fn item(self: &Arc<Self>) -> Item {
        let mut drops = self.drops.lock().unwrap();
        let id = drops.len();
        drops.push(0);
        Item {
            id,
            pattern: pattern(id),
            ledger: Arc::clone(self),
        }
    }

    pub(crate) fn items(self: &Arc<Self>, count: usize) -> impl Iterator<Item = Item> {
        let ledger = Arc::clone(self);
        (0..count).map(move |_| ledger.item())
    }

    /// Makes the drop of the item `id` panic, once.
    pub(crate) fn plant_bomb(&self, id: usize) {
        self.bomb.store(id, Ordering::Relaxed);
    }

    pub(crate) fn is_bomb_off(&self) -> bool {
        self.bomb.load(Ordering::Relaxed) == NONE
    }

    /// Every item but the `leaked` has been dropped, and none twice.
    pub(crate) fn assert_settled(&self, leaked: &[usize]) {
        let drops = self.drops.lock().unwrap();
        for (id, &drops) in drops.iter().enumerate() {
            let expected = u32::from(!leaked.contains(&id));
            assert_eq!(drops, expected, "drops of item {id}");
        }
    }

    /// No item has been dropped twice. Some may have leaked.
    pub(crate) fn assert_none_dropped_twice(&self) {
        assert!(self.drops.lock().unwrap().iter().all(|&drops| drops <= 1));
    }

    pub(crate) fn dropped(&self) -> u32 {
        self.drops.lock().unwrap().iter().sum()
    }
}

fn pattern(id: usize) -> [u64; 3] {
    let id = id as u64 + 1;
    [id, !id, id.wrapping_mul(0x9e37_79b9_7f4a_7c15)]
}

#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: usize,
    pattern: [u64; 3],
    ledger: Arc<Ledger>,
}

impl Item {
    /// The number, once it is sure that nobody wrote over the item.
    pub(crate) fn read(&self) -> usize {
        assert_eq!(self.pattern, pattern(self.id), "item {}", self.id);
        self.id
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        self.read();
        self.ledger.drops.lock().unwrap()[self.id] += 1;
        let bomb = &self.ledger.bomb;
        if bomb
            .compare_exchange(self.id, NONE, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
        {
            panic!("on purpose: drop of item {}", self.id);
        }
    }
}

/// The numbers of `items`, each sure to be whole.
pub(crate) fn ids<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<usize> {
    items.into_iter().map(Item::read).collect()
}

/// Text that tells who wrote it, of many lengths.
pub(crate) fn text(writer: usize, number: usize) -> String {
    format!("{writer}:{number};").repeat(1 + (writer + number) % 9)
}

/// Values put into an arena here and there, to be read again at the end.
pub(crate) struct Neighbours<'a> {
    arena: &'a Arena,
    texts: Vec<&'a str>,
    numbers: Vec<&'a mut [u64]>,
}

impl<'a> Neighbours<'a> {
    pub(crate) fn new(arena: &'a Arena) -> Self {
        let (texts, numbers) = (Vec::new(), Vec::new());
        let mut neighbours = Self {
            arena,
            texts,
            numbers,
        };
        neighbours.settle();
        neighbours
    }

    /// Puts a few more into the arena.
    pub(crate) fn settle(&mut self) {
        for _ in 0..3 {
            let number = self.texts.len();
            self.texts.push(self.arena.alloc_str(&text(77, number)));
            let numbers = [number as u64 ^ 0x5555_5555; 5];
            self.numbers.push(self.arena.alloc_slice_copy(&numbers));
        }
    }

    /// All of them are as they were written, and may be written again.
    pub(crate) fn assert_whole(&mut self) {
        for (number, found) in self.texts.iter().enumerate() {
            assert_eq!(*found, text(77, number));
        }
        for (number, found) in self.numbers.iter_mut().enumerate() {
            assert_eq!(**found, [number as u64 ^ 0x5555_5555; 5]);
            found.fill(0);
            found.fill(number as u64 ^ 0x5555_5555);
        }
    }
}

/// Runs `work`, which panics, and returns the panic's words.
pub(crate) fn panics(work: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(work)).expect_err("a panic");
    match panic.downcast::<String>() {
        Ok(words) => *words,
        Err(panic) => panic
            .downcast::<&str>()
            .map_or_else(|_| String::from("no words"), |words| String::from(*words)),
    }
}

/// Runs `work` on a new arena twice: outside of its scope, where strangers are served, and inside.
pub(crate) fn as_stranger_and_as_owner(work: impl Fn(&Arena)) {
    let arena = Arena::new();
    work(&arena);
    let arena = Arena::new();
    arena.enter(|| work(&arena));
}
