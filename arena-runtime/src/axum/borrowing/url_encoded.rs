//! What queries and forms have in common: pairs of names and values, percent-encoded.

use serde::Deserialize;

use crate::context::RequestContext;

/// Reads a value, or says what is wrong with it and where.
pub(super) fn borrow<'request, T: Deserialize<'request>>(
    encoded: &'request [u8],
    context: &'request RequestContext,
) -> Result<T, String> {
    let pairs = || serde_urlencoded::Deserializer::new(form_urlencoded::parse(encoded));
    context.deserialize(pairs()).or_else(|_| {
        // Once more, to say where.
        let mut track = serde_path_to_error::Track::new();
        let tracking = serde_path_to_error::Deserializer::new(pairs(), &mut track);
        context
            .deserialize(tracking)
            .map_err(|error| serde_path_to_error::Error::new(track.path(), error).to_string())
    })
}
