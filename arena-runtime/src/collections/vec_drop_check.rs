//! What the type of vectors must allow and refuse: which items may die before the vector, which lifetimes
//! may shrink, what may be sent, and as which type items are dropped.
//!
//! Nothing but proofs of what [`vec_raw`](super::vec_raw) says.

/// What drop check must refuse, as it does for std's `Vec`.
///
/// An item whose `Drop` looks at what it borrows:
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaVec};
/// struct Looks<'t>(&'t str);
/// impl Drop for Looks<'_> {
///     fn drop(&mut self) {
///         println!("{}", self.0);
///     }
/// }
///
/// let arena = Arena::new();
/// let mut items = ArenaVec::new_in(&arena);
/// let text = String::from("gone before the vector is");
/// items.push(Looks(&text));
/// ```
///
/// The same inside of something else, and in the vector's iterator:
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaVec};
/// # struct Looks<'t>(&'t str);
/// # impl Drop for Looks<'_> {
/// #     fn drop(&mut self) {
/// #         println!("{}", self.0);
/// #     }
/// # }
/// let arena = Arena::new();
/// let mut items = (1, Some(ArenaVec::new_in(&arena)));
/// let text = String::from("gone before the vector is");
/// items.1.as_mut().unwrap().push(Some(Box::new(Looks(&text))));
/// ```
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaVec};
/// # struct Looks<'t>(&'t str);
/// # impl Drop for Looks<'_> {
/// #     fn drop(&mut self) {
/// #         println!("{}", self.0);
/// #     }
/// # }
/// let arena = Arena::new();
/// let items;
/// let text = String::from("gone before the iterator is");
/// items = ArenaVec::from_array_in([Looks(&text)], &arena).into_iter();
/// ```
///
/// An arena that is gone before its vector, or reset under it:
///
/// ```compile_fail,E0597
/// # use arena_runtime::{Arena, ArenaVec};
/// let items;
/// let arena = Arena::new();
/// items = ArenaVec::from_array_in([1], &arena);
/// ```
///
/// ```compile_fail,E0502
/// # use arena_runtime::{Arena, ArenaVec};
/// let mut arena = Arena::new();
/// let items = ArenaVec::from_array_in([1], &arena);
/// arena.reset();
/// drop(items);
/// ```
///
/// And what is not `Send` must stay:
///
/// ```compile_fail,E0277
/// # use arena_runtime::{Arena, ArenaVec};
/// let arena = Arena::new();
/// let items = ArenaVec::from_array_in([std::rc::Rc::new(1)], &arena);
/// std::thread::scope(|threads| {
///     threads.spawn(|| drop(items));
/// });
/// ```
#[cfg(doctest)]
struct Refused;

#[cfg(test)]
mod tests {
    use crate::{Arena, ArenaVec, VecIntoIter};
    use std::cell::Cell;
    use std::panic::{RefUnwindSafe, UnwindSafe};

    #[test]
    fn plain_references_may_die_first() {
        let arena = Arena::new();
        let mut names = ArenaVec::new_in(&arena);
        let mut nested = ArenaVec::new_in(&arena);
        let mut boxed = ArenaVec::new_in(&arena);
        let mut left;
        let name = String::from("Ada");
        names.push(name.as_str());
        nested.push(ArenaVec::from_array_in([name.as_str()], &arena));
        boxed.push(Some(Box::new(&name)));
        left = ArenaVec::from_array_in([name.as_str(), "b"], &arena).into_iter();
        assert_eq!(left.next(), Some("Ada"));
        // Here `name` goes, then they.
    }

    #[test]
    fn lifetimes_shrink() {
        fn shrink<'s, 'l: 's>(vec: ArenaVec<'l, &'l str>) -> ArenaVec<'s, &'s str> {
            vec
        }
        let arena = Arena::new();
        assert_eq!(shrink(ArenaVec::from_array_in(["a"], &arena)), ["a"]);
    }

    #[test]
    fn has_the_auto_traits_of_its_items() {
        fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
        check::<ArenaVec<'_, Option<String>>>();
        check::<VecIntoIter<'_, Option<String>>>();
    }

    thread_local!(static DROPPED_AS: Cell<&'static str> = const { Cell::new("") });

    trait Named {
        const NAME: &'static str;
    }

    impl Named for for<'x> fn(&'x u8) {
        const NAME: &'static str = "takes any";
    }

    // The compiler warns that these two may be the same type one day. Today the one is a subtype of the
    // other, and each has its own drop of `Item`.
    #[allow(coherence_leak_check)]
    impl Named for fn(&'static u8) {
        const NAME: &'static str = "takes static";
    }

    struct Item<T: Named>(#[allow(dead_code)] T);

    impl<T: Named> Drop for Item<T> {
        fn drop(&mut self) {
            DROPPED_AS.set(T::NAME);
        }
    }

    type TakesAny = Item<for<'x> fn(&'x u8)>;
    type TakesStatic = Item<fn(&'static u8)>;

    // By reference, which is what makes them differ.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn needs_nothing(_: &u8) {}

    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn needs_static(_: &'static u8) {}

    /// Lets `change` put an item that is only of the supertype into a vector made for the subtype, which
    /// must then not be dropped as what it never was.
    fn dropped_as(change: impl FnOnce(&mut ArenaVec<'_, TakesStatic>)) -> &'static str {
        let arena = Arena::new();
        let item = Item(needs_nothing as for<'x> fn(&'x u8));
        let made: ArenaVec<'_, TakesAny> = ArenaVec::from_array_in([item], &arena);
        let mut seen: ArenaVec<'_, TakesStatic> = made;
        change(&mut seen);
        drop(seen);
        DROPPED_AS.get()
    }

    #[test]
    fn items_are_dropped_as_what_they_were_last_changed_as() {
        let item = || Item(needs_static as fn(&'static u8));
        assert_eq!(dropped_as(|vec| vec.push(item())), "takes static");
        assert_eq!(dropped_as(|vec| vec[0] = item()), "takes static");
        assert_eq!(dropped_as(|vec| vec.extend([item()])), "takes static");
        assert_eq!(dropped_as(|vec| vec.insert(0, item())), "takes static");
        assert_eq!(
            dropped_as(|vec| vec.append(&mut ArenaVec::from_array_in([item()], vec.arena()))),
            "takes static"
        );
    }
}
