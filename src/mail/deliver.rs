//! Sending what is due: over several lines at once, each with a few messages in hand.

use sqlx::PgPool;
use tokio::{sync::watch, task::JoinSet, time};

use super::{
    Fault, Priority, State, Transport, health,
    mime::kept,
    smtp::Line,
    store::{self, Due},
    transport::PATIENCE,
};
use crate::clock::Clock;

/// How often a message is tried before it is given up: over a bit more than two days.
const MOST_TRIES: i32 = 10;

/// How many lines are open at once.
const LINES: usize = 6;

/// How many messages a line has in hand: enough that asking for them costs little, so few that a link to sign in does
/// not wait behind them.
const IN_HAND: i64 = 16;

/// For how long a line has its messages to itself. One that was killed leaves them to others after that.
const LEASE_MINUTES: i64 = 5;

/// For how long it begins with another of them: the last one must be done before the lease ends.
const BEGINS: time::Duration = time::Duration::from_secs(5 * 60 - 2 * PATIENCE.as_secs());

/// What became of what was due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// How many messages were sent.
    pub sent: usize,
    /// How many were put off, given up or not sent as their address is suspended.
    pub failed: usize,
}

impl std::ops::Add for Delivered {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { sent: self.sent + other.sent, failed: self.failed + other.failed }
    }
}

/// What tells the worker to stop: true, or that nobody holds the other end any more.
pub type Stop = watch::Receiver<bool>;

/// Sends all that is due, or until it is told to stop.
///
/// Each result is recorded right after its message: a process that is killed in between sends again at most the one
/// message that each line was busy with.
///
/// # Errors
/// When the database is gone; a message that cannot be sent is no error, but put off.
pub async fn deliver(
    pool: &PgPool,
    clock: &Clock,
    transport: &Transport,
    stop: &Stop,
) -> sqlx::Result<Delivered> {
    let first = claim(pool, clock).await?;
    let mut lines = JoinSet::new();
    // One line alone, where it has all that is due in hand.
    let others = if i64::try_from(first.len()).is_ok_and(|count| count < IN_HAND) { 0 } else { LINES - 1 };
    if !first.is_empty() {
        lines.spawn(work(pool.clone(), clock.clone(), transport.clone(), stop.clone(), first));
    }
    for _ in 0..others {
        lines.spawn(work(pool.clone(), clock.clone(), transport.clone(), stop.clone(), Vec::new()));
    }
    // Each ends what it is busy with, also when another has lost the database.
    let mut all = Ok(Delivered::default());
    while let Some(done) = lines.join_next().await {
        let done = done.unwrap_or_else(|error| Err(sqlx::Error::Io(std::io::Error::other(error))));
        all = all.and_then(|all| done.map(|done| all + done));
    }
    all
}

async fn claim(pool: &PgPool, clock: &Clock) -> sqlx::Result<Vec<Due>> {
    let now = clock.now();
    let mut db = pool.acquire().await?;
    let mut held = Vec::new();
    for priority in Priority::ALL {
        let most = IN_HAND - i64::try_from(held.len()).unwrap_or(IN_HAND);
        if most > 0 {
            held.extend(store::claim(&mut db, priority, most, now, now.plus_minutes(LEASE_MINUTES)).await?);
        }
    }
    Ok(held)
}

/// One line: what it has in hand, then more, until nothing is due.
async fn work(
    pool: PgPool,
    clock: Clock,
    transport: Transport,
    stop: Stop,
    first: Vec<Due>,
) -> sqlx::Result<Delivered> {
    let (mut line, mut delivered, mut held) = (Line::default(), Delivered::default(), first);
    loop {
        if held.is_empty() && !*stop.borrow() {
            held = claim(&pool, &clock).await?;
        }
        if held.is_empty() {
            break;
        }
        let until = time::Instant::now() + BEGINS;
        for due in held.drain(..) {
            if time::Instant::now() >= until || *stop.borrow() {
                store::give_back(&mut *pool.acquire().await?, due.id).await?;
            } else if send(&pool, &clock, &transport, &mut line, due).await? {
                delivered.sent += 1;
            } else {
                delivered.failed += 1;
            }
        }
    }
    line.close().await;
    Ok(delivered)
}

/// Sends one message and records what became of it; whether it was sent.
async fn send(
    pool: &PgPool,
    clock: &Clock,
    transport: &Transport,
    line: &mut Line,
    due: Due,
) -> sqlx::Result<bool> {
    if due.suspended && due.priority != Priority::Asked {
        let why = Some("The address is suspended: what was mailed to it came back.");
        store::settle(&mut *pool.acquire().await?, due.id, State::Cancelled, why, clock.now()).await?;
        return Ok(false);
    }
    let sent = transport.send(line, &due, clock.now()).await;
    let (mut db, now) = (pool.acquire().await?, clock.now());
    let Err(failed) = sent else {
        store::settle(&mut db, due.id, State::Sent, None, now).await?;
        return Ok(true);
    };
    tracing::warn!(message = due.id, "Message {} was not sent.", due.id);
    let (tries, why) = (due.tries + 1, kept(&failed.why));
    if failed.fault == Fault::Recipient {
        health::refused(&mut db, &due, &why, now).await?;
    }
    if failed.fault != Fault::Passing || tries >= MOST_TRIES {
        store::settle(&mut db, due.id, State::Failed, Some(&why), now).await?;
    } else {
        store::put_off(&mut db, due.id, &why, now.plus_minutes(minutes_until_next(tries))).await?;
    }
    Ok(false)
}

/// Six minutes after the first try, twice as long after each further one.
fn minutes_until_next(tries: i32) -> i64 {
    3 << tries.clamp(1, MOST_TRIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_last_through_a_server_that_is_down_for_two_days() {
        let minutes: i64 = (1..MOST_TRIES).map(minutes_until_next).sum();
        assert!(minutes > 2 * 24 * 60 && minutes < 3 * 24 * 60, "{minutes}");
    }
}
