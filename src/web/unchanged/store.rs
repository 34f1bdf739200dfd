//! What of the database can be seen now.

use sqlx::PgConnection;

/// The snapshot that a statement takes now, as PostgreSQL writes it: two that read the same see the same rows.
pub async fn find_snapshot(db: &mut PgConnection) -> sqlx::Result<String> {
    sqlx::query_scalar!(r#"select pg_current_snapshot()::text as "snapshot!""#).fetch_one(db).await
}
