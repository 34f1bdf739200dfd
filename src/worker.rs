//! What time does beside the pages: telling of what happened, digests, reminders, check-ins and mail that are due, and what retention erases.

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
    forum,
    mail::{self, Delivered, Stop, Transport},
    mailings,
    meetings::{self, polls},
    notifications,
    privacy::retention::{self, Erased},
    tasks,
    web::Result,
};

/// How long to wait when nothing was due and nobody rang.
const PAUSE: Duration = Duration::from_secs(1);

/// How long to wait before listening again, where that was impossible.
const DEAF: Duration = Duration::from_mins(1);

/// Works until it is told to stop, then ends what it has begun. A database that is gone is waited for, and a mail server
/// that does not answer keeps nothing waiting but mail.
pub async fn run(app: App, transport: Transport, stop: Stop) {
    let bell = Arc::new(Notify::new());
    let mut ringing = JoinSet::new();
    ringing.spawn(listen(app.db.clone(), Arc::clone(&bell)));
    tokio::join!(write_on(&app, &transport, stop.clone()), send_on(&app, &transport, stop, &bell));
}

async fn write_on(app: &App, transport: &Transport, mut stop: Stop) {
    while !*stop.borrow() && !app.db.is_closed() {
        report(write(app, transport).await);
        tokio::select! {
            () = time::sleep(PAUSE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

async fn send_on(app: &App, transport: &Transport, mut stop: Stop, bell: &Notify) {
    while !*stop.borrow() && !app.db.is_closed() {
        report(send(app, transport, &stop).await);
        tokio::select! {
            () = bell.notified() => {}
            () = time::sleep(PAUSE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

fn report<T>(done: Result<T>) {
    if let Err(error) = done {
        tracing::error!("The worker goes on later: {error:?}");
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
    /// How many reminders of calls and polls were queued.
    pub reminded: usize,
    /// How many check-ins of tasks were queued.
    pub checked: usize,
    /// How many claims of tasks ended because nothing was heard of them.
    pub lapsed: usize,
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
    let mut done = write(app, transport).await?;
    done.mail = send(app, transport, &stop).await?;
    Ok(done)
}

/// Writes what is to be mailed, and erases what its time is over.
async fn write(app: &App, transport: &Transport) -> Result<Done> {
    let mut done = Done::default();
    {
        let mut db = app.db.acquire().await?;
        // What time makes happen is told like what people do.
        meetings::prompt(&mut db, app).await?;
        polls::watch(&mut db, app).await?;
        forum::watch_tools(&mut db, app).await?;
        done.told = notifications::tell(&mut db, app).await?;
        done.digests = notifications::send_digests(&mut db, app).await?;
        done.letters = mailings::write_letters::<tasks::Mailed>(&mut db, app).await?;
        done.reminded = meetings::remind(&mut db, app).await? + polls::remind(&mut db, app).await?;
        done.lapsed = tasks::lapse(&mut db, app).await?;
        done.checked = tasks::check_in(&mut db, app).await?;
    }
    done.erased = retention::run_if_due(&app.db, transport.folder(), app.now()).await?;
    Ok(done)
}

async fn send(app: &App, transport: &Transport, stop: &Stop) -> Result<Delivered> {
    Ok(mail::deliver(&app.db, &app.clock, transport, stop).await?)
}
