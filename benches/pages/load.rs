//! The load: sixteen connections that each ask again as soon as they have an answer.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use crate::common::ask::{ask, connect};

const CONNECTIONS: usize = 16;

/// How long a round lasts.
const LASTS: Duration = Duration::from_secs(1);

/// What came of a round.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// Answers a second.
    pub a_second: f64,
    /// Half of them came within, in milliseconds.
    pub p50_ms: f64,
    /// All but one in a hundred came within.
    pub p99_ms: f64,
}

/// How many bytes the body of a page has.
pub async fn size(port: u16, asking: &Asking) -> anyhow::Result<usize> {
    let mut stream = connect(port).await?;
    ask(&mut stream, &asking.next(), &asking.cookies).await
}

/// What is asked for, and by whom.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The address.
    pub path: String,
    /// The cookies of somebody; empty for nobody in particular.
    pub cookies: String,
    /// Whether a number that its query never had makes it another page each time, which is made anew.
    pub anew: bool,
}

impl Asking {
    /// The path to ask for next.
    pub fn next(&self) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        if !self.anew {
            return self.path.clone();
        }
        let sign = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{sign}anew={}", self.path, NUMBER.fetch_add(1, Ordering::Relaxed))
    }
}

/// Asks over all connections for a second.
pub async fn round(port: u16, asking_for: &Asking) -> anyhow::Result<Round> {
    let began = Instant::now();
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..CONNECTIONS {
        let asking_for = asking_for.clone();
        asking.spawn(async move {
            let mut stream = connect(port).await?;
            let mut took = Vec::new();
            while began.elapsed() < LASTS {
                let asked = Instant::now();
                ask(&mut stream, &asking_for.next(), &asking_for.cookies).await?;
                took.push(asked.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(done) = asking.join_next().await {
        took.extend(done??);
    }
    let seconds = began.elapsed().as_secs_f64();
    took.sort();
    let within = |share: usize| {
        let at = (took.len() * share / 100).min(took.len().saturating_sub(1));
        took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
    };
    #[expect(clippy::cast_precision_loss, reason = "a count of some thousands")]
    let a_second = took.len() as f64 / seconds;
    Ok(Round { a_second, p50_ms: within(50), p99_ms: within(99) })
}
