//! What lists of participants show of a person.

use sqlx::PgConnection;

use super::record;
use crate::{
    activity::Diff,
    clock::Instant,
    db::{MeetingId, PersonId},
    meetings::Shown,
    privacy::{forms::Choice, store::annex},
    web::Result,
};

/// Changes it, in general and for single calls. Published lists follow at once, and say that they changed.
pub async fn choose_shown(
    db: &mut PgConnection,
    person: PersonId,
    shown: Shown,
    calls: &[Choice],
    now: Instant,
) -> Result<()> {
    let published = annex::list_published(db, person).await?;
    let before = annex::set_shown(db, person, shown).await?;
    for (call, chosen) in calls {
        annex::set_choice(db, person, *call, *chosen, now).await?;
    }
    let after = annex::list_published(db, person).await?;
    let changed = published.iter().zip(&after).filter(|(before, after)| before != after);
    let changed: Vec<MeetingId> = changed.map(|(_, (meeting, _))| *meeting).collect();
    annex::insert_changes(db, &changed, now).await?;
    let diff = Diff::new().field("in general", before.code(), shown.code());
    let what = "Somebody chose what lists of participants show of them.";
    record(db, Some(person), "person.annex_chosen", what, diff, now).await
}
