//! Plain values in the arena: handed out as references that live as long as the arena's borrow.
//!
//! Nothing here is ever dropped, so nothing here may need it: such types are refused when the program is
//! compiled. Growing collections, which do drop their items, are left to `collections`.

use std::alloc::Layout;
use std::mem::needs_drop;
use std::ptr::NonNull;

use super::{AllocError, Arena};

/// Refuses, at compile time, types whose `Drop` would never run.
pub(crate) const fn refuse_drop<T>() {
    assert!(
        !needs_drop::<T>(),
        "this type needs `Drop`, which a value behind a plain reference into the arena never gets: \
         keep it in an `ArenaVec` or in a local variable, or build it from arena types such as `&str`"
    );
}

/// Ends the program as a failed allocation does for std's collections.
#[cold]
#[inline(never)]
fn out_of_memory(layout: Layout) -> ! {
    allocator_api2::alloc::handle_alloc_error(layout)
}

/// Copies `items` to `start`.
///
/// # Safety
///
/// `start` is room for them that nobody else has a pointer to and that stays for `'a`.
#[inline]
unsafe fn copy_into<'a, T: Copy>(start: NonNull<T>, items: &[T]) -> &'a mut [T] {
    let source = NonNull::from(items).cast::<T>();
    // SAFETY: there is room for `items.len()` items, and it is nobody else's, so apart from `items`.
    unsafe { start.copy_from_nonoverlapping(source, items.len()) };
    let mut slice = NonNull::slice_from_raw_parts(start, items.len());
    // SAFETY: all items are written, and the room is the caller's alone for `'a`.
    unsafe { slice.as_mut() }
}

impl Arena {
    #[inline]
    fn room_for(&self, layout: Layout) -> NonNull<u8> {
        self.allocate_layout(layout)
            .unwrap_or_else(|_| out_of_memory(layout))
    }

    /// Moves `value` into the arena.
    ///
    /// Types that need `Drop` are refused at compile time.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// let point = arena.alloc((3, 4));
    /// point.0 += 1;
    /// assert_eq!(*point, (4, 4));
    /// ```
    ///
    /// ```compile_fail
    /// arena_runtime::Arena::new().alloc(String::from("would leak"));
    /// ```
    // Each call hands out memory of its own.
    #[allow(clippy::mut_from_ref)]
    #[inline]
    pub fn alloc<T>(&self, value: T) -> &mut T {
        const { refuse_drop::<T>() };
        let mut slot = self.room_for(Layout::new::<T>()).cast::<T>();
        // SAFETY: `slot` is fresh room for a `T`, aligned for it.
        unsafe { slot.write(value) };
        // SAFETY: just written, nobody else has the pointer, and the arena keeps the room until it is
        // borrowed mutably, which the returned reference forbids.
        unsafe { slot.as_mut() }
    }

    /// Copies `text` into the arena.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena.alloc_str("Ada"), "Ada");
    /// ```
    #[inline]
    pub fn alloc_str(&self, text: &str) -> &str {
        let bytes = self.alloc_slice_copy(text.as_bytes());
        // SAFETY: a copy of a `str`'s bytes.
        unsafe { str::from_utf8_unchecked(bytes) }
    }

    /// Copies a slice of `Copy` items into the arena.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// let numbers = arena.alloc_slice_copy(&[1, 2, 3]);
    /// numbers[0] = 9;
    /// assert_eq!(numbers, [9, 2, 3]);
    /// ```
    #[allow(clippy::mut_from_ref)]
    #[inline]
    pub fn alloc_slice_copy<T: Copy>(&self, items: &[T]) -> &mut [T] {
        let room = self.room_for(Layout::for_value(items));
        // SAFETY: fresh room for as many items as `items` has.
        unsafe { copy_into(room.cast(), items) }
    }

    /// Copies `text` into the arena, if there is room.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent or the heap has no more.
    ///
    /// ```
    /// let mut arena = arena_runtime::Arena::new();
    /// assert_eq!(arena.try_alloc_str("Ada"), Ok("Ada"));
    /// arena.set_budget(0);
    /// assert!(arena.try_alloc_str("Charles").is_err());
    /// ```
    pub fn try_alloc_str(&self, text: &str) -> Result<&str, AllocError> {
        let bytes = self.try_alloc_slice_copy(text.as_bytes())?;
        // SAFETY: a copy of a `str`'s bytes.
        Ok(unsafe { str::from_utf8_unchecked(bytes) })
    }

    /// Copies a slice of `Copy` items into the arena, if there is room.
    ///
    /// # Errors
    ///
    /// When the request's budget is spent or the heap has no more.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// assert_eq!(arena.try_alloc_slice_copy(&[1, 2]).unwrap(), [1, 2]);
    /// ```
    #[allow(clippy::mut_from_ref)]
    pub fn try_alloc_slice_copy<T: Copy>(&self, items: &[T]) -> Result<&mut [T], AllocError> {
        let room = self.fallibly(|| self.allocate_layout(Layout::for_value(items)))?;
        // SAFETY: fresh room for as many items as `items` has.
        Ok(unsafe { copy_into(room.cast(), items) })
    }

    /// Moves the items of an iterator of known length into the arena.
    ///
    /// Types that need `Drop` are refused at compile time.
    ///
    /// # Panics
    ///
    /// When the iterator yields fewer items than its `len()` said. Surplus items are left in it.
    ///
    /// ```
    /// let arena = arena_runtime::Arena::new();
    /// let squares = arena.alloc_slice_fill_iter((1..4).map(|n| n * n));
    /// assert_eq!(squares, [1, 4, 9]);
    /// ```
    #[allow(clippy::mut_from_ref)]
    pub fn alloc_slice_fill_iter<T, I>(&self, items: I) -> &mut [T]
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: ExactSizeIterator,
    {
        const { refuse_drop::<T>() };
        let mut items = items.into_iter();
        let count = items.len();
        let Ok(layout) = Layout::array::<T>(count) else {
            panic!("{count} items are more than memory can hold");
        };
        let start = self.room_for(layout).cast::<T>();
        for index in 0..count {
            let item = items
                .next()
                .expect("the iterator yields as many items as its `len()` said");
            // SAFETY: `index < count`, and there is room for `count` items.
            let slot = unsafe { start.add(index) };
            // SAFETY: inside the fresh room, aligned, and written for the first time.
            unsafe { slot.write(item) };
        }
        let mut slice = NonNull::slice_from_raw_parts(start, count);
        // SAFETY: all `count` items are written; else as in `alloc`.
        unsafe { slice.as_mut() }
    }
}
