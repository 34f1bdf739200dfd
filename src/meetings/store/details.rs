//! The small parts of one meeting, in one query.

use serde::Deserialize;
use sqlx::{PgConnection, types::Json};

use crate::{
    clock::Instant,
    db::MeetingId,
    meetings::{AgendaItem, Attendee, Proposal, Recording, Said, SittingMove},
    texts::VersionLine,
};

/// The parts of a meeting beside its sittings and the text of its report.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// The agenda, in order.
    pub agenda: Vec<AgendaItem>,
    /// What participants want on it, oldest first.
    pub proposals: Vec<Proposal>,
    /// Links to recordings, in order.
    pub recordings: Vec<Recording>,
    /// Who took part, as entered.
    pub attendees: Vec<Attendee>,
    /// Who said whether they come, in the order of their answers.
    pub said: Vec<Said>,
    /// How its times moved, oldest first.
    pub moves: Vec<SittingMove>,
    /// When the list of participants changed after the report was out, oldest first.
    pub annex_changes: Vec<Instant>,
    /// Whether its report was imported.
    pub was_imported: bool,
    /// The newest version of its report that was ever out.
    pub report: Option<VersionLine>,
    /// Whether anybody was invited to it by mail.
    pub was_told: bool,
    /// Whether its time was chosen from a poll.
    pub was_polled: bool,
    /// What came of it and of its report's paragraphs: tasks.
    pub came_of_it: Vec<CameOfIt>,
}

/// Something that came of a call.
#[derive(Debug, Clone, Deserialize)]
pub struct CameOfIt {
    /// As it is cited.
    pub label: String,
    /// Its address.
    pub path: String,
    /// What exactly it came of, as that is cited.
    pub of: String,
    /// Its address.
    pub of_path: String,
}

impl Details {
    /// Leaves out recordings and participants, which are not public yet.
    pub fn withhold_record(&mut self) {
        self.recordings.clear();
        self.attendees.clear();
    }
}

/// Finds them.
pub async fn find_details(db: &mut PgConnection, meeting: MeetingId) -> sqlx::Result<Details> {
    let row = sqlx::query!(
        r#"
        select
            (select json_agg(agenda_item order by position) from agenda_item where meeting_id = $1)
                as "agenda: Json<Vec<AgendaItem>>",
            (select json_agg(json_build_object('id', agenda_proposal.id, 'title', title, 'reason', reason, 'name', person.name,
                    'in_grace', in_grace, 'state', state) order by agenda_proposal.id)
             from agenda_proposal join person on person.id = person_id where meeting_id = $1)
                as "proposals: Json<Vec<Proposal>>",
            (select json_agg(recording order by sitting.position, recording.position)
             from recording join sitting on sitting.id = sitting_id where meeting_id = $1)
                as "recordings: Json<Vec<Recording>>",
            (select json_agg(json_build_object('sitting_id', sitting_id, 'person', attribution.person_id,
                    'name', attribution.name, 'affiliation', attribution.affiliation,
                    'group_code', attribution.group_code, 'group_label', attribution.group_label,
                    'removed_group', case when person.erased_at is not null
                        then coalesce(nullif(attribution.group_label, ''), stakeholder_group.label) end,
                    'role', role, 'place', place, 'shown', attendance.shown, 'wished', person.annex_shown,
                    'chosen', annex_choice.shown)
                order by sitting.position, attendance.position)
             from attendance
             join sitting on sitting.id = sitting_id
             join attribution on attribution.id = attribution_id
             left join person on person.id = attribution.person_id
             left join annex_choice using (person_id, meeting_id)
             left join stakeholder_group on stakeholder_group.code = attribution.group_code
             where meeting_id = $1) as "attendees: Json<Vec<Attendee>>",
            (select json_agg(json_build_object('sitting_id', rsvp.sitting_id, 'person', person.id, 'name', person.name,
                    'answer', rsvp.answer, 'note', rsvp.note, 'wished', person.annex_shown, 'chosen', annex_choice.shown,
                    'has_account', exists(select from account where account.person_id = person.id))
                order by rsvp.answered_at, rsvp.id)
             from rsvp
             join sitting on sitting.id = rsvp.sitting_id
             join person on person.id = rsvp.person_id
             left join annex_choice on annex_choice.person_id = person.id and annex_choice.meeting_id = sitting.meeting_id
             where sitting.meeting_id = $1) as "said: Json<Vec<Said>>",
            (select json_agg(sitting_move order by sitting_move.id)
             from sitting_move join sitting on sitting.id = sitting_id where meeting_id = $1)
                as "moves: Json<Vec<SittingMove>>",
            (select json_agg(at order by id) from annex_change where meeting_id = $1)
                as "annex_changes: Json<Vec<Instant>>",
            exists(select from imported_report where meeting_id = $1) as "was_imported!",
            exists(
                select from invitation join sitting on sitting.id = sitting_id where meeting_id = $1
            ) as "was_told!",
            exists(select from poll where poll.meeting_id = $1 and poll.state = 'confirmed') as "was_polled!",
            (select row_to_json(version)
             from version join meeting on report_text_id = text_id
             where meeting.id = $1 and number is not null
             order by number desc limit 1) as "report: Json<VersionLine>",
            (select json_agg(json_build_object('label', citing.label, 'path', citing.path, 'of', cited.label,
                    'of_path', cited.path) order by citing.id)
             from meeting
             join cycle on cycle.id = meeting.cycle_id
             join forum on forum.id = cycle.forum_id
             cross join lateral (select '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial as path) as page
             -- the call itself, and the paragraphs that lie under it
             join reference as cited on cited.path collate "C" >= page.path and cited.path collate "C" < page.path || '$'
             join citation on cited_id = cited.id
             join reference as citing on citing.id = citing_id and citing.visible
             where meeting.id = $1) as "came_of_it: Json<Vec<CameOfIt>>"
        "#,
        meeting.0,
    )
    .fetch_one(db)
    .await?;
    Ok(Details {
        agenda: list(row.agenda),
        proposals: list(row.proposals),
        recordings: list(row.recordings),
        attendees: list(row.attendees),
        said: list(row.said),
        moves: list(row.moves),
        annex_changes: list(row.annex_changes),
        was_imported: row.was_imported,
        was_told: row.was_told,
        was_polled: row.was_polled,
        came_of_it: list(row.came_of_it),
        report: row.report.map(|Json(report)| report),
    })
}

fn list<T>(json: Option<Json<Vec<T>>>) -> Vec<T> {
    json.map(|Json(list)| list).unwrap_or_default()
}
