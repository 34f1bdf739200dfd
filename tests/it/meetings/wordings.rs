//! Who was there, who promised what, of which forum: said in running text and in lists, in the wordings that people find.

use intersession::meetings::import::{Kind, NextMeetingKind, Report};
use jiff::civil::{date, time};

use super::variations::{headings, names, owners, read};

fn texts(report: &Report) -> Vec<&str> {
    report.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

fn warns_of(report: &Report, words: &[&str]) -> bool {
    report.warnings.iter().any(|warning| words.iter().all(|word| warning.contains(word)))
}

#[test]
fn full_lines_before_a_name_and_raised_marks_alone() {
    let report = read(include_str!("variations/full_lines_before_a_name_and_raised_marks_alone.txt"));

    let numbers: Vec<_> = report.paragraphs.iter().map(|paragraph| paragraph.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3), Some(4)]);
    assert!(texts(&report)[1].contains("the last page. Marigold Thimblewick promised"));
    let notes: Vec<_> = report.footnotes.iter().map(|note| note.text.as_deref()).collect();
    assert_eq!(notes, [Some("Farms with at least one boat."), Some("See the page of the BPF on Harbours.")]);
    assert_eq!(owners(&report), [["Marigold Thimblewick"], ["Crumb"]]);
    assert_eq!(names(&report).len(), 3);
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn two_forums_under_one_plural() {
    let report = read(include_str!("variations/two_forums_under_one_plural.txt"));

    assert_eq!((report.kind, report.forum.as_deref()), (Kind::Joint, Some("Tide Tables")));
    assert!(warns_of(&report, &["Tide Tables", "Lighthouse Data"]));
    assert_eq!((report.date, report.time_utc), (Some(date(2020, 6, 2)), Some(time(13, 0, 0, 0))));
    assert_eq!(report.facilitators, ["Wilhelmina Saltmarsh", "Ignatius Beacon"]);
    assert_eq!(owners(&report), [["Ignatius Beacon"], ["Both forums"], ["The editors of the handbook"]]);
    assert_eq!((report.paragraphs.len(), report.participants.len()), (4, 0));
    assert_eq!(report.recordings[0].access_code.as_deref(), Some("Fog-horn7"));
}

#[test]
fn lettered_points_of_a_mail_in_the_first_person() {
    let report = read(include_str!("variations/lettered_points_of_a_mail_in_the_first_person.txt"));

    assert_eq!((report.ordinal, report.date), (Some(4), Some(date(2019, 5, 16))));
    assert_eq!(names(&report), ["Casimir Underleaf", "Philomena Stalk", "Tancredi Root"]);
    assert_eq!(report.participants[2].affiliation.as_deref(), Some("Sample Museum"));
    let starts: Vec<&str> = texts(&report).iter().map(|text| &text[..2]).collect();
    assert_eq!(starts, ["B)", "C)", "Ca", "D)", "E)"]);
    let owned = [vec!["Philomena Stalk"], vec!["Odile Thistledown", "Tancredi"], vec!["Odile Thistledown"]];
    assert_eq!(owners(&report), owned);
    assert!(warns_of(&report, &["\"I\"", "Odile Thistledown"]));
    assert_eq!(report.next_meeting.dates, [date(2019, 6, 6)]);
}

#[test]
fn a_forum_over_three_lines_in_capitals() {
    let report = read(include_str!("variations/a_forum_over_three_lines_in_capitals.txt"));

    assert_eq!(report.forum.as_deref(), Some("Preservation of Seed Catalogues and Herbaria"));
    assert_eq!((report.ordinal, report.date), (Some(3), Some(date(2019, 6, 4))));
    assert_eq!(headings(&report), ["Figures", "Paper"]);
    assert_eq!(owners(&report), [["Leopoldine Husk"], ["The two working groups"]]);
    assert_eq!(names(&report), ["Leopoldine Husk", "Archibald Pod", "Ottilie Chaff"]);
}

#[test]
fn panellists_below_the_report_of_a_session() {
    let report = read(include_str!("variations/panellists_below_the_report_of_a_session.txt"));

    assert_eq!((report.kind, report.date), (Kind::Session, Some(date(2019, 11, 27))));
    assert_eq!(report.moderators, ["Cordelia Clapper"]);
    assert_eq!(names(&report), ["Cordelia Clapper", "Anselm Toller", "Hedwig Gong-Ringer", "Erasmus Knell"]);
    assert_eq!(report.paragraphs.len(), 3, "the visitors are counted, and no paragraph");
    assert_eq!(owners(&report), [["Anselm Toller"], ["Hedwig Gong-Ringer"]]);
}

#[test]
fn speakers_of_a_session_to_come() {
    let report = read(include_str!("variations/speakers_of_a_session_to_come.txt"));

    assert_eq!(report.date, Some(date(2018, 9, 5)), "the session's day is not the call's");
    assert_eq!(report.facilitators, ["Gwendolen Hitch", "Barnaby Splice"]);
    assert_eq!(names(&report), ["Gwendolen Hitch", "Barnaby Splice", "Eulalia Twine"]);
    assert!(texts(&report).contains(&"Lavinia Reef") && warns_of(&report, &["list of speakers"]));
    assert_eq!(owners(&report), [["Gwendolen Hitch"], ["The leads of both parts"]]);
}

#[test]
fn people_in_a_sentence_and_promises_of_others() {
    let report = read(include_str!("variations/people_in_a_sentence_and_promises_of_others.txt"));

    assert_eq!(names(&report), ["Ludovica Stamp", "Thaddeus Parcel", "Bo Lettermann"]);
    assert_eq!(report.participants[1].affiliation.as_deref(), Some("Sample Post"));
    assert_eq!(report.facilitators, ["Ludovica Stamp"]);
    let owned =
        [vec!["Thaddeus Parcel"], vec![], vec!["Ludovica Stamp"], vec!["The authors of the second chapter"]];
    assert_eq!(owners(&report), owned, "who \"he\" is cannot be told where two are named");
}

#[test]
fn a_head_that_names_the_call_twice() {
    let report = read(include_str!("variations/a_head_that_names_the_call_twice.txt"));

    assert_eq!(report.title.as_deref(), Some("BPF Weather Diaries: notes of the fifth virtual meeting"));
    assert_eq!((report.date, report.time_utc), (Some(date(2021, 4, 8)), Some(time(7, 0, 0, 0))));
    assert_eq!(report.moderators, ["Euphemia Drizzle", "Lysander Gale"]);
    assert_eq!((report.paragraphs.len(), report.headings.len(), report.participants.len()), (3, 0, 0));
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Condition);
    assert!(report.warnings.is_empty(), "the forum has one name: {:?}", report.warnings);
}

#[test]
fn marks_in_brackets_on_lines_of_their_own() {
    let report = read(include_str!("variations/marks_in_brackets_on_lines_of_their_own.txt"));

    assert_eq!((report.kind, report.paragraphs.len()), (Kind::Informal, 2));
    assert!(texts(&report)[0].contains("to sell other things beside it"), "the page cut it");
    let notes: Vec<_> = report.footnotes.iter().map(|note| note.text.as_deref()).collect();
    assert_eq!(notes, [Some("The provider has been told."), Some("Sample Union of Lamp Makers, yearbook.")]);
    assert_eq!(owners(&report), [vec!["Peregrine Tallow"], vec![]]);
    assert_eq!(report.next_meeting.kind, NextMeetingKind::Window);
}

#[test]
fn points_in_brackets_in_a_quoted_mail() {
    let report = read(include_str!("variations/points_in_brackets_in_a_quoted_mail.txt"));

    assert_eq!((report.ordinal, report.date), (Some(6), Some(date(2020, 2, 3))));
    assert_eq!(report.facilitators, ["Apollonia Comb"]);
    assert_eq!(names(&report), ["Apollonia Comb", "Melchior Drone", "Sidonia Hive"]);
    assert_eq!((report.paragraphs.len(), texts(&report)[0]), (4, "(a) Nobody was late."));
    assert_eq!(owners(&report), [["Sidonia Hive"], ["the two subgroups"], ["Apollonia Comb"]]);
    assert_eq!(report.next_meeting.dates, [date(2020, 2, 24)]);
}

#[test]
fn lettered_headings_below_people_with_bullets() {
    let report = read(include_str!("variations/lettered_headings_below_people_with_bullets.txt"));

    assert_eq!(
        names(&report),
        ["Aurelius Pulp", "Clementia Quire", "Valerian Blot"],
        "\"Opening\" is nobody"
    );
    assert_eq!(headings(&report), ["a. Opening", "b. Discussion", "c. Closing"]);
    assert_eq!((report.kind, report.paragraphs.len()), (Kind::Joint, 3));
    assert!(warns_of(&report, &["Paper Mills", "Ink"]));
    assert_eq!(owners(&report), [["Clementia Quire"], ["Valerian Blot"]]);
}

#[test]
fn moderators_above_their_names() {
    let report = read(include_str!("variations/moderators_above_their_names.txt"));

    assert_eq!(report.forum.as_deref(), Some("History of Sundials"));
    assert_eq!(report.moderators, ["Philibert Gnomon", "Theodora Shadow"]);
    assert_eq!((report.paragraphs.len(), headings(&report)), (5, vec!["Speakers"]));
    assert!(report.participants.is_empty() && warns_of(&report, &["list of speakers"]));
}

#[test]
fn a_forwarded_mail_with_a_word_above_it() {
    let report = read(include_str!("variations/a_forwarded_mail_with_a_word_above_it.txt"));

    assert_eq!(report.title.as_deref(), Some("BPF Bees - summary of the call of 2 March 2020, 15:00 UTC"));
    assert_eq!((report.paragraphs.len(), report.headings.len()), (3, 0));
    assert_eq!(owners(&report), [["Lucian Drone"], ["Ottoline Reed"]], "its writer, not who passed it on");
}

#[test]
fn two_forums_divided_by_a_stroke() {
    let report = read(include_str!("variations/two_forums_divided_by_a_stroke.txt"));

    assert!(warns_of(&report, &["Sea Charts", "Harbours"]));
    assert_eq!(report.facilitators, ["Balthazar Pier", "Coralie Buoy"]);
    assert_eq!(names(&report), ["Balthazar Pier", "Coralie Buoy", "Desmond Keel"]);
    assert_eq!(report.paragraphs.len(), 4);
    assert_eq!(owners(&report), [["Desmond Keel"], ["Balthazar Pier"], ["Coralie Buoy"]]);
}

#[test]
fn roman_headings_below_people() {
    let report = read(include_str!("variations/roman_headings_below_people.txt"));

    assert_eq!(report.facilitators, ["Evangeline Mast", "Tobias Keel"]);
    assert_eq!(names(&report), ["Evangeline Mast", "Tobias Keel", "Yolanda Fathom"]);
    assert_eq!(headings(&report), ["I. Report of the survey", "II. Report of the group on history"]);
    assert_eq!(report.footnotes[0].text.as_deref(), Some("See question 7 of the survey."));
    assert_eq!(owners(&report), [["Evangeline Mast"], ["Yolanda Fathom"], ["Tobias Keel"]]);
}

#[test]
fn a_clause_behind_a_list_of_people() {
    let report = read(include_str!("variations/a_clause_behind_a_list_of_people.txt"));

    assert_eq!(names(&report), ["Septimus Brine", "Theodosia Pan", "Wenceslas Rake"]);
    assert_eq!(
        (report.kind, report.facilitators.as_slice()),
        (Kind::Virtual, &["Theodosia Pan".to_owned()][..])
    );
    let starts: Vec<&str> = texts(&report).iter().map(|text| &text[..2]).collect();
    assert_eq!(starts, ["Th", "b)", "c)"]);
    assert_eq!(owners(&report), [["Septimus Brine", "Wenceslas Rake"]]);
}

#[test]
fn a_weekday_behind_the_forum() {
    let report = read(include_str!("variations/a_weekday_behind_the_forum.txt"));

    assert_eq!(report.forum.as_deref(), Some("Mountain Huts"));
    assert_eq!(report.facilitators, ["Leonhard Pass", "Sieglinde Rope"]);
    assert_eq!(names(&report), ["Magdalena Peak", "Ignaz Slope"]);
    assert!(report.date.is_none() && warns_of(&report, &["9 May", "year"]));
    assert_eq!(owners(&report), [vec![], vec!["Leonhard Pass"]]);
}

#[test]
fn a_name_that_breaks_behind_a_preposition() {
    let report = read(include_str!("variations/a_name_that_breaks_behind_a_preposition.txt"));

    assert_eq!(report.forum.as_deref(), Some("Cooperation among Libraries and Archives of the Sea"));
    assert_eq!(report.facilitators, ["Adalbert Shelf", "Brigitta Reel"]);
    assert_eq!(report.moderators, ["Cosima Page"]);
    assert_eq!((report.footnotes.len(), report.participants.len()), (2, 4));
    assert_eq!(owners(&report), [["Cosima Page"]], "nobody came forward yet");
}

#[test]
fn two_forums_and_who_stood_for_each() {
    let report = read(include_str!("variations/two_forums_and_who_stood_for_each.txt"));

    assert_eq!(report.forum.as_deref(), Some("Wind"));
    assert!(warns_of(&report, &["Wind", "Paper Kites"]));
    assert_eq!(report.facilitators, ["Fridolin Gust", "Amalia Tail"]);
    assert_eq!(names(&report), ["Fridolin Gust", "Amalia Tail", "Zacharias String"]);
    assert_eq!(headings(&report), ["a. Both forums", "b. What next"]);
    assert_eq!(owners(&report), [["Amalia Tail"]]);
}

#[test]
fn somebody_without_a_name_among_those_present() {
    let report = read(include_str!("variations/somebody_without_a_name_among_those_present.txt"));

    assert_eq!(names(&report), ["Kunigunde Flour", "Eberhard Yeast"]);
    assert_eq!(report.participants[1].affiliation.as_deref(), Some("Sample Mill"));
    assert!(report.participants[1].role.is_none(), "the consultant is another");
    assert_eq!(owners(&report)[1], ["Kunigunde Flour", "Eberhard Yeast"]);
    assert_eq!(report.next_meeting.dates, [date(2017, 10, 24)]);
}
