//! What is done to a forum's words for the stakeholder groups.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::PersonId,
    forum::{Forum, Group, store},
    web::Result,
};

/// Changes the groups of a forum, if nobody did since `edits`; else false. What was stated before keeps its words.
pub async fn change_groups(
    db: &mut PgConnection,
    by: PersonId,
    forum: &Forum,
    before: &[Group],
    after: &[Group],
    edits: i32,
    now: Instant,
) -> Result<bool> {
    if !store::set_groups(db, forum.id, after, edits).await? {
        return Ok(false);
    }
    let words = |groups: &[Group], hidden: bool| {
        let words: Vec<&str> =
            groups.iter().filter(|group| group.hidden == hidden).map(|group| group.label.as_str()).collect();
        words.join(", ")
    };
    let diff = Diff::new().field("offered", words(before, false), words(after, false)).field(
        "hidden",
        words(before, true),
        words(after, true),
    );
    let act = Act {
        actor: Some(by),
        verb: "forum.groups_changed",
        forum: Some(forum.id),
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: "The stakeholder groups of the forum were changed.".to_owned(),
        diff,
    };
    activity::store::record(db, now, act).await?;
    Ok(true)
}
