//! Reading the report of a call as people really write it: from PDFs, web pages and quoted mail, into numbered paragraphs.
//!
//! A text goes through these steps, a file each: [`lines`] cleans it, [`hyphens`] puts broken words together, [`mail`], [`furniture`] and [`pages`] take off what
//! surrounds the report, [`absent`] those who did not come, [`broken_links`] and [`notes`] mend what a page break tore, [`title`] takes the head, [`blocks`] puts wrapped lines
//! together, and [`body`] sorts the blocks into paragraphs, headings and lists. What the report *says* is then read from these:
//! [`forum`], [`held`] (when), [`chairs`], [`next_call`], [`actions`]. [`refuse`] knows what is no report at all.
//!
//! Two rules hold throughout: no word gets lost (see [`words`]), and what is in doubt becomes a warning, not a guess.

mod absent;
mod actions;
mod agenda;
mod ahead;
mod announced;
mod appositions;
mod attendance;
mod blocks;
mod bodies;
mod body;
mod bullet_headings;
mod broken_links;
mod calendar_names;
mod candidates;
mod capitals;
mod chairs;
mod collector;
mod columns;
mod commitments;
mod dates;
mod days_of_verb;
mod earlier;
mod emphasis;
mod envelope;
mod fields;
mod figures;
mod footnotes;
mod forum;
mod forums;
mod full_names;
mod furniture;
mod fused;
mod head;
mod head_lines;
mod headings;
mod held;
mod hours;
mod hyphens;
mod initials;
mod items;
mod labels;
mod leading;
mod letter_case;
mod lettered;
mod lettering;
mod lines;
mod link_rows;
mod links;
mod listed_chairs;
mod listing;
mod lost_notes;
mod mail;
mod marks;
mod moments;
mod names;
mod nesting;
mod next_call;
mod note_marks;
mod notes;
mod ordinal;
mod other_events;
mod outline;
mod owners;
mod pages;
mod paragraphs;
mod participants;
mod passwords;
mod person;
mod pledges;
mod presence;
mod presiding;
mod quotes;
mod ranges;
mod records;
mod recordings;
mod refuse;
mod report;
mod reported;
mod rows;
mod running_heads;
mod sections;
mod sentences;
mod shared;
mod shared_out;
mod signatures;
mod site;
mod sittings;
mod spans;
mod speakers;
mod spelling;
mod subject;
mod subject_lists;
mod surnames;
mod tables;
mod tabs;
mod task_lists;
mod tasks;
mod times;
mod title;
mod title_lines;
mod undertakings;
mod verbs;
mod warnings;
pub mod words;
mod when;
mod wrapping;
mod writer;
mod years;

use regex::Regex;

use lines::Line;
use mail::Letter;
pub use report::{
    Action, Footnote, Heading, Kind, LeftOut, NextMeeting, NextMeetingKind, Paragraph, Participant,
    Recording, RecordingKind, Report, Sitting,
};
pub use warnings::{About, Warning};

/// Reads a report. A text that is none comes back whole in `left_out`, with a warning that says so.
#[must_use]
pub fn parse(text: &str) -> Report {
    let lines = lines::read(text);
    if let Some(what) = refuse::at_sight(&lines) {
        return refuse::report(&lines, what);
    }
    let (report, letter) = read(lines.clone());
    match refuse::on_reading(&report, &letter, &lines) {
        Some(what) => refuse::report(&lines, what),
        None => report,
    }
}

/// Reads a report from a file: UTF-8 with or without a mark, UTF-16 with one, or the Windows code page of western Europe.
#[must_use]
pub fn parse_bytes(bytes: &[u8]) -> Report {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return parse(text);
    }
    if let Some(text) = utf_16(bytes) {
        return parse(&text);
    }
    match windows_1252(bytes) {
        Some(text) => {
            let mut report = parse(&text);
            report.warn(About::Text, "The file is not in UTF-8 and was read as Windows-1252: check letters with accents and quotation marks.");
            report
        }
        None => refuse::unreadable(bytes.len()),
    }
}

fn read(lines: Vec<Line>) -> (Report, Letter) {
    let mut report = Report::default();
    let mut lines = lines;
    let letter = mail::open(&mut lines, &mut report);
    furniture::clear(&mut lines, &mut report);
    let mut lines = broken_links::join(lines);
    links::leave_out_doubles(&mut lines, &mut report);
    pages::clear(&mut lines, &mut report);
    emphasis::close(&mut lines);
    bullet_headings::mark(&mut lines);
    report.footnotes = notes::collect(&mut lines);
    absent::clear(&mut lines, &mut report);
    let head = head::take(&mut lines, &mut report);
    body::read(&blocks::read(&lines), &mut report);
    footnotes::refer(&mut report);

    forum::read(&head, &letter, &mut report);
    held::read(&head, &letter.cover, &mut report);
    forum::complete_year(&mut report);
    chairs::read(&head, &mut report);
    writer::lead(&letter, &mut report);
    next_call::read(&[letter.cover.as_str(), &head.ahead].join(" "), &mut report);
    actions::read(writer::name(&letter, &report), &mut report);
    report.other_dates = held::other_dates(&head, &letter.cover, &report);
    fused::check(&mut report);
    report.left_out.sort_by_key(|left| left.line);
    (report, letter)
}

fn utf_16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// Text has hardly any control characters; anything else is no text.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let odd = bytes
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127 | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
        .count();
    let high = bytes.iter().filter(|byte| **byte > 127).count();
    if odd > 0 || high * 4 > bytes.len() {
        return None;
    }
    Some(
        bytes
            .iter()
            .map(|byte| match byte {
                0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
                _ => char::from(*byte),
            })
            .collect(),
    )
}

/// A pattern that is written in this folder.
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this folder are tested")
}
