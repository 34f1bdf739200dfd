//! The sites that are measured, each in a database of its own.

use intersession::{
    app::App,
    db::{self, postgres::Cluster},
};
use sqlx::{ConnectOptions, Executor};

use super::{common::filled, large};

/// A site.
pub struct Site {
    /// The application, for asking what a page costs.
    pub app: App,
    /// How a server reaches its database.
    pub url: String,
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
        pool.execute("analyze").await?;
        Ok(Self { app, url })
    }
}
