//! One value that lives with the arena and is reached as the arena is: by the thread inside, without a lock.
//!
//! What it is, is the business of [`context`](crate::context), which keeps its object pools here. It is only
//! ever moved out and in, so nothing of its own runs while the arena is held.

use std::any::Any;

use super::Arena;

pub(crate) type Companion = Box<dyn Any + Send>;

impl Arena {
    /// Takes out the companion, if there is one and no other thread is inside.
    #[inline]
    pub(crate) fn take_companion(&self) -> Option<Companion> {
        self.as_owner(|owned| owned.companion.take()).flatten()
    }

    /// Puts in a companion. It is handed back when another thread is inside.
    #[inline]
    pub(crate) fn put_companion(&self, companion: Companion) -> Option<Companion> {
        let mut companion = Some(companion);
        let former = self.as_owner(|owned| owned.companion.replace(companion.take()));
        // Dropped only now, when nothing is held.
        drop(former);
        companion
    }

    pub(crate) fn companion_mut(&mut self) -> Option<&mut Companion> {
        self.companion.get_mut().as_mut()
    }
}
