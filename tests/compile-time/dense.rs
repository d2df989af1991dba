//! Eight handlers that do all their work themselves, with eleven sites each, most of which move to the arena:
//! what the attribute is for, and the most it can cost. `.ci/compile-time` makes a crate of many of them.
//! They are compiled and never run.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tracing::{debug, info, warn};

use crate::store::{Item, Store};

type App = Arc<Store>;
type Answer<T> = Result<Json<T>, Failure>;

pub struct Failure(StatusCode, String);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, self.1).into_response()
    }
}

#[derive(Deserialize)]
pub struct Search {
    text: Option<String>,
    tag: Option<String>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
pub struct Draft {
    name: String,
    owner: String,
    tags: Vec<String>,
}

#[derive(Serialize)]
pub struct Summary {
    title: String,
    names: Vec<String>,
    total: u64,
}

pub fn router() -> Router<App> {
    Router::new()
        .route("/items", get(list).post(create))
        .route("/items/search", get(search))
        .route("/items/{id}", get(show).delete(remove))
        .route("/report", get(report))
        .route("/page", get(page))
        .route("/import", post(import))
}

async fn list(State(app): State<App>, Query(query): Query<Search>) -> Answer<Summary> {
    let limit = query.limit.unwrap_or(50).min(200);
    let wanted = query.tag.as_deref().unwrap_or("all").to_lowercase();
    let key = format!("list:{wanted}:{limit}");
    if let Some(cached) = app.cached(&key).await {
        debug!(key = key.as_str(), "from the cache");
        return Ok(Json(Summary {
            title: cached,
            names: Vec::new(),
            total: 0,
        }));
    }
    let items = app
        .all(limit)
        .await
        .map_err(|error| Failure(StatusCode::BAD_GATEWAY, format!("store: {error}")))?;
    let mut names = Vec::with_capacity(items.len());
    let mut total = 0;
    for item in &items {
        let label = format!("{} by {}", item.name, item.owner);
        if label.contains(wanted.as_str()) || wanted == "all" {
            debug!("took {label}");
            names.push(item.name.clone());
            total += item.price;
        }
    }
    let mut owners: Vec<&str> = items.iter().map(|item| item.owner.as_str()).collect();
    owners.sort_unstable();
    owners.dedup();
    info!("{} items of {}", names.len(), owners.join(", "));
    app.remember(&key, names.len()).await;
    Ok(Json(Summary {
        title: format!("{} of {} items", names.len(), items.len()),
        names,
        total,
    }))
}

async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    Json(draft): Json<Draft>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let name = draft.name.trim().to_owned();
    let mut problems = Vec::new();
    if name.is_empty() {
        problems.push("the name is empty".to_string());
    }
    if name.len() > 80 {
        problems.push(format!("the name has {} bytes, of 80", name.len()));
    }
    for tag in &draft.tags {
        let bare = tag.trim().to_lowercase();
        if bare.is_empty() || bare.contains(' ') {
            problems.push(format!("{tag:?} is no tag"));
        }
    }
    if !problems.is_empty() {
        warn!("refused {name}: {}", problems.join("; "));
        return Err(Failure(
            StatusCode::UNPROCESSABLE_ENTITY,
            problems.join("\n"),
        ));
    }
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("unknown")
        .to_string();
    let line = format!("{} creates {name} with {agent}", draft.owner);
    info!("{line}");
    let id = app
        .insert(&name, &draft.owner, &draft.tags)
        .await
        .map_err(|error| Failure(StatusCode::CONFLICT, error.to_string()))?;
    let location = format!("/items/{id}");
    Ok((
        StatusCode::CREATED,
        Json(json!({ "id": id, "location": location, "tags": draft.tags.len() })),
    ))
}

async fn search(State(app): State<App>, Query(query): Query<Search>) -> Answer<Vec<Item>> {
    let Some(text) = query.text else {
        let message = "nothing to look for".to_owned();
        return Err(Failure(StatusCode::BAD_REQUEST, message));
    };
    let needle = text.to_lowercase();
    let words: Vec<String> = needle
        .split_whitespace()
        .map(|word| word.trim_matches('"').to_string())
        .collect();
    let limit = query.limit.unwrap_or(20);
    let mut hits = Vec::new();
    let mut ranks = HashMap::new();
    for item in app.all(1_000).await.unwrap_or_default() {
        let haystack = format!("{} {}", item.name, item.tags.join(" ")).to_lowercase();
        let mut rank = 0_usize;
        for word in &words {
            if haystack.starts_with(word.as_str()) {
                rank += 2;
            } else if haystack.contains(word.as_str()) {
                rank += 1;
            }
        }
        if rank > 0 {
            ranks.insert(item.id, rank);
            hits.push(item);
        }
    }
    hits.sort_by_key(|item| std::cmp::Reverse(ranks.get(&item.id).copied()));
    hits.truncate(limit);
    let found = hits
        .iter()
        .map(|item| item.name.as_str())
        .collect::<Vec<_>>();
    debug!("{needle}: {}", found.join(", "));
    Ok(Json(hits))
}

async fn show(
    State(app): State<App>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let key = format!("item:{id}");
    let language = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(|value| value.split(',').next().unwrap_or("en").to_lowercase())
        .unwrap_or_else(|| String::from("en"));
    let Some(item) = app.find(id).await else {
        let message = format!("there is no item {id}");
        warn!("{message}");
        return Err(Failure(StatusCode::NOT_FOUND, message));
    };
    let etag = format!("\"{}-{}-{language}\"", item.id, item.version);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .map(ToString::to_string);
    if known.as_deref() == Some(etag.as_str()) {
        app.remember(&key, 0).await;
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let mut tags = item
        .tags
        .iter()
        .map(|tag| tag.to_uppercase())
        .collect::<Vec<_>>();
    tags.sort();
    let body = json!({
        "id": item.id,
        "name": item.name,
        "tags": tags,
        "price": format!("{}.{:02}", item.price / 100, item.price % 100),
    });
    app.remember(&key, 1).await;
    Ok(([(header::ETAG, etag)], Json(body)).into_response())
}

async fn remove(
    State(app): State<App>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let token = match headers.get(header::AUTHORIZATION) {
        Some(value) => value
            .to_str()
            .map_err(|error| Failure(StatusCode::BAD_REQUEST, error.to_string()))?
            .replace("Bearer ", ""),
        None => return Err(Failure(StatusCode::UNAUTHORIZED, "no token".to_string())),
    };
    let parts = token.split('.').map(str::to_owned).collect::<Vec<String>>();
    if parts.len() != 3 {
        let message = format!("a token has 3 parts and this {}", parts.len());
        return Err(Failure(StatusCode::UNAUTHORIZED, message));
    }
    let user = parts[0].trim().to_lowercase();
    let Some(item) = app.find(id).await else {
        return Err(Failure(StatusCode::NOT_FOUND, format!("no item {id}")));
    };
    if item.owner != user {
        let line = format!("{user} may not remove {} of {}", item.name, item.owner);
        warn!("{line}");
        return Err(Failure(StatusCode::FORBIDDEN, line));
    }
    let message = format!("{user} removed {}", item.name);
    let audit = Arc::clone(&app);
    tokio::spawn(async move {
        audit.audit(&message).await;
    });
    let key = format!("item:{id}");
    app.forget(&key).await;
    app.delete(id)
        .await
        .map_err(|error| Failure(StatusCode::BAD_GATEWAY, error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn report(State(app): State<App>, Query(query): Query<Search>) -> impl IntoResponse {
    let mut by_owner: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in app.all(10_000).await.unwrap_or_default() {
        by_owner
            .entry(item.owner.to_lowercase())
            .or_default()
            .push(item);
    }
    let filter = query.text.unwrap_or_default().to_lowercase();
    let mut report = String::with_capacity(4096);
    report.push_str("owner,items,total,tags\n");
    for (owner, items) in &by_owner {
        if !filter.is_empty() && !owner.contains(filter.as_str()) {
            continue;
        }
        let total: u64 = items.iter().map(|item| item.price).sum();
        let mut tags: Vec<&str> = Vec::new();
        for item in items {
            for tag in &item.tags {
                if !tags.contains(&tag.as_str()) {
                    tags.push(tag);
                }
            }
        }
        let quoted = format!("\"{}\"", tags.join(" "));
        report.push_str(&format!("{owner},{},{total},{quoted}\n", items.len()));
    }
    let lines = report.lines().count();
    let name = format!("report-{lines}.csv");
    info!("{name}: {} bytes", report.len());
    let disposition = format!("attachment; filename={name}");
    (
        [
            (header::CONTENT_TYPE, "text/csv".to_string()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        report,
    )
}

async fn page(State(app): State<App>, Query(query): Query<Search>) -> Html<String> {
    let limit = query.limit.unwrap_or(10);
    let title = match &query.tag {
        Some(tag) => format!("Items tagged {tag}"),
        None => "All items".to_string(),
    };
    let mut rows = Vec::new();
    for (number, item) in app.all(limit).await.unwrap_or_default().iter().enumerate() {
        let class = if number % 2 == 0 { "even" } else { "odd" };
        let name = item.name.replace('&', "&amp;").replace('<', "&lt;");
        let tags = item
            .tags
            .iter()
            .map(|tag| format!("<li>{tag}</li>"))
            .collect::<Vec<_>>()
            .concat();
        rows.push(format!(
            "<tr class=\"{class}\"><td>{}</td><td>{name}</td><td><ul>{tags}</ul></td></tr>",
            item.id
        ));
    }
    let ruler = "-".repeat(title.len());
    debug!("{title}\n{ruler}\n{} rows", rows.len());
    let table = rows.join("\n");
    let mut html = String::new();
    html.push_str("<!doctype html><html><head><title>");
    html.push_str(&title);
    html.push_str("</title></head><body>");
    html.push_str(&format!("<h1>{title}</h1><table>{table}</table>"));
    if rows.is_empty() {
        html.push_str("<p>There are none.</p>");
    }
    html.push_str("</body></html>");
    Html(html)
}

async fn import(State(app): State<App>, body: String) -> Answer<Summary> {
    let mut names = Vec::new();
    let mut errors = Vec::new();
    let mut total = 0;
    for (number, line) in body.lines().enumerate() {
        let fields: Vec<&str> = line.split(',').collect();
        let [name, owner, price] = fields[..] else {
            errors.push(format!("line {}: {} fields", number + 1, fields.len()));
            continue;
        };
        let owner = owner.trim().to_lowercase();
        let price = match price.trim().to_string().parse::<u64>() {
            Ok(price) => price,
            Err(error) => {
                errors.push(format!("line {}: {price:?}: {error}", number + 1));
                continue;
            }
        };
        let tags = vec!["imported".to_string(), format!("line-{number}")];
        if let Err(error) = app.insert(name, &owner, &tags).await {
            let key = format!("{owner}/{name}");
            warn!("{key}: {error}");
            errors.push(format!("line {}: {error}", number + 1));
            continue;
        }
        names.push(name.to_string());
        total += price;
    }
    if names.is_empty() && !errors.is_empty() {
        return Err(Failure(StatusCode::BAD_REQUEST, errors.join("\n")));
    }
    let title = format!("{} imported, {} refused", names.len(), errors.len());
    info!("{title}: {}", errors.join("; "));
    app.remember(&title, names.len()).await;
    Ok(Json(Summary {
        title,
        names,
        total,
    }))
}
