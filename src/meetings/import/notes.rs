//! Notes below the text, at the end of a page or of the report.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::footnotes::candidates;
use super::lines::{self, Line};
use super::words::plain_digit;
use super::{Footnote, dates, links, pattern};

/// "[^1]: Note", "[1] Note", "¹ Note".
static SURE_NOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\[\^(\w{1,3})\]:|\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3}))\s*([^\s¹²³⁰⁴-⁹].*)$"));
/// "1 Note": only if a mark in the text asks for it.
static BARE_NOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^(\d{1,2})\s+((?:[“"‘'(\[<]*\p{Lu}|https?://|www\.|<http).*)$"#));
static STAR_NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\*{1,3}|†|‡)\s?([^*\s].*[^*])$"));

/// Takes the notes out of the lines. A paragraph that a note cut in two can then be joined again.
pub fn collect(lines: &mut [Line]) -> Vec<Footnote> {
    let wanted = marks_in(lines);
    let width = lines.iter().map(Line::width).filter(|width| *width <= 110).max().unwrap_or(0);
    let lone_stars = lone_stars(lines);
    let mut notes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match note_at(lines, at, &wanted, &lone_stars, &notes) {
            Some((mark, text)) => {
                let end = note_end(lines, at, width);
                let mut whole = text;
                for line in &lines[at + 1..end] {
                    lines::join(&mut whole, &line.text);
                }
                for line in &mut lines[at..end] {
                    line.take();
                }
                notes.push(Footnote { mark, text: Some(whole) });
                at = end;
            }
            None => at += 1,
        }
    }
    notes
}

/// The marks that the text may have, before it is known which figures are part of a name.
fn marks_in(lines: &[Line]) -> HashSet<String> {
    lines.iter().flat_map(|line| candidates(&line.text)).map(|mark| mark.name).collect()
}

fn note_at(
    lines: &[Line],
    at: usize,
    wanted: &HashSet<String>,
    lone_stars: &[&str],
    notes: &[Footnote],
) -> Option<(String, String)> {
    let text = &lines[at].text;
    let first = text.chars().next()?;
    if !(first.is_numeric() || "[*†‡".contains(first)) {
        return None;
    }
    if let Some(found) = SURE_NOTE.captures(text) {
        let mark: String =
            (1..4).find_map(|group| found.get(group))?.as_str().chars().map(plain_digit).collect();
        let raised = found.get(3).is_some();
        let known = raised || found.get(1).is_some() || wanted.contains(&mark);
        return (known && (raised || stands_apart(lines, at))).then(|| (mark, found[4].to_owned()));
    }
    if let Some(found) = BARE_NOTE.captures(text) {
        let mark = found[1].trim_start_matches('0').to_owned();
        let next: u32 = mark.parse().ok()?;
        let last = notes.iter().rev().find_map(|note| note.mark.parse::<u32>().ok());
        let follows = last.map_or(next <= 3, |last| next > last && next <= last + 3);
        let is_date = dates::find(text).first().is_some_and(|mention| mention.span.start == 0);
        return (follows && wanted.contains(&mark) && !is_date).then(|| (mark, found[2].to_owned()));
    }
    let found = STAR_NOTE.captures(text)?;
    (wanted.contains(&found[1]) && lone_stars.contains(&&found[1]))
        .then(|| (found[1].to_owned(), found[2].to_owned()))
}

/// Not in the middle of a sentence that was wrapped just before a mark.
fn stands_apart(lines: &[Line], at: usize) -> bool {
    at == 0
        || lines[at - 1].is_blank()
        || lines::is_finished(&lines[at - 1].text)
        || lines[at].text.chars().nth(3).is_some_and(|c| c == ' ')
}

/// Stars with which a single line begins; more than one are a list.
fn lone_stars(lines: &[Line]) -> Vec<&'static str> {
    let count = |star: &str| lines.iter().filter(|line| line.text.starts_with(star)).take(2).count();
    ["***", "**", "*", "†", "‡"].into_iter().filter(|star| count(star) == 1).collect()
}

/// A note goes on until it is finished, or its line has room left, or another begins.
fn note_end(lines: &[Line], start: usize, width: usize) -> usize {
    let mut end = start + 1;
    while end < lines.len() && end < start + 12 {
        let (above, line) = (&lines[end - 1], &lines[end]);
        let link_ends =
            links::find(&above.text).last().is_some_and(|link| link.span.end + 1 >= above.text.len());
        let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
        let room = above.width() + 1 + first_word <= width.saturating_sub(8);
        let begins = SURE_NOTE.is_match(&line.text) || BARE_NOTE.is_match(&line.text);
        let done = lines::is_finished(&above.text) && !above.text.ends_with([':', ';']);
        if line.is_blank()
            || begins
            || link_ends
            || room
            || done && !line.text.starts_with(char::is_lowercase)
            || done && room_for_sentence(above, width)
        {
            break;
        }
        end += 1;
    }
    end
}

fn room_for_sentence(line: &Line, width: usize) -> bool {
    line.width() + 12 < width || lines::is_finished(&line.text)
}
