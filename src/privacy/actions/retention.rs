//! For how long things are kept.

use sqlx::PgConnection;

use super::record;
use crate::{
    activity::Diff,
    clock::Instant,
    db::PersonId,
    privacy::{
        retention::{Kept, Periods},
        store::retention,
    },
    web::Result,
};

/// Sets it, if nobody did since `edits`; else false. The next run of the job goes by it.
pub async fn set_periods(
    db: &mut PgConnection,
    by: PersonId,
    after: &Periods,
    edits: i32,
    now: Instant,
) -> Result<bool> {
    let (before, _) = retention::find_periods(db).await?;
    if !retention::set_periods(db, after, edits).await? {
        return Ok(false);
    }
    let changed = |diff: Diff, kept: Kept| diff.field(kept.code(), before.of(&kept), after.of(&kept));
    let diff = Kept::ALL.into_iter().fold(Diff::new(), changed);
    record(db, Some(by), "retention.changed", "It was changed for how long things are kept.", diff, now)
        .await?;
    Ok(true)
}
