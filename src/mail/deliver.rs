//! Sending what is due: one message, one transaction.

use sqlx::PgPool;

use super::{State, Transport, store};
use crate::clock::Instant;

/// How often a message is tried before it is given up: over a bit more than two days.
const MOST_TRIES: i32 = 10;

/// What became of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Nothing is due.
    Idle,
    /// One message was sent.
    Sent,
    /// One message was put off or given up.
    Failed,
}

/// Sends the message that has been due for longest.
///
/// # Errors
/// When the database is gone; a message that cannot be sent is no error, but put off.
pub async fn deliver(pool: &PgPool, transport: &Transport, now: Instant) -> sqlx::Result<Delivery> {
    let mut tx = pool.begin().await?;
    let Some(due) = store::claim(&mut tx, now).await? else { return Ok(Delivery::Idle) };

    let delivery = match transport.send(&due, now).await {
        Ok(()) => {
            store::settle(&mut tx, due.id, State::Sent, None, now).await?;
            Delivery::Sent
        }
        Err(failed) => {
            tracing::warn!(message = due.id, "Message {} was not sent.", due.id);
            let tries = due.tries + 1;
            if failed.for_good || tries >= MOST_TRIES {
                store::settle(&mut tx, due.id, State::Failed, Some(&failed.why), now).await?;
            } else {
                store::put_off(&mut tx, due.id, &failed.why, now.plus_minutes(minutes_until_next(tries)))
                    .await?;
            }
            Delivery::Failed
        }
    };
    tx.commit().await?;
    Ok(delivery)
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
