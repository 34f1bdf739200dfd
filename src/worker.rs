//! What time does beside the pages: mail that is due, and what retention erases.

use std::time::Duration;

use sqlx::PgPool;

use crate::{
    clock::Clock,
    mail::{self, Delivery, Transport},
    privacy::retention::{self, Erased},
};

/// How long to wait when nothing was due.
const PAUSE: Duration = Duration::from_secs(1);

/// Works until it is dropped. A database that is gone is waited for.
pub async fn run(pool: PgPool, clock: Clock, transport: Transport) {
    loop {
        match work_once(&pool, &clock, &transport).await {
            Ok(_) => {}
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => tracing::error!("The worker waits for the database: {error}"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// What was due and is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// How many messages were sent.
    pub sent: usize,
    /// How many were put off or given up.
    pub failed: usize,
    /// What was erased; none while that is not due.
    pub erased: Option<Erased>,
}

/// Does all that is due now.
///
/// # Errors
/// When the database is gone.
pub async fn work_once(pool: &PgPool, clock: &Clock, transport: &Transport) -> sqlx::Result<Done> {
    let mut done = Done::default();
    loop {
        match mail::deliver(pool, transport, clock.now()).await? {
            Delivery::Idle => break,
            Delivery::Sent => done.sent += 1,
            Delivery::Failed => done.failed += 1,
        }
    }
    done.erased = retention::run_if_due(pool, clock.now()).await?;
    Ok(done)
}
