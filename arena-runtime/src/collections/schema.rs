//! `ToSchema` for everything in the arena: it has the schema of what is std's.
//!
//! utoipa's derive knows std's types by their names alone, and refers to all others; how a field of ours is
//! documented as std's is said in the crate's documentation.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::block::Block;
use super::map::ArenaMap;
use super::set::ArenaSet;
use super::string::ArenaText;
use super::vec::ArenaVec;

type Schemas = Vec<(String, RefOr<Schema>)>;

impl<'a, B: Block<'a>> PartialSchema for ArenaText<'a, B> {
    fn schema() -> RefOr<Schema> {
        String::schema()
    }
}

impl<'a, B: Block<'a>> ToSchema for ArenaText<'a, B> {
    fn name() -> Cow<'static, str> {
        String::name()
    }
}

impl<T: ToSchema> PartialSchema for ArenaVec<'_, T> {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(T::schema()).into()
    }
}

impl<T: ToSchema> ToSchema for ArenaVec<'_, T> {
    fn schemas(schemas: &mut Schemas) {
        T::schemas(schemas);
    }
}

impl<K: ToSchema, V: ToSchema, H> PartialSchema for ArenaMap<'_, K, V, H> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .property_names(Some(K::schema()))
            .additional_properties(Some(V::schema()))
            .into()
    }
}

impl<K: ToSchema, V: ToSchema, H> ToSchema for ArenaMap<'_, K, V, H> {
    fn schemas(schemas: &mut Schemas) {
        K::schemas(schemas);
        V::schemas(schemas);
    }
}

impl<T: ToSchema, H> PartialSchema for ArenaSet<'_, T, H> {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(T::schema())
            .unique_items(true)
            .into()
    }
}

impl<T: ToSchema, H> ToSchema for ArenaSet<'_, T, H> {
    fn schemas(schemas: &mut Schemas) {
        T::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use utoipa::ToSchema;

    use crate::{ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

    fn alike<A: ToSchema, B: ToSchema>() {
        let json = |schema| serde_json::to_value(schema).unwrap();
        assert_eq!(json(A::schema()), json(B::schema()));
        let [mut arenas, mut stds] = [Vec::new(), Vec::new()];
        A::schemas(&mut arenas);
        B::schemas(&mut stds);
        assert_eq!(arenas.len(), stds.len());
    }

    #[test]
    fn looks_as_stds_collections() {
        alike::<ArenaString<'_>, String>();
        alike::<TempString<'_>, String>();
        assert_eq!(ArenaString::name(), String::name());
        alike::<ArenaVec<'_, ArenaVec<'_, u8>>, Vec<Vec<u8>>>();
        alike::<ArenaMap<'_, ArenaString<'_>, Option<f64>>, HashMap<String, Option<f64>>>();
        alike::<ArenaSet<'_, &str>, HashSet<String>>();
    }
}
