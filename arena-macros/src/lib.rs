//! The `#[arena_handler]` attribute.
