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

/// Sets it. The next run of the job goes by it.
pub async fn set_periods(db: &mut PgConnection, by: PersonId, after: &Periods, now: Instant) -> Result<()> {
    let before = retention::find_periods(db).await?;
    let mut diff = Diff::new();
    for kept in Kept::ALL {
        retention::set_period(db, kept, after.of(&kept)).await?;
        diff = diff.field(kept.code(), before.of(&kept), after.of(&kept));
    }
    record(db, Some(by), "retention.changed", "It was changed for how long things are kept.", diff, now).await
}
