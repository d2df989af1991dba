//! A request context as it is first thought of: a pool behind a mutex, and at each drop a fresh arena of
//! 16 KB and fresh buffers. What is made in it cannot leave it, so answers are cloned.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bumpalo_plain::Bump;

const ARENA_BYTES: usize = 16 * 1024;

static POOL: Mutex<Vec<Parts>> = Mutex::new(Vec::new());

struct Parts {
    bump: Mutex<Bump>,
    text: Mutex<String>,
    bytes: Mutex<Vec<u8>>,
}

impl Parts {
    fn new() -> Self {
        Self {
            bump: Mutex::new(Bump::with_capacity(ARENA_BYTES)),
            text: Mutex::new(String::with_capacity(1024)),
            bytes: Mutex::new(Vec::with_capacity(1024)),
        }
    }
}

/// Taken from the pool, and given back when it is dropped.
pub(crate) struct NaiveContext {
    parts: Option<Parts>,
}

impl NaiveContext {
    pub(crate) fn new() -> Self {
        let parts = lock(&POOL).pop().unwrap_or_else(Parts::new);
        Self { parts: Some(parts) }
    }

    /// The arena, for as long as no await comes.
    pub(crate) fn bump(&self) -> MutexGuard<'_, Bump> {
        let parts = self.parts.as_ref().expect("it is there until the drop");
        lock(&parts.bump)
    }
}

impl Drop for NaiveContext {
    fn drop(&mut self) {
        if let Some(mut parts) = self.parts.take() {
            *lock(&parts.text) = String::with_capacity(1024);
            *lock(&parts.bytes) = Vec::with_capacity(1024);
            parts.bump = Mutex::new(Bump::with_capacity(ARENA_BYTES));
            lock(&POOL).push(parts);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
