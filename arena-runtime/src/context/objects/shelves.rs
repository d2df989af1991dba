//! Where a context's objects wait for the next request: one shelf for each type, bounded.

use std::any::{Any, TypeId};

use super::reusable::Reusable;

/// How much a context keeps of its objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectLimits {
    /// Objects of each type.
    pub(crate) per_type: usize,
    /// Bytes that an object may have room for to be kept.
    pub(crate) bytes_each: usize,
}

impl Default for ObjectLimits {
    fn default() -> Self {
        Self {
            per_type: 20,
            bytes_each: 256 * 1024,
        }
    }
}

/// An object without items.
pub(super) struct Emptied<C: Reusable>(C);

// SAFETY: an emptied object may be sent to any thread, as `sealed::Emptied` says, and is used there only to
// be dropped, or to be taken out, by way of a context, for items that the other thread makes itself.
unsafe impl<C: Reusable> Send for Emptied<C> {}

impl<C: Reusable> Emptied<C> {
    /// Drops the items, so the user's code may run here, and panic.
    pub(super) fn new(mut object: C) -> Self {
        object.empty();
        Self(object)
    }

    pub(super) fn kept_bytes(&self) -> usize {
        self.0.kept_bytes()
    }
}

/// The shelves of one context.
pub(super) struct Shelves {
    limits: ObjectLimits,
    /// Few, so they are looked through from the start.
    kinds: Vec<Shelf>,
    kept_bytes: usize,
}

struct Shelf {
    kind: TypeId,
    /// A `Vec<Emptied<C>>`.
    objects: Box<dyn Any + Send>,
}

impl Shelves {
    pub(super) fn new(limits: ObjectLimits) -> Self {
        Self {
            limits,
            kinds: Vec::new(),
            kept_bytes: 0,
        }
    }

    #[inline]
    fn shelf<C: Reusable>(&mut self) -> Option<&mut Vec<Emptied<C>>> {
        let kind = TypeId::of::<C>();
        let found = self.kinds.iter_mut().find(|shelf| shelf.kind == kind)?;
        found.objects.downcast_mut()
    }

    #[inline]
    pub(super) fn take<C: Reusable>(&mut self) -> Option<C> {
        let Emptied(object) = self.shelf::<C>()?.pop()?;
        self.kept_bytes = self.kept_bytes.saturating_sub(object.kept_bytes());
        Some(object)
    }

    /// Keeps `object`; if there is no room for it, hands it back.
    pub(super) fn give_back<C: Reusable>(&mut self, object: Emptied<C>) -> Option<Emptied<C>> {
        let bytes = object.kept_bytes();
        let ObjectLimits {
            per_type,
            bytes_each,
        } = self.limits;
        if bytes > bytes_each || per_type == 0 {
            return Some(object);
        }
        if let Some(shelf) = self.shelf() {
            if shelf.len() >= per_type {
                return Some(object);
            }
            shelf.push(object);
        } else {
            self.kinds.push(Shelf {
                kind: TypeId::of::<C>(),
                objects: Box::new(vec![object]),
            });
        }
        self.kept_bytes += bytes;
        None
    }

    pub(super) fn kept_bytes(&self) -> usize {
        self.kept_bytes
    }

    pub(super) fn clear(&mut self) {
        self.kinds.clear();
        self.kept_bytes = 0;
    }
}
