//! The players, in an in-memory SQLite database.

use futures_util::Stream;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

use super::error::AppError;

pub(super) const REGIONS: [&str; 5] = ["north", "south", "east", "west", "isles"];
const FACTIONS: [&str; 4] = ["Iron", "Tide", "Ember", "Moss"];
pub(super) const PLAYERS: u32 = 10_000;

#[derive(Clone)]
pub(super) struct Database {
    pool: SqlitePool,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) faction: String,
    pub(super) name: String,
    pub(super) score: i64,
}

impl Database {
    /// Creates the database and fills it, the same way each time.
    pub(super) async fn create() -> Result<Self, sqlx::Error> {
        let pool = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(4)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect("sqlite::memory:")
            .await?;
        sqlx::query(
            "CREATE TABLE player (
                id INTEGER PRIMARY KEY,
                region TEXT NOT NULL,
                faction TEXT NOT NULL,
                name TEXT NOT NULL,
                score INTEGER NOT NULL
            )",
        )
        .execute(&pool)
        .await?;
        sqlx::query(
            "CREATE TABLE submitted (
                region TEXT NOT NULL,
                name TEXT NOT NULL,
                tags TEXT NOT NULL,
                points INTEGER NOT NULL
            )",
        )
        .execute(&pool)
        .await?;
        let mut filling = pool.begin().await?;
        for id in 0..PLAYERS {
            // Knuth's multiplicative hash: scattered, and the same in every run.
            let scattered = id.wrapping_mul(2_654_435_761);
            sqlx::query("INSERT INTO player VALUES (?, ?, ?, ?, ?)")
                .bind(id)
                .bind(REGIONS[(scattered >> 8) as usize % REGIONS.len()])
                .bind(FACTIONS[(scattered >> 16) as usize % FACTIONS.len()])
                .bind(format!("Player {id}"))
                .bind(scattered % 1_000_000)
                .execute(&mut *filling)
                .await?;
        }
        filling.commit().await?;
        sqlx::query("CREATE INDEX player_by_score ON player (region, score DESC, id)")
            .execute(&pool)
            .await?;
        Ok(Self { pool })
    }

    pub(super) async fn check_region(&self, region: &str) -> Result<(), AppError> {
        let known = sqlx::query("SELECT 1 FROM player WHERE region = ? LIMIT 1")
            .bind(region)
            .fetch_optional(&self.pool)
            .await?;
        match known {
            Some(_) => Ok(()),
            None => Err(AppError::UnknownRegion {
                region: region.to_owned(),
            }),
        }
    }

    /// The best players of a region, best first, row after row.
    pub(super) fn top<'q>(
        &'q self,
        region: &'q str,
        limit: u32,
    ) -> impl Stream<Item = Result<Row, sqlx::Error>> + Unpin + Send + 'q {
        sqlx::query_as(
            "SELECT id, faction, name, score FROM player
             WHERE region = ? ORDER BY score DESC, id LIMIT ?",
        )
        .bind(region)
        .bind(limit)
        .fetch(&self.pool)
    }

    /// Begins to store scores that were submitted, all of them or none.
    pub(super) async fn store_scores(&self) -> Result<Storing, sqlx::Error> {
        let transaction = self.pool.begin().await?;
        Ok(Storing { transaction })
    }
}

/// Scores on their way into the database; dropped before they are finished, they are forgotten.
pub(super) struct Storing {
    transaction: sqlx::Transaction<'static, sqlx::Sqlite>,
}

impl Storing {
    pub(super) async fn store(
        &mut self,
        region: &str,
        name: &str,
        tags: &str,
        points: i64,
    ) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO submitted VALUES (?, ?, ?, ?)")
            .bind(region)
            .bind(name)
            .bind(tags)
            .bind(points)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    pub(super) async fn finish(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await
    }
}
