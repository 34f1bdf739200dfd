//! What time does beside the pages: telling of what happened, digests and mail that are due, and what retention erases.

use std::time::Duration;

use crate::{
    app::App,
    mail::{self, Delivery, Transport},
    mailings, notifications,
    privacy::retention::{self, Erased},
    web::Result,
};

/// How long to wait when nothing was due.
const PAUSE: Duration = Duration::from_secs(1);

/// Works until it is dropped, or the pool is closed. A database that is gone is waited for.
pub async fn run(app: App, transport: Transport) {
    while !app.db.is_closed() {
        if let Err(error) = work_once(&app, &transport).await {
            tracing::error!("The worker goes on later: {error:?}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// What was due and is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Of how many acts people were told.
    pub told: usize,
    /// How many digests were queued.
    pub digests: usize,
    /// How many letters of mailings were queued.
    pub letters: usize,
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
pub async fn work_once(app: &App, transport: &Transport) -> Result<Done> {
    let mut done = Done::default();
    {
        let mut db = app.db.acquire().await?;
        done.told = notifications::tell(&mut db, app).await?;
        done.digests = notifications::send_digests(&mut db, app).await?;
        done.letters = mailings::write_letters(&mut db, app).await?;
    }
    loop {
        match mail::deliver(&app.db, transport, app.now()).await? {
            Delivery::Idle => break,
            Delivery::Sent => done.sent += 1,
            Delivery::Failed => done.failed += 1,
        }
    }
    done.erased = retention::run_if_due(&app.db, transport.folder(), app.now()).await?;
    Ok(done)
}
