//! What an annotated handler takes from the heap does not grow with its rows. Allocations are counted by
//! who makes them: the handler's body, the database driver it awaits, or the response it ends in.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, RwLock};
use std::task::Poll;

use arena_runtime::{Json, arena_handler};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::TryStreamExt;
use http_body_util::BodyExt;
use serde::Serialize;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use tower::ServiceExt;

/// Who is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Others,
    Handler,
    Driver,
    Response,
}

thread_local! {
    static WHO: Cell<Who> = const { Cell::new(Who::Others) };
    static COUNTS: [Cell<usize>; 4] = const { [const { Cell::new(0) }; 4] };
}

struct Counting;

// SAFETY: every call goes to the system's allocator unchanged; counting touches thread-locals that need
// neither allocation nor a destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNTS.with(|counts| {
            let count = &counts[WHO.get() as usize];
            count.set(count.get() + 1);
        });
        // SAFETY: the caller's promise is the system's requirement.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(who: Who) -> usize {
    COUNTS.with(|counts| counts[who as usize].get())
}

/// Runs each poll of `future` under the name of `who`.
async fn as_who<F: Future>(who: Who, future: F) -> F::Output {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        let before = WHO.replace(who);
        let poll: Poll<_> = future.as_mut().poll(context);
        WHO.set(before);
        poll
    })
    .await
}

/// An answer whose making is counted as the response's.
struct Counted<A>(A);

impl<A: IntoResponse> IntoResponse for Counted<A> {
    fn into_response(self) -> Response {
        WHO.set(Who::Response);
        let response = self.0.into_response();
        WHO.set(Who::Others);
        response
    }
}

#[derive(Clone)]
struct App {
    rows: Arc<[Row]>,
    known: Arc<Known>,
    db: SqlitePool,
}

/// What is looked up of a row, by three keys.
struct Known {
    scores: HashMap<String, u64>,
    tags: RwLock<BTreeSet<String>>,
    bonuses: tokio::sync::RwLock<HashMap<String, u64>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    faction: String,
    name: String,
}

#[derive(Serialize)]
struct Leaderboard<'a> {
    title: &'a str,
    players: &'a [Player<'a>],
}

#[derive(Serialize)]
struct Player<'a> {
    name: &'a str,
    tags: &'a [&'a str],
}

#[arena_handler]
async fn from_memory(
    State(app): State<App>,
    Path(limit): Path<usize>,
) -> Counted<Json<Leaderboard<'_>>> {
    WHO.set(Who::Handler);
    let mut players = Vec::new();
    for row in &app.rows[..limit] {
        players.push(Player {
            name: format!("[{}] {}", row.faction, row.name),
            tags: vec![format!("#{}", row.id), row.id.to_string()],
        });
    }
    let title = format!("top {limit}");
    Counted(Json(Leaderboard { title, players }))
}

#[arena_handler]
async fn from_database(
    State(app): State<App>,
    Path(limit): Path<i64>,
) -> Counted<Json<Leaderboard<'_>>> {
    let mut rows = sqlx::query_as::<_, Row>("SELECT id, faction, name FROM player LIMIT ?")
        .bind(limit)
        .fetch(&app.db);
    let mut players = Vec::new();
    while let Ok(Some(row)) = as_who(Who::Driver, rows.try_next()).await {
        WHO.set(Who::Handler);
        players.push(Player {
            name: format!("[{}] {}", row.faction, row.name),
            tags: vec![format!("#{}", row.id), row.id.to_string()],
        });
        WHO.set(Who::Others);
    }
    Counted(Json(Leaderboard {
        title: format!("top {limit}"),
        players,
    }))
}

#[arena_handler]
async fn looked_up(
    State(app): State<App>,
    Path(limit): Path<usize>,
) -> Counted<Json<Leaderboard<'_>>> {
    WHO.set(Who::Handler);
    let mut total = 0;
    for row in &app.rows[..limit] {
        let key = format!("{}/{}", row.faction, row.name);
        let Some(score) = app.known.scores.get(&key) else {
            continue;
        };
        total += score;
        if app
            .known
            .tags
            .read()
            .unwrap()
            .contains(&format!("#{}", row.id))
        {
            total += 1;
        }
        let id = row.id.to_string();
        total += app
            .known
            .bonuses
            .read()
            .await
            .get(&id)
            .copied()
            .unwrap_or_default();
    }
    let title = format!("top {limit}: {total}");
    Counted(Json(Leaderboard {
        title,
        players: Vec::new(),
    }))
}

async fn app() -> Router {
    let db = SqlitePoolOptions::new()
        .max_connections(1)
        .connect("sqlite::memory:")
        .await
        .unwrap();
    sqlx::query("CREATE TABLE player (id INTEGER PRIMARY KEY, faction TEXT, name TEXT)")
        .execute(&db)
        .await
        .unwrap();
    let row = |id: i64| Row {
        id,
        faction: format!("Faction {}", id % 7),
        name: format!("Player number {id}"),
    };
    let rows: Arc<[Row]> = (0..5_000).map(row).collect();
    for row in &rows[..500] {
        sqlx::query("INSERT INTO player VALUES (?, ?, ?)")
            .bind(row.id)
            .bind(&row.faction)
            .bind(&row.name)
            .execute(&db)
            .await
            .unwrap();
    }
    let known = Arc::new(Known {
        scores: rows
            .iter()
            .zip(1..)
            .map(|(row, n)| (format!("{}/{}", row.faction, row.name), n))
            .collect(),
        tags: RwLock::new(rows.iter().map(|row| format!("#{}", row.id)).collect()),
        bonuses: tokio::sync::RwLock::new(rows.iter().map(|row| (row.id.to_string(), 5)).collect()),
    });
    Router::new()
        .route("/lookups/{limit}", get(looked_up))
        .route("/memory/{limit}", get(from_memory))
        .route("/database/{limit}", get(from_database))
        .with_state(App { rows, known, db })
}

/// Allocations by the handler, the driver and the response, once warm.
async fn counted(app: &Router, path: &str) -> [usize; 3] {
    let mut counted = [0; 3];
    for _ in 0..8 {
        let who = [Who::Handler, Who::Driver, Who::Response];
        let before = who.map(count);
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        let after = who.map(count);
        counted = std::array::from_fn(|index| after[index] - before[index]);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(body.starts_with(b"{\"title\":\"top "));
    }
    counted
}

#[tokio::test(flavor = "current_thread")]
async fn the_body_takes_nothing_from_the_heap() {
    let app = app().await;
    let [few, _, few_response] = counted(&app, "/memory/10").await;
    let [many, _, many_response] = counted(&app, "/memory/500").await;
    let [most, _, most_response] = counted(&app, "/memory/2000").await;
    println!(
        "in memory: body {few}, {many}, {most}; response {few_response}, {many_response}, {most_response}"
    );
    assert_eq!([few, many, most], [0, 0, 0]);
    // The headers' table takes two, the body's box one; the text takes none.
    assert_eq!([few_response, many_response, most_response], [3, 3, 3]);

    // Three keys a row.
    let [few, _, _] = counted(&app, "/lookups/10").await;
    let [many, _, _] = counted(&app, "/lookups/2000").await;
    assert_eq!([few, many], [0, 0]);

    let [few, few_driver, few_response] = counted(&app, "/database/10").await;
    let [many, many_driver, many_response] = counted(&app, "/database/500").await;
    println!(
        "database: body {few}, {many}; driver {few_driver}, {many_driver}; response {few_response}, {many_response}"
    );
    assert_eq!([few, many], [0, 0]);
    assert_eq!(few_response, many_response);
    assert!(
        many_driver > few_driver,
        "the driver's own grow with the rows"
    );
}
