//! Futures in an arena's scope, polled wherever it hurts.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

use arena_runtime::{
    Arena, ArenaMap, ArenaString, ArenaVec, ContextPool, RequestContext, TempString,
};

use crate::items::{Ledger, Neighbours, ids, panics, text};

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Polls once.
fn poll_once<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// An executor that polls each time on a thread that has never been before, when it was woken.
fn run_on_new_threads<F>(mut future: Pin<&mut F>) -> F::Output
where
    F: Future<Output: Send> + Send,
{
    let woken = Arc::new(Wakes::default());
    woken.0.store(1, Ordering::Relaxed);
    loop {
        assert_ne!(woken.0.swap(0, Ordering::Relaxed), 0, "woken before polled");
        let waker = Waker::from(Arc::clone(&woken));
        let poll = || future.as_mut().poll(&mut Context::from_waker(&waker));
        let polled = thread::scope(|threads| threads.spawn(poll).join().unwrap());
        if let Poll::Ready(output) = polled {
            return output;
        }
    }
}

/// Gives the thread away once.
async fn step_aside() {
    let mut aside = false;
    poll_fn(|context| {
        if std::mem::replace(&mut aside, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A handler that holds every kind of collection across its awaits and grows each between them. What it
/// returns is the contents it ended with, having compared them with std's.
async fn hold_and_grow(arena: &Arena, writer: usize, rounds: usize) -> String {
    let mut numbers = ArenaVec::new_in(arena);
    let mut kept = ArenaString::new_in(arena);
    let mut temporary = TempString::new_in(arena);
    let mut places = ArenaMap::new_in(arena);
    let mut nested = ArenaVec::new_in(arena);
    let mut slices = Vec::new();
    for round in 0..rounds {
        let text = text(writer, round);
        numbers.extend([writer * 1000 + round; 3]);
        kept.push_str(&text);
        step_aside().await;
        temporary.push_str(&text);
        places.insert(ArenaString::from_str_in(&text, arena), round);
        step_aside().await;
        nested.push(ArenaVec::from_iter_in(text.bytes(), arena));
        slices.push(arena.alloc_str(&text));
        let scratch = TempString::from_str_in(&text, arena);
        step_aside().await;
        assert_eq!(scratch, text);
    }
    let texts: Vec<_> = (0..rounds).map(|round| text(writer, round)).collect();
    let expected: Vec<_> = (0..rounds)
        .flat_map(|round| [writer * 1000 + round; 3])
        .collect();
    assert_eq!(numbers, expected);
    assert_eq!(kept, texts.concat());
    assert_eq!(temporary, texts.concat());
    assert_eq!(slices, texts);
    assert_eq!(places.len(), rounds);
    for (round, text) in texts.iter().enumerate() {
        assert_eq!(places[text.as_str()], round);
        assert_eq!(nested[round], text.as_bytes());
    }
    kept.into()
}

fn expected(writer: usize, rounds: usize) -> String {
    (0..rounds).map(|round| text(writer, round)).collect()
}

#[test]
fn a_future_polled_on_a_new_thread_each_time_keeps_what_it_holds() {
    let ctx = RequestContext::new();
    let future = pin!(ctx.scope(hold_and_grow(ctx.arena(), 1, 20)));
    assert_eq!(run_on_new_threads(future), expected(1, 20));
    assert!(!ctx.arena().is_entered());
}

#[cfg(feature = "axum")]
#[test]
fn an_answer_made_on_a_new_thread_each_time_is_whole() {
    let ctx = RequestContext::new();
    let answer = async {
        ctx.alloc_str(&hold_and_grow(ctx.arena(), 2, 10).await)
            .len()
    };
    let mut length = 0;
    let response = {
        let future = pin!(ctx.respond(async {
            length = answer.await;
            step_aside().await;
            let text = ctx.alloc_fmt(format_args!("{length}: {}", expected(2, 10)));
            String::from(text)
        }));
        run_on_new_threads(future)
    };
    drop(ctx);
    let body = pin!(axum::body::to_bytes(response.into_body(), usize::MAX));
    let body = run_on_new_threads(body).unwrap();
    let text = expected(2, 10);
    assert_eq!(body, format!("{}: {text}", text.len()));
}

#[test]
fn a_future_polled_as_owner_and_as_stranger_in_turns_keeps_what_it_holds() {
    let ctx = RequestContext::new();
    let mut future = pin!(ctx.scope(hold_and_grow(ctx.arena(), 3, 20)));
    for poll in 0.. {
        let polled = match poll % 3 {
            0 => poll_once(future.as_mut()),
            1 => ctx.enter(|| poll_once(future.as_mut())),
            // Another thread is inside, so that this one is a stranger.
            _ => {
                let (entered, left) = (Barrier::new(2), Barrier::new(2));
                thread::scope(|threads| {
                    threads.spawn(|| {
                        ctx.enter(|| {
                            entered.wait();
                            left.wait();
                        });
                    });
                    entered.wait();
                    let polled = poll_once(future.as_mut());
                    left.wait();
                    polled
                })
            }
        };
        if let Poll::Ready(text) = polled {
            assert_eq!(text, expected(3, 20));
            break;
        }
    }
}

#[test]
fn a_future_moves_between_two_runtimes_half_way() {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .build()
            .unwrap()
    };
    let (first, second) = (runtime(), runtime());
    let pool = ContextPool::new();
    let (send, receive) = std::sync::mpsc::channel();
    for writer in 0..4 {
        let ctx = pool.acquire();
        let mut handler = Box::pin(async move {
            let work = async {
                let mut text = hold_and_grow(ctx.arena(), writer, 10).await;
                tokio::task::yield_now().await;
                text.push_str(ctx.alloc_fmt(format_args!("{writer}")));
                text
            };
            ctx.scope(work).await
        });
        let send = send.clone();
        first.spawn(async move {
            for _ in 0..13 {
                poll_fn(|context| {
                    assert!(handler.as_mut().poll(context).is_pending());
                    Poll::Ready(())
                })
                .await;
            }
            send.send((writer, handler)).unwrap();
        });
    }
    drop(send);
    let half_way: Vec<_> = receive.into_iter().collect();
    first.shutdown_background();
    assert_eq!(half_way.len(), 4);
    assert_eq!(pool.stats().in_use, 4);
    let ends: Vec<_> = half_way
        .into_iter()
        .map(|(writer, handler)| (writer, second.spawn(handler)))
        .collect();
    for (writer, end) in ends {
        let text = second.block_on(end).unwrap();
        assert_eq!(text, expected(writer, 10) + &writer.to_string());
    }
    drop(second);
    assert_eq!(pool.stats().in_use, 0);
}

/// Holds items of `ledger` in the arena and never ends.
async fn hold_forever(arena: &Arena, ledger: &Arc<Ledger>) {
    let mut items = ArenaVec::new_in(arena);
    let mut texts = ArenaMap::new_in(arena);
    for round in 0.. {
        items.extend(ledger.items(3));
        texts.insert(round, TempString::from_str_in(&text(4, round), arena));
        step_aside().await;
        assert_eq!(ids(&items), (0..items.len()).collect::<Vec<_>>());
        assert_eq!(texts[&round], text(4, round));
    }
}

/// Polls a future half-way and lets `end` have it; then all its items are gone but `leaked` ones, and the
/// context is as good as before.
fn half_way(
    end: impl for<'f> FnOnce(Pin<Box<dyn Future<Output = ()> + Send + 'f>>, &RequestContext),
    is_leaked: bool,
) {
    let ledger = Ledger::new();
    let mut ctx = RequestContext::new();
    {
        let mut neighbours = Neighbours::new(ctx.arena());
        let mut future: Pin<Box<dyn Future<Output = ()> + Send + '_>> =
            Box::pin(ctx.scope(hold_forever(ctx.arena(), &ledger)));
        for _ in 0..10 {
            assert!(poll_once(future.as_mut()).is_pending());
        }
        assert_eq!(ledger.dropped(), 0);
        end(future, &ctx);
        let leaked: Vec<_> = if is_leaked { (0..30).collect() } else { vec![] };
        ledger.assert_settled(&leaked);
        ctx.enter(|| neighbours.settle());
        neighbours.settle();
        neighbours.assert_whole();
    }
    ctx.reset();
    ctx.enter(|| Neighbours::new(ctx.arena()).assert_whole());
    let again = pin!(ctx.scope(hold_and_grow(ctx.arena(), 5, 5)));
    assert_eq!(run_on_new_threads(again), expected(5, 5));
}

#[test]
fn a_future_dropped_half_way_drops_what_it_holds() {
    half_way(|future, _| drop(future), false);
}

#[test]
fn a_future_dropped_half_way_on_another_thread_drops_what_it_holds() {
    half_way(
        |future, _| thread::scope(|threads| threads.spawn(|| drop(future)).join().unwrap()),
        false,
    );
}

#[test]
fn a_future_dropped_half_way_inside_its_arenas_scope_drops_what_it_holds() {
    half_way(|future, ctx| ctx.enter(|| drop(future)), false);
}

#[test]
fn a_future_dropped_half_way_beside_the_owner_drops_what_it_holds() {
    half_way(
        |future, ctx| {
            ctx.enter(|| {
                thread::scope(|threads| {
                    threads.spawn(|| drop(future));
                    Neighbours::new(ctx.arena()).assert_whole();
                });
            });
        },
        false,
    );
}

#[test]
fn a_future_dropped_half_way_inside_another_arenas_scope_touches_neither() {
    half_way(
        |future, _| {
            let other = Arena::new();
            other.enter(|| {
                let mut neighbours = Neighbours::new(&other);
                drop(future);
                neighbours.settle();
                neighbours.assert_whole();
            });
        },
        false,
    );
}

#[test]
fn a_future_forgotten_half_way_leaks_what_it_holds_and_nothing_else() {
    half_way(|future, _| std::mem::forget(future), true);
}

#[test]
fn a_future_that_panics_leaves_the_scope_and_drops_what_it_holds() {
    let ledger = Ledger::new();
    let ctx = RequestContext::new();
    let mut future = Box::pin(ctx.scope(async {
        let items = ArenaVec::from_iter_in(ledger.items(10), ctx.arena());
        step_aside().await;
        assert_eq!(items.len(), 11, "on purpose");
    }));
    assert!(poll_once(future.as_mut()).is_pending());
    let words = panics(|| {
        let _ = poll_once(future.as_mut());
    });
    assert!(words.contains("on purpose"), "{words}");
    assert!(!ctx.arena().is_entered());
    ledger.assert_settled(&[]);
    // Polled again it panics again, as async blocks do, and leaves the scope again.
    panics(|| {
        let _ = poll_once(future.as_mut());
    });
    drop(future);
    ctx.enter(|| Neighbours::new(ctx.arena()).assert_whole());
}

#[test]
fn two_futures_of_one_context_polled_in_turns_keep_to_themselves() {
    let ctx = RequestContext::new();
    let mut first = pin!(ctx.scope(hold_and_grow(ctx.arena(), 6, 12)));
    let mut second = pin!(ctx.scope(hold_and_grow(ctx.arena(), 7, 12)));
    let (mut texts, mut polls) = ((None, None), 0);
    while texts.0.is_none() || texts.1.is_none() {
        polls += 1;
        // The second is now and then polled twice, or on another thread.
        if texts.0.is_none()
            && let Poll::Ready(text) = poll_once(first.as_mut())
        {
            texts.0 = Some(text);
        }
        for _ in 0..=polls % 2 {
            if texts.1.is_none() {
                let second = second.as_mut();
                let polled = if polls % 3 == 0 {
                    let poll = || poll_once(second);
                    thread::scope(|threads| threads.spawn(poll).join().unwrap())
                } else {
                    poll_once(second)
                };
                if let Poll::Ready(text) = polled {
                    texts.1 = Some(text);
                }
            }
        }
    }
    assert_eq!(texts, (Some(expected(6, 12)), Some(expected(7, 12))));
}

#[test]
fn two_futures_of_one_context_joined_keep_to_themselves() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    let pool = ContextPool::new();
    let ctx = pool.acquire();
    let joined = runtime.spawn(async move {
        let scoped_apart = async {
            tokio::join!(
                ctx.scope(hold_and_grow(ctx.arena(), 1, 12)),
                ctx.scope(hold_and_grow(ctx.arena(), 2, 9)),
                // This one is a stranger whenever it is polled.
                hold_and_grow(ctx.arena(), 3, 6),
            )
        };
        let scoped_together = ctx.scope(async {
            tokio::join!(
                hold_and_grow(ctx.arena(), 4, 12),
                ctx.scope(hold_and_grow(ctx.arena(), 5, 9)),
            )
        });
        tokio::join!(scoped_apart, scoped_together)
    });
    let (apart, together) = runtime.block_on(joined).unwrap();
    assert_eq!(apart, (expected(1, 12), expected(2, 9), expected(3, 6)));
    assert_eq!(together, (expected(4, 12), expected(5, 9)));
    assert_eq!(pool.stats().in_use, 0);
}

#[test]
fn futures_of_one_context_polled_on_threads_at_the_same_time_keep_to_themselves() {
    for _ in 0..5 {
        let ctx = &RequestContext::new();
        let start = &Barrier::new(3);
        thread::scope(|threads| {
            for writer in 0..3 {
                threads.spawn(move || {
                    let mut future = pin!(ctx.scope(hold_and_grow(ctx.arena(), writer, 20)));
                    start.wait();
                    let text = loop {
                        if let Poll::Ready(text) = poll_once(future.as_mut()) {
                            break text;
                        }
                        thread::yield_now();
                    };
                    assert_eq!(text, expected(writer, 20));
                });
            }
        });
        assert!(!ctx.arena().is_entered());
    }
}

#[test]
fn a_future_of_one_arena_awaited_inside_anothers_is_in_both_scopes() {
    let (outer, inner) = (Arena::new(), Arena::new());
    let mut future = pin!(outer.scope(async {
        let mut lines = ArenaVec::new_in(&outer);
        for round in 0..5 {
            let text = inner.scope(async {
                assert!(outer.is_entered() && inner.is_entered());
                lines.push(outer.alloc_str("both"));
                hold_and_grow(&inner, round, 4).await
            });
            let text = text.await;
            assert!(outer.is_entered() && !inner.is_entered());
            lines.push(outer.alloc_str(&text));
        }
        lines.join("|")
    }));
    let text = run_on_new_threads(future.as_mut());
    let expected: Vec<_> = (0..5)
        .flat_map(|round| [String::from("both"), expected(round, 4)])
        .collect();
    assert_eq!(text, expected.join("|"));
    assert!(!outer.is_entered());
}
