//! What is held about the mail that somebody gets.

use sqlx::PgConnection;

use super::held::{list, one};
use crate::{db::PersonId, privacy::model::MailHeld};

/// What they follow, how they want their mail, and the links that stand for them, in one query. Secrets, and that from
/// which they are made, stay where they are.
pub async fn find_mail(db: &mut PgConnection, person: PersonId) -> sqlx::Result<MailHeld> {
    let row = sqlx::query!(
        r#"
        select
            (select json_build_object('zone', zone, 'hour', hour, 'weekday', weekday, 'digests', digests,
                'remind_week', remind_week, 'remind_day', remind_day, 'remind_hour', remind_hour, 'last_digest_at', last_at)
             from reader where person_id = $1) as settings,
            (select json_agg(json_build_object('what', label, 'path', path, 'visible', visible, 'pace', pace,
                'began_at', began_at, 'changed_at', changed_at) order by label, subscription.id)
             from subscription
             join reference on reference.id = reference_id
             where person_id = $1) as follows,
            (select json_agg(json_build_object('does', details, 'made_at', created_at, 'ends_at', expires_at,
                'last_used_at', seen_at, 'taken_back_at', used_at) order by id desc)
             from link where person_id = $1) as standing_links
        "#,
        person.0,
    )
    .fetch_one(db)
    .await?;
    Ok(MailHeld {
        settings: row.settings.map(one).transpose()?,
        follows: list(row.follows)?,
        standing_links: list(row.standing_links)?,
    })
}
