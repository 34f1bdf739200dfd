//! Sending what is due: over several lines at once, which share what is in hand.

use std::{collections::VecDeque, sync::Arc};

use sqlx::PgPool;
use tokio::{
    sync::{Mutex, watch},
    task::JoinSet,
    time,
};

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

/// How many messages the lines have in hand together: enough that asking for them costs little, so few that a link to
/// sign in does not wait behind them.
const IN_HAND: i64 = 48;

/// For how long a worker has its messages to itself. One that was killed leaves them to others after that.
const LEASE_MINUTES: i64 = 5;

/// For how long a line begins with another of them: the last one must be done before the lease ends.
const BEGINS: time::Duration = time::Duration::from_secs(5 * 60 - 2 * PATIENCE.as_secs());

/// For how many messages in hand a line is opened at once. A server that answers takes them before another line would
/// be open.
const PER_LINE: usize = 16;

/// How long messages wait for a line that is there, before another is opened for them.
const LOOK: time::Duration = time::Duration::from_millis(250);

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

/// Sends all that is due, or until it is told to stop. A line that waits for the other side keeps nothing waiting but
/// its one message: what becomes due meanwhile goes over the others.
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
    let hand = Hand { pool: pool.clone(), clock: clock.clone(), stop: stop.clone(), held: Arc::default() };
    let mut lines = JoinSet::new();
    // Each ends what it is busy with, also when another has lost the database.
    let (mut all, mut waited) = (Ok(Delivered::default()), false);
    loop {
        let due = if all.is_ok() && lines.len() < LINES { hand.fill().await } else { Ok(0) };
        match due {
            Ok(due) => {
                let wanted = if waited { lines.len() + due } else { due.div_ceil(PER_LINE) };
                while lines.len() < wanted.min(LINES) {
                    lines.spawn(work(hand.clone(), transport.clone()));
                }
            }
            Err(error) => all = Err(error),
        }
        let ended = tokio::select! {
            ended = lines.join_next() => ended,
            () = time::sleep(LOOK) => {
                waited = true;
                continue;
            }
        };
        waited = false;
        let Some(ended) = ended else { break };
        let ended = ended.unwrap_or_else(|error| Err(sqlx::Error::Io(std::io::Error::other(error))));
        all = all.and_then(|all| ended.map(|ended| all + ended));
    }
    hand.give_back().await?;
    all
}

/// What the lines have in hand together.
#[derive(Clone)]
struct Hand {
    pool: PgPool,
    clock: Clock,
    stop: Stop,
    /// Each with the time until which it may be begun with.
    held: Arc<Mutex<VecDeque<(Due, time::Instant)>>>,
}

impl Hand {
    /// Takes what is due where nothing is in hand; how much a line may begin with now.
    async fn fill(&self) -> sqlx::Result<usize> {
        let mut held = self.held.lock().await;
        if *self.stop.borrow() {
            return Ok(0);
        }
        if held.is_empty() {
            self.claim(&mut held).await?;
        }
        Ok(held.len())
    }

    /// The next message for a line; none when nothing is due, or it is to stop.
    async fn next(&self) -> sqlx::Result<Option<Due>> {
        let mut held = self.held.lock().await;
        while !*self.stop.borrow() {
            if held.is_empty() {
                self.claim(&mut held).await?;
            }
            let Some((due, until)) = held.pop_front() else { break };
            if time::Instant::now() < until {
                return Ok(Some(due));
            }
            store::give_back(&mut *self.pool.acquire().await?, due.id).await?;
        }
        Ok(None)
    }

    async fn claim(&self, held: &mut VecDeque<(Due, time::Instant)>) -> sqlx::Result<()> {
        let (now, until) = (self.clock.now(), time::Instant::now() + BEGINS);
        let mut db = self.pool.acquire().await?;
        for priority in Priority::ALL {
            let most = IN_HAND - i64::try_from(held.len()).unwrap_or(IN_HAND);
            if most > 0 {
                let lease = now.plus_minutes(LEASE_MINUTES);
                let due = store::claim(&mut db, priority, most, now, lease).await?;
                held.extend(due.into_iter().map(|due| (due, until)));
            }
        }
        Ok(())
    }

    /// Leaves what was not begun with to others.
    async fn give_back(&self) -> sqlx::Result<()> {
        for (due, _) in self.held.lock().await.drain(..) {
            store::give_back(&mut *self.pool.acquire().await?, due.id).await?;
        }
        Ok(())
    }
}

/// One line: one message after another, until nothing is due.
async fn work(hand: Hand, transport: Transport) -> sqlx::Result<Delivered> {
    let (mut line, mut delivered) = (Line::default(), Delivered::default());
    while let Some(due) = hand.next().await? {
        if send(&hand.pool, &hand.clock, &transport, &mut line, due).await? {
            delivered.sent += 1;
        } else {
            delivered.failed += 1;
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
    let (tries, why) = (due.tries + 1, kept(&failed.why));
    // The other server's words name addresses: the log of mail has them.
    let (fault, code) = (failed.fault.sentence(), failed.code.unwrap_or_default());
    tracing::warn!(message = due.id, code, "Message {} was not sent. {fault}", due.id);
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
