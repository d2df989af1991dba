//! `"ok"`: nothing that an arena could help with.

mod plain {
    pub(super) async fn ok() -> &'static str {
        "ok"
    }
}

mod annotated {
    #[arena_runtime::arena_handler]
    pub(super) async fn ok() -> &'static str {
        "ok"
    }
}

mod with_context {
    use arena_runtime::RequestContext;

    #[arena_runtime::arena_handler]
    pub(super) async fn ok(_: &RequestContext) -> &'static str {
        "ok"
    }
}

route! {
    get "/ok/{size}" {
        Plain: plain::ok,
        Annotated: annotated::ok,
        WithContext: with_context::ok,
    }
}
