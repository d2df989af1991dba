//! Tickets: slices that stand for an arena on the way through code that can hand on bytes, but no arenas.
//!
//! serde is such code: what is made by a `Deserialize` is given a deserializer and nothing else. What goes
//! on the way, and who looks at it, is the business of [`deserialize`](crate::deserialize).

use std::cell::Cell;
use std::ptr;

use super::Arena;

/// The ticket that is good on this thread at the moment, and the arena it stands for.
#[derive(Clone, Copy)]
struct Issued {
    ticket: *const u8,
    arena: *const Arena,
}

thread_local! {
    static ISSUED: Cell<Option<Issued>> = const { Cell::new(None) };
}

/// Puts back the ticket that was good before, by unwinding too.
struct Restore(Option<Issued>);

impl Drop for Restore {
    fn drop(&mut self) {
        ISSUED.set(self.0);
    }
}

impl Arena {
    /// Runs `work` with a ticket for this arena, which is good until `work` is done, on this thread.
    pub(crate) fn with_ticket<'arena, R>(&'arena self, work: impl FnOnce(&'arena [u8]) -> R) -> R {
        let ticket: &'arena [u8] = self.alloc_slice_copy(&[0]);
        let issued = Issued {
            ticket: ticket.as_ptr(),
            arena: self,
        };
        let _restore = Restore(ISSUED.replace(Some(issued)));
        work(ticket)
    }

    /// The arena that `ticket` stands for, if that is a ticket and good.
    pub(crate) fn of_ticket(ticket: &[u8]) -> Option<&Self> {
        let issued = ISSUED.get()?;
        if ticket.len() != 1 || !ptr::eq(ticket.as_ptr(), issued.ticket) {
            return None;
        }
        // SAFETY: the arena is there, and will be for as long as the slice, by this: `ISSUED` holds while
        // `with_ticket` runs, for which the arena is borrowed, so its memory is neither freed nor reset, and
        // the one byte at this address is the one that was allocated there. A slice of one byte at that
        // address covers it, and nobody was given such a slice but `with_ticket`'s `work`, for `'arena`, which
        // is how long the arena is borrowed. So every slice that anybody has of it is as long-lived as
        // `'arena` or shorter. An address alone, with nothing behind it, makes no slice of one byte.
        Some(unsafe { &*issued.arena })
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::Arena;

    #[test]
    fn a_ticket_stands_for_its_arena_while_it_is_good() {
        let (outer, inner) = (Arena::new(), Arena::new());
        let kept = outer.with_ticket(|ticket| {
            let found = Arena::of_ticket(ticket).unwrap();
            assert!(ptr::eq(found, &raw const outer));
            inner.with_ticket(|other| {
                assert!(Arena::of_ticket(ticket).is_none());
                assert!(ptr::eq(Arena::of_ticket(other).unwrap(), &raw const inner));
            });
            assert!(Arena::of_ticket(ticket).is_some());
            assert!(std::thread::scope(|threads| {
                threads
                    .spawn(|| Arena::of_ticket(ticket).is_none())
                    .join()
                    .unwrap()
            }));
            ticket
        });
        assert!(Arena::of_ticket(kept).is_none());
    }

    #[test]
    fn nothing_else_is_a_ticket() {
        let arena = Arena::new();
        arena.with_ticket(|ticket| {
            assert!(Arena::of_ticket(&[]).is_none());
            assert!(Arena::of_ticket(&ticket[..0]).is_none());
            assert!(Arena::of_ticket(&[0]).is_none());
            assert!(Arena::of_ticket(b"arena").is_none());
        });
    }

    #[test]
    fn a_panic_ends_a_ticket() {
        let arena = Arena::new();
        let mut kept = None;
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            arena.with_ticket(|ticket| {
                kept = Some(ticket);
                panic!("on purpose");
            })
        }));
        assert!(caught.is_err());
        assert!(Arena::of_ticket(kept.unwrap()).is_none());
    }
}
