//! A small service of items: what most handlers are, with next to nothing for an arena.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::World;

/// An item as it is stored and answered.
#[derive(Clone, Debug, Serialize)]
struct Item {
    id: u32,
    name: String,
    price: u32,
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct NewItem {
    name: String,
    price: u32,
    tags: Vec<String>,
}

/// All items.
#[derive(Debug)]
pub(crate) struct Store(RwLock<HashMap<u32, Item>>);

impl Store {
    pub(crate) fn generate(count: u32) -> Self {
        let item = |id| Item {
            id,
            name: format!("Item {id}"),
            price: id * 3,
            tags: vec![String::from("new"), format!("shelf-{}", id % 10)],
        };
        Self(RwLock::new((0..count).map(|id| (id, item(id))).collect()))
    }

    fn find(&self, id: u32) -> Option<Item> {
        let items = self.0.read().unwrap_or_else(PoisonError::into_inner);
        items.get(&id).cloned()
    }

    fn save(&self, item: Item) {
        let mut items = self.0.write().unwrap_or_else(PoisonError::into_inner);
        items.insert(item.id, item);
    }
}

pub(crate) mod reading {
    use super::{Item, Path, State, StatusCode, World};

    owned_variants! {
        async fn read(State(world): State<World>, Path(id): Path<u32>) -> Result<Json<Item>, (StatusCode, String)> {
            match world.store().find(id) {
                Some(item) => Ok(Json(item)),
                None => Err((StatusCode::NOT_FOUND, format!("there is no item {id}"))),
            }
        }
    }

    route! {
        get "/read/{id}" {
            Plain: plain::read,
            Annotated: annotated::read,
            OurJson: our_json::read,
        }
    }
}

pub(crate) mod writing {
    use super::{Item, NewItem, Path, State, StatusCode, World};

    owned_variants! {
        async fn write(
            State(world): State<World>,
            Path(id): Path<u32>,
            Json(new): Json<NewItem>,
        ) -> Result<Json<Item>, (StatusCode, String)> {
            if new.name.trim().is_empty() {
                return Err((StatusCode::UNPROCESSABLE_ENTITY, String::from("an item needs a name")));
            }
            let NewItem { name, price, tags } = new;
            let item = Item { id, name, price, tags };
            world.store().save(item.clone());
            Ok(Json(item))
        }
    }

    route! {
        put "/write/{id}" {
            Plain: plain::write,
            Annotated: annotated::write,
            OurJson: our_json::write,
        }
    }
}
