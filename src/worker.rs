//! What time does beside the pages: telling of what happened, digests, reminders and mail that are due, and what retention erases.

use std::{sync::Arc, time::Duration};

use sqlx::{
    PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time,
};

use crate::{
    app::App,
    mail::{self, Delivered, Stop, Transport},
    mailings, meetings, notifications,
    privacy::retention::{self, Erased},
    web::Result,
};

/// How long to wait when nothing was due and nobody rang.
const PAUSE: Duration = Duration::from_secs(1);

/// How long to wait before listening again, where that was impossible.
const DEAF: Duration = Duration::from_mins(1);

/// Works until it is told to stop, then ends what it has begun. A database that is gone is waited for.
pub async fn run(app: App, transport: Transport, mut stop: Stop) {
    let bell = Arc::new(Notify::new());
    let mut ringing = JoinSet::new();
    ringing.spawn(listen(app.db.clone(), Arc::clone(&bell)));
    while !*stop.borrow() && !app.db.is_closed() {
        if let Err(error) = work(&app, &transport, &stop).await {
            tracing::error!("The worker goes on later: {error:?}");
        }
        tokio::select! {
            () = bell.notified() => {}
            () = time::sleep(PAUSE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Rings whenever a message is queued. Behind a pooler that gives each transaction another connection nobody hears
/// anything: then the pause ends by itself.
async fn listen(pool: PgPool, bell: Arc<Notify>) {
    // A connection of its own, so that the pages lose none.
    let own = PgPoolOptions::new().max_connections(1).connect_lazy_with((*pool.connect_options()).clone());
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&own).await
            && listener.listen("message").await.is_ok()
        {
            while listener.recv().await.is_ok() {
                bell.notify_one();
            }
        }
        time::sleep(DEAF).await;
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
    /// How many reminders of calls were queued.
    pub reminded: usize,
    /// What became of messages.
    pub mail: Delivered,
    /// What was erased; none while that is not due.
    pub erased: Option<Erased>,
}

/// Does all that is due now.
///
/// # Errors
/// When the database is gone.
pub async fn work_once(app: &App, transport: &Transport) -> Result<Done> {
    let (_never, stop) = watch::channel(false);
    work(app, transport, &stop).await
}

async fn work(app: &App, transport: &Transport, stop: &Stop) -> Result<Done> {
    let mut done = Done::default();
    {
        let mut db = app.db.acquire().await?;
        done.told = notifications::tell(&mut db, app).await?;
        done.digests = notifications::send_digests(&mut db, app).await?;
        done.letters = mailings::write_letters::<meetings::Calls>(&mut db, app).await?;
        done.reminded = meetings::remind(&mut db, app).await?;
    }
    done.mail = mail::deliver(&app.db, &app.clock, transport, stop).await?;
    done.erased = retention::run_if_due(&app.db, transport.folder(), app.now()).await?;
    Ok(done)
}
