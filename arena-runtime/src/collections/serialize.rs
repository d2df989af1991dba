//! `Serialize` for everything in the arena: it looks as what std's does.

use serde::{Serialize, Serializer};

use super::block::Block;
use super::map::ArenaMap;
use super::set::ArenaSet;
use super::string::ArenaText;
use super::vec::ArenaVec;

impl<'a, B: Block<'a>> Serialize for ArenaText<'a, B> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<T: Serialize> Serialize for ArenaVec<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

impl<K: Serialize, V: Serialize, H> Serialize for ArenaMap<'_, K, V, H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<T: Serialize, H> Serialize for ArenaSet<'_, T, H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Arena, ArenaMap, ArenaSet, ArenaString, ArenaVec, TempString};

    #[test]
    fn looks_as_stds_collections() {
        let arena = Arena::new();
        let text = ArenaString::from_str_in("\"Ada\"\n", &arena);
        let temporary = TempString::from_str_in("é", &arena);
        assert_eq!(serde_json::to_string(&text).unwrap(), r#""\"Ada\"\n""#);
        assert_eq!(serde_json::to_string(&temporary).unwrap(), r#""é""#);

        let list = ArenaVec::from_array_in([Some(1), None], &arena);
        assert_eq!(serde_json::to_string(&list).unwrap(), "[1,null]");

        let mut map = ArenaMap::new_in(&arena);
        map.insert(7, text);
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"7":"\"Ada\"\n"}"#);

        let mut set = ArenaSet::new_in(&arena);
        set.insert(temporary);
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["é"]"#);
    }
}
