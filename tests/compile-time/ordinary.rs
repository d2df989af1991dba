//! Eight handlers as most are: they check what they are given, ask a service, and put its answer in a struct.
//! They have as many sites as handlers have on the average, one or two, and one of the eight has any that
//! move to the arena. `.ci/compile-time` makes a crate of many of them. They are compiled and never run.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tracing::{debug, info, warn};

use crate::store::{Item, Store};

type App = Arc<Store>;
type Answer<T> = Result<Json<T>, Failure>;

pub enum Failure {
    NotFound,
    Refused(&'static str),
    Store(String),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Refused(why) => (StatusCode::BAD_REQUEST, why).into_response(),
            Self::Store(error) => (StatusCode::BAD_GATEWAY, error).into_response(),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.to_string())
    }
}

#[derive(Deserialize)]
pub struct Page {
    number: Option<usize>,
    size: Option<usize>,
    tag: Option<String>,
}

#[derive(Deserialize)]
pub struct Draft {
    name: String,
    owner: String,
    tags: Vec<String>,
    price: u64,
}

#[derive(Serialize)]
pub struct Row {
    id: u64,
    name: String,
    price: u64,
    in_stock: bool,
}

#[derive(Serialize)]
pub struct Listing {
    rows: Vec<Row>,
    number: usize,
    pages: usize,
}

#[derive(Serialize)]
pub struct Totals {
    items: usize,
    value: u64,
    dearest: Option<u64>,
    cheapest: Option<u64>,
    tagged: usize,
}

fn row(item: Item) -> Row {
    Row {
        id: item.id,
        name: item.name,
        price: item.price,
        in_stock: item.version > 0,
    }
}

pub fn router() -> Router<App> {
    Router::new()
        .route("/items", get(list).post(create))
        .route("/items/{id}", get(show).put(update).delete(remove))
        .route("/totals", get(totals))
        .route("/batch", post(batch))
        .route("/health", get(health))
}

async fn list(State(app): State<App>, Query(page): Query<Page>) -> Answer<Listing> {
    let size = page.size.unwrap_or(50);
    if size == 0 || size > 500 {
        return Err(Failure::Refused("the size is from 1 to 500"));
    }
    let number = page.number.unwrap_or(0);
    let Some(first) = number.checked_mul(size) else {
        return Err(Failure::Refused("there are not so many pages"));
    };
    let mut items = app.all(10_000).await?;
    if let Some(tag) = &page.tag {
        items.retain(|item| item.tags.contains(tag));
    }
    let pages = items.len().div_ceil(size);
    if first > 0 && first >= items.len() {
        warn!(number, pages, "asked for a page past the last");
        return Err(Failure::NotFound);
    }
    items.sort_by(|one, other| {
        one.price
            .cmp(&other.price)
            .then_with(|| one.id.cmp(&other.id))
    });
    let mut rows = Vec::with_capacity(size);
    for item in items.into_iter().skip(first).take(size) {
        if item.price == 0 && item.version == 0 {
            debug!(id = item.id, "left out: never published");
            continue;
        }
        rows.push(row(item));
    }
    info!(number, rows = rows.len(), "listed");
    Ok(Json(Listing {
        rows,
        number,
        pages,
    }))
}

async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    Json(draft): Json<Draft>,
) -> Result<(StatusCode, Json<Row>), Failure> {
    let name = draft.name.trim();
    if name.is_empty() {
        return Err(Failure::Refused("the name is empty"));
    }
    if name.len() > 80 {
        return Err(Failure::Refused("the name has more than 80 bytes"));
    }
    if draft.tags.len() > 9 {
        return Err(Failure::Refused("there are more than 9 tags"));
    }
    for tag in &draft.tags {
        if tag.is_empty() || tag.contains(' ') {
            return Err(Failure::Refused("a tag is one word"));
        }
    }
    let is_trial = headers
        .get("x-trial")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value == "yes");
    let id = if is_trial {
        0
    } else {
        app.insert(name, &draft.owner, &draft.tags).await?
    };
    info!(id, owner = draft.owner, "created");
    let row = Row {
        id,
        name: name.to_owned(),
        price: draft.price,
        in_stock: true,
    };
    let status = if is_trial {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(row)))
}

async fn show(
    State(app): State<App>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let key = format!("item:{id}");
    let Some(item) = app.find(id).await else {
        warn!("{key} is gone");
        app.forget(&key).await;
        return Err(Failure::NotFound);
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let etag = format!("\"{}-{}\"", item.id, item.version);
    if known.is_some_and(|known| known == etag) {
        debug!("{key} is known");
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let max_age = match item.price {
        0 => 0,
        1..100 => 60,
        100..10_000 => 600,
        _ => 3_600,
    };
    let control = if max_age == 0 {
        "no-store"
    } else if max_age < 600 {
        "private"
    } else {
        "public"
    };
    if item.version > 1_000 {
        warn!(id, version = item.version, "changed too often");
    }
    app.remember("shown", 1).await;
    Ok((
        [(header::CACHE_CONTROL, control)],
        [(header::ETAG, etag)],
        Json(row(item)),
    )
        .into_response())
}

async fn update(
    State(app): State<App>,
    Path(id): Path<u64>,
    Json(draft): Json<Draft>,
) -> Answer<Row> {
    let Some(mut item) = app.find(id).await else {
        return Err(Failure::NotFound);
    };
    if item.owner != draft.owner {
        warn!(id, owner = item.owner, "may not be changed by others");
        return Err(Failure::Refused("it is not yours"));
    }
    let mut changes = 0;
    if item.name != draft.name {
        if draft.name.trim().is_empty() {
            return Err(Failure::Refused("the name is empty"));
        }
        item.name = draft.name;
        changes += 1;
    }
    if item.price != draft.price {
        let most = item.price.saturating_mul(2).max(100);
        if draft.price > most {
            return Err(Failure::Refused("the price more than doubles"));
        }
        item.price = draft.price;
        changes += 1;
    }
    if item.tags != draft.tags {
        item.tags = draft.tags;
        item.tags.sort();
        item.tags.dedup();
        changes += 1;
    }
    if changes > 0 {
        item.version += 1;
        let stored = app.insert(&item.name, &item.owner, &item.tags).await;
        stored.map_err(|error| Failure::Store(error.to_string()))?;
    }
    info!(id, changes, "updated");
    Ok(Json(row(item)))
}

async fn remove(
    State(app): State<App>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let Some(owner) = headers.get("x-owner") else {
        return Ok(StatusCode::UNAUTHORIZED);
    };
    let owner = owner
        .to_str()
        .map_err(|_| Failure::Refused("the owner is no text"))?;
    let Some(item) = app.find(id).await else {
        debug!(id, "removed already");
        return Ok(StatusCode::NO_CONTENT);
    };
    if item.owner != owner {
        warn!(id, owner, "may not be removed by others");
        return Ok(StatusCode::FORBIDDEN);
    }
    if item.version == 0 {
        return Err(Failure::Refused("it was never published"));
    }
    let mut tries = 0;
    loop {
        match app.delete(id).await {
            Ok(()) => break,
            Err(error) if tries < 3 => {
                tries += 1;
                warn!(id, tries, %error, "not removed yet");
            }
            Err(error) => return Err(Failure::Store(format!("{id}: {error}"))),
        }
    }
    let audit = Arc::clone(&app);
    tokio::spawn(async move {
        audit.audit(&item.name).await;
    });
    info!(id, tries, "removed");
    Ok(StatusCode::NO_CONTENT)
}

async fn totals(State(app): State<App>, Query(page): Query<Page>) -> Answer<Totals> {
    let items = app.all(100_000).await?;
    let mut totals = Totals {
        items: 0,
        value: 0,
        dearest: None,
        cheapest: None,
        tagged: 0,
    };
    for item in &items {
        if item.version == 0 {
            continue;
        }
        totals.items += 1;
        totals.value = totals.value.saturating_add(item.price);
        totals.dearest = totals.dearest.max(Some(item.price));
        totals.cheapest = match totals.cheapest {
            Some(cheapest) => Some(cheapest.min(item.price)),
            None => Some(item.price),
        };
        if let Some(tag) = &page.tag
            && item.tags.contains(tag)
        {
            totals.tagged += 1;
        }
    }
    if let Some(size) = page.size
        && size < totals.items
    {
        debug!(size, items = totals.items, "more than fit");
        return Err(Failure::Refused("there are more than that"));
    }
    if totals.value > 1_000_000_000 {
        warn!(value = totals.value, "worth more than insured");
    }
    app.remember("totals", totals.items).await;
    Ok(Json(totals))
}

async fn batch(State(app): State<App>, Json(drafts): Json<Vec<Draft>>) -> Answer<Value> {
    if drafts.is_empty() {
        return Err(Failure::Refused("there is nothing to do"));
    }
    if drafts.len() > 100 {
        return Err(Failure::Refused("there are more than 100"));
    }
    let mut ids = Vec::with_capacity(drafts.len());
    let mut failed = 0;
    for (number, draft) in drafts.iter().enumerate() {
        if draft.name.is_empty() || draft.owner.is_empty() {
            debug!(number, "no name or no owner");
            failed += 1;
            continue;
        }
        match app.insert(&draft.name, &draft.owner, &draft.tags).await {
            Ok(id) => ids.push(id),
            Err(error) => {
                warn!(number, %error, "not inserted");
                failed += 1;
            }
        }
        if failed > 10 {
            for id in &ids {
                app.delete(*id).await?;
            }
            return Err(Failure::Refused("more than 10 failed"));
        }
    }
    let value: u64 = drafts.iter().map(|draft| draft.price).sum();
    info!(inserted = ids.len(), failed, value, "batch");
    app.remember("batch", ids.len()).await;
    Ok(Json(json!({
        "ids": ids,
        "failed": failed,
        "value": value,
        "message": format!("{} of {}", drafts.len() - failed, drafts.len()),
    })))
}

async fn health(State(app): State<App>, headers: HeaderMap) -> Response {
    let is_deep = headers.contains_key("x-deep");
    let asked = if is_deep { 1_000 } else { 1 };
    let items = match app.all(asked).await {
        Ok(items) => items,
        Err(error) => {
            warn!(%error, "the store does not answer");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    if !is_deep {
        return StatusCode::OK.into_response();
    }
    let mut broken = 0;
    let mut last = None;
    for item in &items {
        let is_ordered = last.is_none_or(|last| last < item.id);
        if !is_ordered || item.name.is_empty() {
            warn!(id = item.id, "broken");
            broken += 1;
        }
        last = Some(item.id);
    }
    let status = match broken {
        0 => StatusCode::OK,
        1..10 => StatusCode::PARTIAL_CONTENT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    if let Some(last) = last
        && app.find(last).await.is_none()
    {
        warn!(last, "listed and not found");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let count = items.len();
    info!(count, broken, "looked at all");
    (status, Json(json!({ "items": count, "broken": broken }))).into_response()
}
