//! What time does beside the pages: mail that is due.

use std::time::Duration;

use sqlx::PgPool;

use crate::{
    clock::Clock,
    mail::{self, Delivery, Transport},
};

/// How long to wait when nothing was due.
const PAUSE: Duration = Duration::from_secs(1);

/// Works until it is dropped. A database that is gone is waited for.
pub async fn run(pool: PgPool, clock: Clock, transport: Transport) {
    loop {
        match work_once(&pool, &clock, &transport).await {
            Ok(()) => {}
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => tracing::error!("The worker waits for the database: {error}"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Does all that is due now.
///
/// # Errors
/// When the database is gone.
pub async fn work_once(pool: &PgPool, clock: &Clock, transport: &Transport) -> sqlx::Result<()> {
    while mail::deliver(pool, transport, clock.now()).await? != Delivery::Idle {}
    Ok(())
}
