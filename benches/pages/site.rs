//! The sites that are measured, each in a database of its own.

use intersession::{
    accounts,
    app::App,
    clock::Clock,
    db::{self, AccountId, PersonId, postgres::Cluster},
};
use sqlx::{ConnectOptions, Executor};

use super::{common::filled, large};

/// A site.
pub struct Site {
    /// The application, for asking what a page costs.
    pub app: App,
    /// How a server reaches its database.
    pub url: String,
    /// The cookie of somebody who has much to do.
    pub member: String,
}

impl Site {
    /// Makes the site of this name: `demo` or `large`.
    pub async fn make(cluster: &Cluster, name: &str) -> anyhow::Result<Self> {
        let mut admin = cluster.options("postgres").connect().await?;
        admin.execute(sqlx::AssertSqlSafe(format!("create database bench_{name}"))).await?;
        let options = cluster.options(&format!("bench_{name}"));
        let url = options.to_url_lossy().to_string();
        let pool = db::connect_with(options).await?;
        db::migrate(&pool).await?;
        let app = filled(pool.clone()).await?;
        if name == "large" {
            large::fill(&pool).await?;
        }
        let member = signed_in(&app).await?;
        pool.execute("analyze").await?;
        Ok(Self { app, url, member })
    }
}

/// The cookie of the one who holds the most tasks.
async fn signed_in(app: &App) -> anyhow::Result<String> {
    let mut db = app.db.acquire().await?;
    let busiest: i64 = sqlx::query_scalar(
        "select person_id from task_claim where ended_at is null group by person_id order by count(*) desc, person_id limit 1",
    )
    .fetch_one(&mut *db)
    .await?;
    let account: Option<i64> = sqlx::query_scalar("select id from account where person_id = $1")
        .bind(busiest)
        .fetch_optional(&mut *db)
        .await?;
    // The servers that are measured go by the machine's clock.
    let now = Clock::System.now();
    let account = match account {
        Some(account) => AccountId(account),
        None => accounts::store::insert_account(&mut db, PersonId(busiest), "", false, now).await?,
    };
    let opened = accounts::open_session(&mut db, app, account, "", now).await;
    let cookie = opened.map_err(|error| anyhow::anyhow!("no session: {error:?}"))?;
    Ok(format!("{}={}", cookie.name(), cookie.value()))
}
