//! The bare handler: axum, sqlx and askama, and nothing of ours. As many queries by primary key as the page has, and a
//! page of forty rows with as many bytes.

use std::net::SocketAddr;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::Html,
    routing::get,
};
use serde::Deserialize;
use sqlx::{PgPool, postgres::PgPoolOptions};

#[derive(Template)]
#[template(
    source = "<!doctype html><title>{{ name }}</title><table>{% for (n, text) in rows %}<tr><th>{{ n }}</th><td>{{ text }}</td></tr>{% endfor %}</table>",
    ext = "html"
)]
struct Page {
    name: String,
    rows: Vec<(usize, String)>,
}

#[derive(Deserialize)]
struct Wanted {
    queries: usize,
    bytes: usize,
}

/// Serves on a port of loopback, which it prints.
pub async fn serve() -> anyhow::Result<()> {
    let url = std::env::var("DATABASE_URL")?;
    let pool = PgPoolOptions::new().max_connections(16).connect(&url).await?;
    let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(show)).with_state(pool)).await?;
    Ok(())
}

async fn show(State(pool): State<PgPool>, Query(wanted): Query<Wanted>) -> Result<Html<String>, String> {
    let mut db = pool.acquire().await.map_err(|error| error.to_string())?;
    let mut name = String::new();
    for _ in 0..wanted.queries {
        name = sqlx::query_scalar("select name from person where id = $1")
            .bind(1_i64)
            .fetch_one(&mut *db)
            .await
            .map_err(|error| error.to_string())?;
    }
    drop(db);
    let text = "Sample words for a row. ".repeat(wanted.bytes / 40 / 24);
    let rows = (0..40).map(|n| (n, text.clone())).collect();
    Page { name, rows }.render().map(Html).map_err(|error| error.to_string())
}
