//! Reports in the wordings and layouts that people use beside the usual ones.

use intersession::meetings::import::{
    Kind, NextMeetingKind, RecordingKind, Report, parse, parse_bytes, words,
};
use jiff::civil::{Date, date, time};

/// Reads a text and checks that no word of it was lost.
pub fn read(text: &str) -> Report {
    let report = parse(text);
    assert_eq!(words::unaccounted(text, &report), Vec::<String>::new());
    report
}

pub fn names(report: &Report) -> Vec<&str> {
    report.participants.iter().map(|person| person.name.as_str()).collect()
}

pub fn owners(report: &Report) -> Vec<Vec<&str>> {
    report.actions.iter().map(|action| action.owners.iter().map(String::as_str).collect()).collect()
}

pub fn headings(report: &Report) -> Vec<&str> {
    report.headings.iter().map(|heading| heading.text.as_str()).collect()
}

#[test]
fn tasks_in_lines_of_their_own() {
    let report = read(include_str!("variations/tasks_in_lines_of_their_own.txt"));

    let owned = [
        vec!["Basil Sample"],
        vec!["The Secretariat"],
        vec!["Dora Sample"],
        vec!["Basil Sample", "Estragona Sample"],
        vec!["the Secretariat"],
        vec!["Sample Library Union"],
        vec![],
        vec!["Dora Sample"],
    ];
    assert_eq!(owners(&report), owned);
    assert_eq!(report.actions[2].text, "Action: Count the lamps Owner: Dora Sample Due: 19 June");
    let texts: Vec<&str> = report.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts[2], "Action: Count the lamps  \nOwner: Dora Sample  \nDue: 19 June", "not run together");
    let with_gaps =
        ["**Action point 3:** Ask around", "**Responsible:** the Secretariat", "**Deadline:** end of July"];
    assert_eq!(texts[4..7], with_gaps);
    assert_eq!(headings(&report), ["What was agreed"]);
    assert_eq!(report.participants.len(), 4);
}

#[test]
fn a_chairmanship_a_dagger_and_either_or_days() {
    let report = read(include_str!("variations/a_chairmanship_a_dagger_and_either_or_days.txt"));

    assert_eq!((report.ordinal, report.date), (Some(4), Some(date(2018, 5, 3))));
    assert_eq!(report.facilitators, ["Odile Brandt"]);
    assert_eq!(report.footnotes[0].mark, "†");
    assert_eq!(owners(&report), [["Ravi Sample"], ["the Secretariat"]]);
    assert_eq!(report.next_meeting.dates, [date(2018, 5, 17), date(2018, 5, 24)]);
    assert_eq!(report.participants[3].role.as_deref(), Some("rapporteur"));
    assert_eq!(report.recordings.len(), 1);
}

#[test]
fn numbered_action_points_and_a_spoken_recording() {
    let report = read(include_str!("variations/numbered_action_points_and_a_spoken_recording.txt"));

    assert_eq!((report.ordinal, report.date), (Some(4), Some(date(2019, 5, 3))));
    assert_eq!((report.facilitators.len(), report.footnotes.len()), (1, 0));
    assert_eq!(names(&report), ["Pilar Ozols", "Tomas Wren", "Ada B. Kone"]);
    assert_eq!(owners(&report), [vec!["Ada B. Kone"], vec!["Tomas Wren"], vec![]]);
    assert_eq!(report.next_meeting.dates, [date(2019, 6, 14)]);
    assert_eq!(report.recordings[0].kind, RecordingKind::Stream);
    assert_eq!(report.recordings[0].access_code.as_deref(), Some("Lamp*44"));
}

#[test]
fn an_agenda_above_numbered_headings() {
    let report = read(include_str!("variations/an_agenda_above_numbered_headings.txt"));

    assert_eq!((report.ordinal, report.date), (Some(4), Some(date(2018, 5, 3))));
    assert_eq!(report.agenda, ["Welcome", "The list of seeds\n- wheat\n- rye", "Any other business"]);
    assert_eq!(report.facilitators, ["Hana Sample"]);
    assert_eq!(report.footnotes[0].text.as_deref(), Some("It was one in the year 1200."));
    assert_eq!(owners(&report), [["Hana"], ["Boris"]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::None);
    assert_eq!((headings(&report).len(), names(&report).len(), report.warnings.len()), (3, 3, 1));
}

#[test]
fn an_ambiguous_day_and_participants_by_tabs() {
    let report = read(include_str!("variations/an_ambiguous_day_and_participants_by_tabs.txt"));

    assert_eq!((report.date, report.cycle_year, report.warnings.len()), (None, Some(2018), 1));
    assert_eq!(names(&report), ["Bea Holm", "Carl Obi", "Dora van Elk"]);
    assert_eq!(owners(&report), [["Carl Obi"], ["Dora"]]);
    assert_eq!(report.recordings[0].kind, RecordingKind::Stream);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn a_mail_with_stars_and_a_passcode() {
    let report = read(include_str!("variations/a_mail_with_stars_and_a_passcode.txt"));

    assert_eq!(report.date, Some(date(2018, 5, 3)));
    assert_eq!(report.facilitators, ["Igor Tan"]);
    assert_eq!(names(&report), ["Lena Sample", "Igor Tan", "Wu Fei"]);
    assert_eq!(report.recordings[0].access_code.as_deref(), Some("7&yT!q2"));
    assert_eq!(report.next_meeting.dates, [date(2018, 5, 31)]);
}

#[test]
fn capitals_and_an_informal_call() {
    let report = read(include_str!("variations/capitals_and_an_informal_call.txt"));

    assert_eq!((report.kind, report.forum.as_deref()), (Kind::Informal, Some("River Pilots")));
    assert_eq!(report.facilitators, ["Nils Abara", "Eve-Marie Cho"]);
    assert_eq!(headings(&report), ["INTRODUCTION", "DISCUSSION", "NEXT STEPS"]);
    assert_eq!(owners(&report), [vec!["Nils"], vec!["The consultant"], vec![]]);
    assert_eq!((report.footnotes.len(), report.participants.len()), (1, 3));
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn a_joint_call_with_one_password_for_two_links() {
    let report = read(include_str!("variations/a_joint_call_with_one_password_for_two_links.txt"));

    assert_eq!((report.kind, report.date), (Kind::Joint, Some(date(2018, 5, 3))));
    assert_eq!(report.moderators, ["Ana Ruiz", "Bo Chen"]);
    assert_eq!(report.footnotes[0].mark, "*");
    assert!(report.recordings.iter().all(|recording| recording.access_code.as_deref() == Some("Bridge9")));
    assert_eq!(owners(&report), [vec!["Ana Ruiz", "Bo Chen"], vec!["Ole Dahl"]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
}

#[test]
fn a_text_that_begins_with_its_body() {
    let report = read(include_str!("variations/a_text_that_begins_with_its_body.txt"));

    assert_eq!((report.title.as_deref(), report.ordinal), (None, Some(7)));
    assert_eq!(report.date, Some(date(2018, 5, 8)));
    assert_eq!(report.facilitators, ["Felix Amadi"]);
    assert_eq!(owners(&report), [vec!["Grace Sample", "Yusuf Sample"], vec![]]);
    assert_eq!(report.next_meeting.dates, [date(2018, 5, 22)]);
}

#[test]
fn wrapped_participants_and_hanging_paragraphs() {
    let report = read(include_str!("variations/wrapped_participants_and_hanging_paragraphs.txt"));

    assert_eq!(report.forum.as_deref(), Some("Coastal Weather Stations (CWS)"));
    assert_eq!(report.facilitators, ["Olga Brandt"]);
    assert_eq!((report.paragraphs.len(), report.participants.len()), (4, 5));
    assert_eq!(report.participants[1].affiliation.as_deref(), Some("Sample University of the Coast"));
    assert_eq!(report.recordings.len(), 2);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn bold_headings_with_numbers() {
    let report = read(include_str!("variations/bold_headings_with_numbers.txt"));

    assert_eq!((report.ordinal, report.date), (Some(3), Some(date(2017, 10, 2))));
    assert_eq!(report.headings.len(), 4);
    assert_eq!(names(&report).len(), 4);
    assert_eq!(report.recordings[0].kind, RecordingKind::Stream);
    assert_eq!(report.next_meeting.dates, [date(2017, 10, 16), date(2017, 10, 23)]);
}

#[test]
fn a_quoted_report_with_lettered_headings() {
    let report = read(include_str!("variations/a_quoted_report_with_lettered_headings.txt"));

    assert_eq!((report.ordinal, report.date), (Some(6), Some(date(2018, 3, 1))));
    assert_eq!(report.moderators, ["Ines Sample"]);
    assert_eq!(headings(&report)[1], "B. What was said");
    assert_eq!(report.actions.len(), 3);
    assert_eq!(report.next_meeting.dates, [date(2018, 3, 15), date(2018, 3, 22)]);
}

#[test]
fn two_sittings_and_two_annexes() {
    let report = read(include_str!("variations/two_sittings_and_two_annexes.txt"));

    assert_eq!((report.kind, report.sittings.len()), (Kind::Joint, 2));
    assert_eq!(report.facilitators, ["Ama Sample", "Piet de Boer"]);
    assert_eq!(names(&report), ["Ama Sample", "Petra Vogel", "Piet de Boer", "Lu Wen"]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
    assert_eq!(report.footnotes[0].mark, "2");
}

#[test]
fn tasks_behind_dashes_and_a_row_of_people() {
    let report = read(include_str!("variations/tasks_behind_dashes_and_a_row_of_people.txt"));

    assert_eq!(report.facilitators, ["Hedda Sample"]);
    assert_eq!(owners(&report), [["Hedda Sample"], ["Paul Oyelaran"], ["Secretariat"]]);
    assert_eq!(names(&report), ["Hedda Sample", "Paul Oyelaran", "Rui Sample", "Ewa", "Kofi Sample"]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn a_table_of_actions_and_surnames_first() {
    let report = read(include_str!("variations/a_table_of_actions_and_surnames_first.txt"));

    assert_eq!((report.ordinal, report.date), (Some(9), Some(date(2018, 10, 4))));
    assert_eq!(report.facilitators, ["Oyelaran Sample", "Birte Holm"]);
    assert_eq!(names(&report), ["Birte Holm", "Oyelaran Sample", "Inês Costa", "Sione Tui"]);
    assert_eq!(owners(&report), [vec!["Tui"], vec!["Sione Tui"], vec!["Inês Costa", "Birte Holm"]]);
    assert_eq!(headings(&report)[2], "3   Any other business");
    assert_eq!(report.next_meeting.dates, [date(2018, 11, 1)]);
}

#[test]
fn bullets_alone_and_a_pass_phrase() {
    let report = read(include_str!("variations/bullets_alone_and_a_pass_phrase.txt"));

    assert_eq!((report.kind, report.date, report.time_utc), (Kind::Informal, None, None));
    assert_eq!(report.warnings.len(), 2);
    assert_eq!(report.facilitators, ["Paulo Sample", "Mette Sample-Brandt"]);
    assert_eq!(owners(&report), [["Paulo"], ["Mette"]]);
    assert_eq!(report.recordings[0].access_code.as_deref(), Some("low tide"));
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
}

#[test]
fn a_forwarded_mail_signed_with_a_name() {
    let report = read(include_str!("variations/a_forwarded_mail_signed_with_a_name.txt"));

    assert_eq!((report.title.as_deref(), report.ordinal), (None, Some(3)));
    assert_eq!(report.date, Some(date(2019, 6, 5)));
    assert_eq!(report.footnotes.len(), 2);
    assert_eq!(owners(&report), [["Ana Sample", "Tomasz Sample"]]);
    assert_eq!(report.next_meeting.dates, [date(2019, 6, 26)]);
}

#[test]
fn a_double_call_in_a_twice_quoted_mail() {
    let report = read(include_str!("variations/a_double_call_in_a_twice_quoted_mail.txt"));

    let sittings: Vec<_> = report.sittings.iter().map(|sitting| (sitting.date, sitting.time_utc)).collect();
    assert_eq!(
        sittings,
        [(date(2018, 2, 14), Some(time(7, 0, 0, 0))), (date(2018, 2, 15), Some(time(19, 0, 0, 0)))]
    );
    assert_eq!((report.ordinal, report.paragraphs.len()), (Some(3), 3));
    assert_eq!(report.facilitators, ["Lindiwe Sample", "Grzegorz Sample"]);
    assert_eq!(names(&report).len(), 5);
}

#[test]
fn a_web_page_with_a_moment_and_a_table() {
    let report = read(include_str!("variations/a_web_page_with_a_moment_and_a_table.txt"));

    assert_eq!(report.title.as_deref(), Some("Second call of the BPF on Night Trains (2019)"));
    assert_eq!((report.date, report.time_utc), (Some(date(2019, 5, 14)), Some(time(16, 30, 0, 0))));
    assert_eq!(report.facilitators, ["Jo Vos"]);
    assert_eq!(names(&report), ["Jo Vos", "Magda K.", "Rasheed Sample-Olin"]);
    assert_eq!(report.recordings.len(), 2);
    assert_eq!(report.recordings[1].kind, RecordingKind::Download);
}

#[test]
fn the_planning_of_a_session() {
    let report = read(include_str!("variations/the_planning_of_a_session.txt"));

    assert_eq!((report.kind, report.date), (Kind::Session, Some(date(2017, 11, 23))));
    assert_eq!(report.facilitators, ["Amina Sample"]);
    assert_eq!(owners(&report)[1], ["Pål", "the IGF Secretariat"]);
    assert_eq!(report.next_meeting.dates, [date(2017, 12, 11), date(2017, 12, 17)]);
}

#[test]
fn fused_words_and_a_broken_link_with_a_password() {
    let report = read(include_str!("variations/fused_words_and_a_broken_link_with_a_password.txt"));

    assert_eq!((report.ordinal, report.date), (Some(6), Some(date(2016, 8, 24))));
    assert!(report.recordings[0].url.ends_with("=aa11bb22cc33dd44ee55ff66"));
    assert!(report.recordings.iter().all(|recording| recording.access_code.as_deref() == Some("Dog2016")));
    assert_eq!(report.next_meeting.dates, [date(2016, 9, 7), date(2016, 9, 9), date(2016, 9, 14)]);
}

#[test]
fn a_page_of_a_pdf_with_days_that_differ() {
    let report = read(include_str!("variations/a_page_of_a_pdf_with_days_that_differ.txt"));

    assert_eq!((report.date, report.cycle_year), (None, Some(2018)));
    assert_eq!((report.facilitators.len(), report.moderators.len()), (1, 1));
    assert_eq!(report.paragraphs[2].text, "4.1 that paint is dear;");
    assert_eq!(names(&report), ["Idris Sample", "Maud Sample", "Nomsa"]);
    assert_eq!(report.next_meeting.dates, [date(2018, 5, 30), date(2018, 6, 6)]);
}

#[test]
fn lettered_headings_and_tasks_behind_colons() {
    let report = read(include_str!("variations/lettered_headings_and_tasks_behind_colons.txt"));

    assert_eq!((report.kind, report.time_utc), (Kind::Joint, Some(time(0, 0, 0, 0))));
    assert_eq!(report.facilitators, ["Esi Sample", "Leo Sample"]);
    assert_eq!(headings(&report)[1..4], ["Summary of discussion", "A. Stocktaking", "B. Ideas"]);
    assert_eq!(owners(&report), [["Leo"], ["Esi"], ["co-chairs"]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
}

#[test]
fn a_call_of_a_day_opened_by_its_co_facilitators() {
    let report = read(include_str!("variations/a_call_of_a_day_opened_by_its_co_facilitators.txt"));

    assert_eq!((report.date, report.forum.as_deref()), (Some(date(2018, 7, 3)), Some("Street Music")));
    assert_eq!(report.facilitators, ["Candide Sample", "Rósa Sample"]);
    assert_eq!(headings(&report), ["1.1 Opening", "1.2 Music and noise", "1.3 What is to be done"]);
    assert_eq!((report.footnotes.len(), report.recordings.len()), (2, 1));
    assert_eq!(owners(&report), [vec!["Candide Sample"], vec!["Rósa Sample", "Femi Sample"]]);
    assert_eq!(report.next_meeting.dates, [date(2018, 7, 24)]);
}

#[test]
fn a_memorandum_and_a_verb_for_two() {
    let report = read(include_str!("variations/a_memorandum_and_a_verb_for_two.txt"));

    assert_eq!(report.title.as_deref(), Some("Summary of the fifth virtual meeting"));
    assert_eq!((report.forum.as_deref(), report.date), (Some("Harbour Lights"), Some(date(2018, 6, 7))));
    assert_eq!(owners(&report), [["Sample Osei", "Sample Brandt"]]);
    assert_eq!(report.next_meeting.dates, [date(2018, 8, 12)], "not the day of the conference");
}

#[test]
fn turns_of_speech_and_what_came_of_them() {
    let report = read(include_str!("variations/turns_of_speech_and_what_came_of_them.txt"));

    assert_eq!((report.ordinal, report.date), (Some(4), Some(date(2019, 5, 9))));
    assert_eq!(
        (report.facilitators.as_slice(), report.paragraphs.len()),
        (&["Sample Holm".to_owned()][..], 6)
    );
    assert_eq!(owners(&report), [["Sample Tui"]]);
    assert_eq!(report.next_meeting.dates, [date(2019, 5, 23)]);
}

#[test]
fn a_numbered_day_and_named_sittings() {
    let report = read(include_str!("variations/a_numbered_day_and_named_sittings.txt"));

    assert_eq!(
        report.title.as_deref(),
        Some("Best Practice Forum on Quiet Streets – Call 6 – 3 October 2018")
    );
    assert_eq!((report.ordinal, report.date), (Some(6), Some(date(2018, 10, 3))));
    assert_eq!(report.paragraphs[1].number, Some(2));
    assert_eq!(names(&report), ["Sample Vogel", "Sample Wen", "Sample Costa"]);
}

#[test]
fn labels_in_a_table() {
    let report = read(include_str!("variations/labels_in_a_table.txt"));

    assert_eq!((report.title.as_deref(), report.ordinal), (Some("BPF Tide Tables"), Some(3)));
    assert_eq!((report.date, report.time_utc), (Some(date(2021, 3, 9)), Some(time(13, 30, 0, 0))));
    assert_eq!(report.facilitators, ["Sample Adebayo", "Sample Lindgren"]);
    assert_eq!(owners(&report), [vec!["Sample Quist"], vec!["Sample Lindgren"], vec![]]);
    assert_eq!(report.actions[0].text, "Sample Quist: put the tables online", "without its tick");
    assert_eq!(report.paragraphs.len(), 3);
}

#[test]
fn labels_behind_stars_and_a_list_of_chairs() {
    let report = read(include_str!("variations/labels_behind_stars_and_a_list_of_chairs.txt"));

    assert_eq!((report.date, report.time_utc), (Some(date(2019, 6, 4)), Some(time(14, 30, 0, 0))));
    assert_eq!(report.other_dates, [date(2019, 4, 30), date(2019, 5, 20)]);
    assert_eq!(report.facilitators, ["Sample Moreau", "Sample Haugen"]);
    assert_eq!(owners(&report), [["Sample Ito"]], "what the railways are asked for is news");
    assert_eq!((report.paragraphs.len(), report.warnings.len()), (4, 0));
}

#[test]
fn a_year_in_the_header_of_the_mail() {
    let report = read(include_str!("variations/a_year_in_the_header_of_the_mail.txt"));

    assert_eq!((report.date, report.forum.as_deref()), (Some(date(2017, 12, 14)), Some("Weather Stations")));
    assert!(report.warnings[0].contains("2017 was taken from the mail"));
    assert_eq!(report.facilitators, ["Sample Castellano"]);
    assert_eq!(owners(&report), [["Sample Ngata"], ["Sample Ngata"], ["Sample Bergqvist"]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
}

#[test]
fn days_of_other_calls() {
    let report = read(include_str!("variations/days_of_other_calls.txt"));

    assert_eq!((report.ordinal, report.date), (Some(3), Some(date(2019, 5, 8))));
    let others = [(2, 6), (4, 3), (4, 24), (4, 26), (6, 5)];
    assert_eq!(report.other_dates, others.map(|(month, day)| date(2019, month, day)));
    assert_eq!(report.facilitators, ["Sample Ferreira"]);
    assert_eq!(report.next_meeting.dates, [date(2019, 6, 5)]);
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn chairs_with_what_is_said_of_each() {
    let report = read(include_str!("variations/chairs_with_what_is_said_of_each.txt"));

    assert_eq!((report.kind, report.date), (Kind::Joint, Some(date(2018, 9, 12))));
    assert_eq!(report.facilitators, ["Sample Duarte", "Sample Petrov"]);
    assert_eq!(report.moderators, ["Sample Duarte", "Sample Kamau"]);
    assert_eq!(owners(&report), [["Sample Petrov"], ["Sample Kamau"]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn moderators_on_the_list_alone() {
    let report = read(include_str!("variations/moderators_on_the_list_alone.txt"));

    assert_eq!(report.moderators, ["Sample Rossi", "Sample Hansen"], "and not the one of a list");
    assert!(report.facilitators.is_empty());
    assert_eq!(owners(&report), [["Sample Tran", "Sample Mwangi"]]);
    assert_eq!(names(&report), ["Sample Rossi", "Sample Hansen", "Sample Mwangi", "Sample Tran"]);
}

#[test]
fn what_was_agreed_in_letters() {
    let report = read(include_str!("variations/what_was_agreed_in_letters.txt"));

    assert_eq!((report.ordinal, report.date), (Some(2), Some(date(2017, 4, 11))));
    assert_eq!(report.facilitators, ["Sample Eriksen"]);
    let owned =
        [vec![], vec!["Sample Oduya"], vec![], vec!["Sample Eriksen"], vec!["Sample Lau", "Sample Oduya"]];
    assert_eq!(owners(&report), owned);
    assert!(report.sittings.is_empty());
}

#[test]
fn a_forum_of_many_things_and_its_links() {
    let report = read(include_str!("variations/a_forum_of_many_things_and_its_links.txt"));

    assert_eq!(report.forum.as_deref(), Some("Rivers, Lakes & the Sea"));
    assert_eq!(report.facilitators, ["Sample Vries", "Sample Abiola"]);
    assert_eq!(report.recordings[0].kind, RecordingKind::Stream);
    assert_eq!(report.recordings[1].kind, RecordingKind::Download);
    assert!(report.recordings.iter().all(|recording| recording.access_code.as_deref() == Some("Tide-17")));
    assert!(report.paragraphs.iter().all(|paragraph| !paragraph.text.contains("://")), "no link twice");
    assert_eq!(report.next_meeting.dates, [date(2018, 2, 14)]);
}

#[test]
fn work_that_was_shared_out() {
    let report = read(include_str!("variations/work_that_was_shared_out.txt"));

    assert_eq!((report.ordinal, report.date), (Some(6), Some(date(2018, 6, 20))));
    assert_eq!(report.facilitators, ["Sample Novak"]);
    let owned = [
        vec!["Sample Adeyemi", "Sample Novak", "Sample Reyes"],
        vec!["Sample Kimura", "Sample Reyes"],
        vec!["The consultant"],
    ];
    assert_eq!(owners(&report), owned);
    assert_eq!(report.recordings.len(), 2);
    assert!(report.recordings.iter().all(|recording| recording.access_code.as_deref() == Some("Arch6")));
    assert!(report.warnings.is_empty(), "every four weeks is no other day: {:?}", report.warnings);
}

#[test]
fn fields_without_a_title() {
    let report = read(include_str!("variations/fields_without_a_title.txt"));

    assert_eq!(report.title.as_deref(), Some("Best Practice Forum on Noise, Light and Rest"));
    assert_eq!((report.forum.as_deref(), report.kind), (Some("Noise, Light and Rest"), Kind::Session));
    assert_eq!((report.date, report.time_utc), (Some(date(2019, 11, 27)), None));
    assert!(report.warnings[0].contains("UTC+1"));
    assert_eq!(
        (report.facilitators.len(), report.moderators.as_slice()),
        (0, &["Sample Brandt".to_owned()][..])
    );
    assert_eq!(report.paragraphs.len(), 4);
}

/// What is no report yields nothing but its own lines and a plain warning.
fn assert_refused(name: &str, bytes: &[u8]) {
    let report = parse_bytes(bytes);
    assert_eq!((&report.title, report.kind, report.date), (&None, Kind::Other, None::<Date>), "{name}");
    assert_eq!((&report.forum, report.ordinal, report.cycle_year), (&None, None, None), "{name}");
    assert!(
        report.paragraphs.is_empty() && report.headings.is_empty() && report.footnotes.is_empty(),
        "{name}"
    );
    assert!(report.participants.is_empty() && report.recordings.is_empty(), "{name}");
    assert!(report.actions.is_empty() && report.agenda.is_empty() && report.other_dates.is_empty(), "{name}");
    assert_eq!((report.next_meeting.kind, report.warnings.len()), (NextMeetingKind::None, 1), "{name}");
    assert!(report.warnings[0].contains("not the report") || report.warnings[0].contains("empty"), "{name}");
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(words::unaccounted(text, &report), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_is_no_report_is_refused_whole() {
    let inputs: [(&str, &[u8]); 7] = [
        ("empty", b""),
        ("binary", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xd8"),
        ("page", b"<!DOCTYPE html>\n<html><head><title>Hours</title></head>\n<body><p>Open.</p></body></html>"),
        ("captions", b"RAW CAPTIONS\n\nHOST: Are we on?\n\nFERRAN: I am here.\n\nHOST: Good. Let us begin.\n\nFERRAN: Yes."),
        ("chatter", b"From: Ann <a@example.org>\nTo: b@example.org\nSubject: Re: the kettle\n\nHas anyone looked under the stage?\n\n> The kettle has gone from the kitchen, and we have guests tomorrow.\n"),
        ("invitation", b"Dear all,\n\nThe next call of the BPF on Spam will be on 5 June 2018 at 15:00 UTC. Please join us at https://calls.example.org/j.php?M=1.\n\nBest,\nAnn"),
        ("data", b"[\n {\"meeting\": \"BPF call\"}\n]"),
    ];
    for (name, bytes) in inputs {
        assert_refused(name, bytes);
    }
}
