//! Messages that wait in the outbox before the program starts.

use std::time::{Duration, Instant};

use intersession::{
    clock::Clock,
    mail::{Letter, List, store},
};
use sqlx::{Executor, PgPool};

/// Queues them; how long that took.
pub async fn fill(pool: &PgPool, count: usize) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let now = Clock::System.now();
    let mut tx = pool.begin().await?;
    for start in (0..count).step_by(1000) {
        let letters: Vec<Letter> = (start..count.min(start + 1000)).map(letter).collect();
        store::queue_many(&mut tx, &letters, now).await?;
    }
    tx.commit().await?;
    let took = began.elapsed();
    pool.execute("analyze message").await?;
    Ok(took)
}

/// One of them.
pub fn letter(n: usize) -> Letter {
    let news = "The call of Tuesday was reported; twelve paragraphs wait for your comments. ".repeat(20);
    let text =
        format!("News for you\n\nDear Sample Person {n},\n\n{news}\n\nYours: https://bpf.example.org/my/{n}");
    Letter::new("digest", &format!("sample-{n}@example.org"), None, &text)
        .unsubscribed_by(format!("https://bpf.example.org/u/{n:032x}"))
        .to_list(List { id: "cybersecurity".into(), name: "Cybersecurity".into(), ..List::default() })
        .about("/cybersecurity/2018")
        .bulk()
}
