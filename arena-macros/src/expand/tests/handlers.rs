//! Functions as people write them, each with the options of its attribute.

pub(crate) const HANDLERS: [(&str, &str); 9] = [
    (
        "",
        r#"
        /// The best players of a region.
        #[tracing::instrument(skip(db), fields(region = %region))]
        pub async fn leaderboard(
            ctx: &RequestContext,
            State(db): State<Db>,
            Path(region): Path<String>,
        ) -> Result<Json<Leaderboard<'_>>, AppError> {
            let mut players = Vec::with_capacity(16);
            for row in db.top(&region).await? {
                players.push(Player { name: format!("[{}] {:>8}", row.faction, row.name), score: row.score });
            }
            let title = ctx.alloc_str(&format!("{region}/top"));
            Ok(Json(Leaderboard { region: title, players }))
        }
        "#,
    ),
    (
        r#"budget = "8MiB", pool = app.contexts, state = App, explain, lend, skip(to_string, format), crate = my::runtime"#,
        r#"
        async fn everything(State(app): State<App>, Query(page): Query<Page>, Json(orders): Json<Vec<Order>>) -> Response {
            let names: Vec<String> = orders.iter().map(|order| order.name.to_uppercase()).collect();
            let all = names.join(", ");
            tracing::info!(all = %all, "orders {}", names.len());
            if names.is_empty() { return StatusCode::NO_CONTENT.into_response(); }
            (StatusCode::OK, all).into_response()
        }
        "#,
    ),
    (
        "deny(heap)",
        r#"
        pub(crate) async fn generic<S, const N: usize>(
            State(state): State<S>,
            mut body: Json<[u8; N]>,
        ) -> impl IntoResponse
        where
            S: Clone + Send + Sync + 'static,
            for<'de> S: Store<'de, Output = Option<Vec<u8>>>,
        {
            let text = String::from_utf8_lossy(&body.0);
            let shown = match state.find(&text).await {
                Some(found) if !found.is_empty() => found.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
                Some(_) => vec!["empty"; 3].concat(),
                None => text.replace('\0', ""),
            };
            shown.len().to_string()
        }
        "#,
    ),
    (
        "",
        r#"
        async fn closures(ctx: &RequestContext, uri: Uri) -> Json<Vec<&'arena str>> {
            #![allow(clippy::let_and_return)]
            use std::collections::HashMap;
            const LIMIT: usize = 3;
            let mut seen: HashMap<String, usize> = HashMap::new();
            'words: for word in uri.path().split('/') {
                *seen.entry(word.to_owned()).or_insert(0) += 1;
                if seen.len() > LIMIT { break 'words; }
            }
            let done = async move { seen.len() }.await;
            let answer = (0..done).map(|index| format!("{index}")).collect();
            Json(answer)
        }
        "#,
    ),
    (
        "",
        r#"
        async fn branches(#[cfg(feature = "x")] extra: Extra, Path((a, b)): Path<(u32, u32)>) -> Result<String, (StatusCode, String)> {
            let Some(sum) = a.checked_add(b) else {
                return Err((StatusCode::BAD_REQUEST, format!("{a} + {b} is too much")));
            };
            let text = if sum > 3 { format!("{sum}") } else { String::new() };
            while let Some(next) = text.chars().next() && next != '0' { assert_eq!(next, '1', "{}", text); }
            let log = format!("{}", text.as_str());
            tokio::select! {
                answer = wait(&log) => Ok(answer?),
                () = tokio::time::sleep(D) => { Err((StatusCode::REQUEST_TIMEOUT, "late".to_string())) }
            }
        }
        "#,
    ),
    (
        "",
        r#"
        fn boxed(body: Bytes) -> Pin<Box<dyn Future<Output = String> + Send>> {
            Box::pin(async move { json!({ "size": body.len(), "name": format!("x") }).to_string() })
        }
        "#,
    ),
    (
        "",
        r#"
        unsafe extern "C" fn refused<'arena>(self: &Self, ctx: Option<&mut RequestContext>, other: RequestContext, ...) -> [u8; 3] {
            vec![1u8, 2, 3].try_into().unwrap()
        }
        "#,
    ),
    (
        "crate = ::arena_runtime, skip(vec)",
        r#"
        fn helper<'a, T: Display + ?Sized>(ctx: &'a RequestContext, rows: &[T], limit: usize) -> Vec<&'a str> {
            let mut shown = vec![];
            for (index, row) in rows.iter().enumerate().take(limit) {
                shown.push(&*ctx.alloc_str(&format!("{index}: {row}")));
            }
            macro_rules! last { ($list:ident) => { $list.last().map(|last| last.to_string()) } }
            let _ = last!(shown).unwrap_or_default();
            shown
        }
        "#,
    ),
    (
        "",
        r"
        pub async fn method(&self, ctx: &RequestContext, key: &str) -> Option<&'_ [u8]> {
            let key = key.trim().to_lowercase();
            let found = self.map.lock().unwrap().get(&key).cloned()?;
            let copy = found.to_vec();
            Some(ctx.alloc_slice_copy(&copy))
        }
        ",
    ),
];
