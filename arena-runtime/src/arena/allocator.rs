//! The arena as an [`Allocator`], which is how every growing collection reaches it.
//!
//! The newest block grows and shrinks where it stands and is given back when freed; any other block
//! stays until the arena is reset.

use std::alloc::Layout;
use std::ptr::NonNull;

use allocator_api2::alloc::{AllocError, Allocator};

use super::{Arena, BLOCK_ALIGN};

/// The layout with its size rounded up to whole blocks, so that giving a block back uncovers the one
/// before it exactly.
#[inline]
fn whole_blocks(layout: Layout) -> Result<Layout, AllocError> {
    let size = layout
        .size()
        .checked_next_multiple_of(BLOCK_ALIGN)
        .ok_or(AllocError)?;
    Layout::from_size_align(size, layout.align()).map_err(|_| AllocError)
}

// SAFETY: a block stays valid until the arena is reset or dropped, which take `&mut Arena` or the arena
// itself and so cannot happen while a `&Arena`, and with it this allocator or a copy, is alive. Copies of
// `&Arena` are the same allocator.
unsafe impl Allocator for &Arena {
    #[inline]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let block = self.allocate_layout(whole_blocks(layout)?)?;
        Ok(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    #[inline]
    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        // A layout that was allocated could be rounded then and can be now.
        if let Ok(layout) = whole_blocks(layout) {
            self.with_reclaiming_bump(|bump| {
                // SAFETY: the caller hands in a block of this allocator and its layout. No stranger has
                // allocated, so the block came from `bump`, with the same rounded layout.
                unsafe { bump.deallocate(block, layout) }
            });
        }
    }

    #[inline]
    unsafe fn grow(
        &self,
        block: NonNull<u8>,
        old: Layout,
        new: Layout,
    ) -> Result<NonNull<[u8]>, AllocError> {
        let (old, new_rounded) = (whole_blocks(old)?, whole_blocks(new)?);
        let in_place = self.with_reclaiming_bump(|bump| {
            // SAFETY: the block and its layout are the caller's, and come from `bump` as in
            // `deallocate`; rounding keeps the new size at least as large as the old one.
            unsafe { bump.grow(block, old, new_rounded) }
        });
        let grown = if let Some(Ok(grown)) = in_place {
            grown.cast()
        } else {
            let fresh = self.allocate_layout(new_rounded)?;
            // SAFETY: `block` is readable for `old.size()` bytes, being whole, `fresh` is writable for no
            // fewer, and was just allocated, so they are apart.
            unsafe { fresh.copy_from_nonoverlapping(block, old.size()) };
            fresh
        };
        Ok(NonNull::slice_from_raw_parts(grown, new.size()))
    }

    #[inline]
    unsafe fn shrink(
        &self,
        block: NonNull<u8>,
        old: Layout,
        new: Layout,
    ) -> Result<NonNull<[u8]>, AllocError> {
        let (old, new_rounded) = (whole_blocks(old)?, whole_blocks(new)?);
        let in_place = self.with_reclaiming_bump(|bump| {
            // SAFETY: as in `grow`; rounding keeps the new size no larger than the old one.
            unsafe { bump.shrink(block, old, new_rounded) }
        });
        let shrunk = if let Some(Ok(shrunk)) = in_place {
            shrunk.cast()
        } else if old.align() >= new.align() {
            block
        } else {
            let fresh = self.allocate_layout(new_rounded)?;
            // SAFETY: `block` is readable for `old.size()` bytes, which is no less than `new.size()`,
            // and `fresh` was just allocated for that many, so they are apart.
            unsafe { fresh.copy_from_nonoverlapping(block, new.size()) };
            fresh
        };
        Ok(NonNull::slice_from_raw_parts(shrunk, new.size()))
    }
}

#[cfg(test)]
mod tests {
    use super::Arena;
    use allocator_api2::alloc::{Allocator, Layout};
    use allocator_api2::vec::Vec;

    #[test]
    fn freeing_in_reverse_order_uncovers_every_block() {
        let arena = Arena::new();
        arena.enter(|| {
            let mut first = None;
            for _ in 0..100 {
                let text = Vec::<u8, _>::with_capacity_in(5, &arena);
                let number = Vec::<u64, _>::with_capacity_in(3, &arena);
                let mut grown = Vec::<u8, _>::with_capacity_in(3, &arena);
                grown.extend_from_slice(b"more than three");
                let at = (text.as_ptr(), number.as_ptr());
                assert_eq!(*first.get_or_insert(at), at);
                // Declared last, dropped first.
            }
        });
    }

    #[test]
    fn a_strangers_block_grown_by_the_owner_moves() {
        let arena = Arena::new();
        let mut text = Vec::with_capacity_in(4, &arena);
        text.extend_from_slice(b"four");
        arena.enter(|| text.extend_from_slice(b" and more"));
        std::thread::scope(|threads| {
            threads.spawn(|| text.extend_from_slice(b", from anywhere"));
        });
        assert_eq!(text, b"four and more, from anywhere");
    }

    #[test]
    fn impossible_sizes_are_refused() {
        let arena = Arena::new();
        let layout = Layout::from_size_align(isize::MAX as usize, 1).unwrap();
        assert!((&arena).allocate(layout).is_err());
        arena.enter(|| assert!((&arena).allocate(layout).is_err()));
    }
}
