//! Which part of the leaderboard is asked for.

use axum::extract::rejection::QueryRejection;
use serde::Deserialize;

use super::error::AppError;

/// `?limit=…`, or what was wrong with it.
pub(super) type PageQuery = Result<axum::extract::Query<Page>, QueryRejection>;

#[derive(Deserialize)]
pub(super) struct Page {
    limit: Option<u32>,
}

impl Page {
    pub(super) const MOST: u32 = 2_000;

    pub(super) fn limit(&self) -> Result<u32, AppError> {
        let limit = self.limit.unwrap_or(100);
        if limit > Self::MOST {
            return Err(AppError::LimitTooLarge { limit });
        }
        Ok(limit)
    }
}
