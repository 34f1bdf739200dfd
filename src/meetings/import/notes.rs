//! Notes below the text, at the end of a page or of the report.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::footnotes::candidates;
use super::lines::{self, Line};
use super::marks::Mark;
use super::words::plain_digit;
use super::{Footnote, Report, dates, links, pattern, wrapping};

/// `[^1]: Note`, `[1] Note`, `¹ Note`.
static SURE_NOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\[\^(\w{1,3})\]:|\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3}))\s*([^\s¹²³⁰⁴-⁹].*)$"));
/// "1 Note": only if a mark in the text asks for it.
static BARE_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"^(\d{1,2})\s+((?:[“"‘'(\[<]*\p{Lu}|\d{1,3}(?:st|nd|rd|th)\s|https?://|www\.|<http).*)$"#)
});
/// "(1) Note": only if "word(1)" in the text asks for it and no list has these marks.
static ROUND_NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\((\d{1,2})\)\s+(\S.*)$"));
static STAR_NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\*{1,3}|†|‡)\s?([^*\s].*[^*])$"));

/// The notes that the text asks for.
struct Asked {
    marks: HashSet<String>,
    rounds: HashMap<String, usize>,
    lone_stars: Vec<&'static str>,
}

/// Takes the notes out of the lines. A paragraph that a note cut in two can then be joined again.
pub fn collect(lines: &mut [Line]) -> Vec<Footnote> {
    let asked =
        Asked { marks: marks_in(lines), rounds: in_round_brackets(lines), lone_stars: lone_stars(lines) };
    let width = wrapping::measure(lines).width;
    let mut notes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match note_at(lines, at, &asked, &notes) {
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

/// Has a line the form of a note, with its mark in front?
pub fn could_be(line: &str) -> bool {
    [&SURE_NOTE, &BARE_NOTE].iter().any(|form| form.is_match(line))
}

/// Is a block below "Notes" a note that some mark in the text asks for? "Footnotes" are always notes.
pub fn asks_for(asked: &HashSet<String>, heading: &Block, below: &Block) -> bool {
    let Some(Mark::Number(number)) = below.mark else { return false };
    let heading = heading.text.to_lowercase();
    !heading.contains("notes")
        || heading.contains("footnotes")
        || heading.contains("endnotes")
        || asked.contains(&number.to_string())
}

/// "1. Text" below a heading "Notes". Returns false if the block is none.
pub fn read_block(block: &Block, report: &mut Report) -> bool {
    let Some(Mark::Number(number)) = block.mark else { return false };
    report.footnotes.push(Footnote { mark: number.to_string(), text: Some(block.text.clone()) });
    true
}

/// The marks that the text may have, before it is known which figures are part of a name.
fn marks_in(lines: &[Line]) -> HashSet<String> {
    let own = lines.iter().flat_map(|line| candidates(&line.text));
    // A mark with which a wrapped line goes on stands behind the last word of the line above.
    let wrapped = lines.windows(2).filter(|pair| {
        pair[1].text.starts_with('[') && !pair[0].is_blank() && !lines::is_finished(&pair[0].text)
    });
    let wrapped = wrapped.flat_map(|pair| {
        let word = pair[0].text.rsplit(' ').next().unwrap_or_default();
        candidates(&format!("{word} {}", pair[1].text))
    });
    own.chain(wrapped).map(|mark| mark.name).collect()
}

fn note_at(lines: &[Line], at: usize, asked: &Asked, notes: &[Footnote]) -> Option<(String, String)> {
    let text = &lines[at].text;
    let first = text.chars().next()?;
    if !(first.is_numeric() || "[(*†‡".contains(first)) {
        return None;
    }
    if let Some(found) = ROUND_NOTE.captures(text) {
        let mark = found[1].trim_start_matches('0').to_owned();
        let asked = asked.rounds.get(&found[1]).is_some_and(|first| *first < at);
        return (asked && stands_apart(lines, at)).then(|| (mark, found[2].to_owned()));
    }
    if let Some(found) = SURE_NOTE.captures(text) {
        let mark: String =
            (1..4).find_map(|group| found.get(group))?.as_str().chars().map(plain_digit).collect();
        let raised = found.get(3).is_some();
        let known = raised || found.get(1).is_some() || asked.marks.contains(&mark);
        return (known && (raised || stands_apart(lines, at))).then(|| (mark, found[4].to_owned()));
    }
    if let Some(found) = BARE_NOTE.captures(text) {
        let mark = found[1].trim_start_matches('0').to_owned();
        let next: u32 = mark.parse().ok()?;
        let last = notes.iter().rev().find_map(|note| note.mark.parse::<u32>().ok());
        let follows = last.map_or(next <= 3, |last| next > last && next <= last + 3);
        let is_date = dates::find(text).first().is_some_and(|mention| mention.span.start == 0);
        return (follows && asked.marks.contains(&mark) && !is_date).then(|| (mark, found[2].to_owned()));
    }
    let found = STAR_NOTE.captures(text)?;
    (asked.marks.contains(&found[1]) && asked.lone_stars.contains(&&found[1]))
        .then(|| (found[1].to_owned(), found[2].to_owned()))
}

/// Numbers that stand in brackets behind a word, "word(1)", with the line in which each does so first.
fn in_round_brackets(lines: &[Line]) -> HashMap<String, usize> {
    static ROUND: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}”’]\((\d{1,2})\)"));
    let mut first = HashMap::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.text.contains('(')) {
        for found in ROUND.captures_iter(&line.text) {
            first.entry(found[1].to_owned()).or_insert(index);
        }
    }
    first
}

/// Not in the middle of a sentence that was wrapped just before a mark.
fn stands_apart(lines: &[Line], at: usize) -> bool {
    at == 0
        || lines[at - 1].is_blank()
        || lines::is_finished(&lines[at - 1].text)
        // "a recent study\n[1] was added" goes on.
        || lines[at].text.chars().nth(3).is_some_and(|c| c == ' ')
            && !lines[at].text.chars().nth(4).is_some_and(char::is_lowercase)
}

/// Stars with which a single line begins; more than one are a list.
fn lone_stars(lines: &[Line]) -> Vec<&'static str> {
    let count = |star: &str| {
        let begins = |line: &&Line| {
            line.text
                .strip_prefix(star)
                .is_some_and(|rest| !rest.starts_with(star.chars().next().unwrap_or('*')))
        };
        lines.iter().filter(begins).take(2).count()
    };
    ["***", "**", "*", "†", "‡"].into_iter().filter(|star| count(star) == 1).collect()
}

/// A note goes on until it is finished, or its line has room left, or another begins.
fn note_end(lines: &[Line], start: usize, width: Option<usize>) -> usize {
    let cuts = cuts_a_sentence(&lines[..start], width);
    let mut end = start + 1;
    while end < lines.len() && end < start + 12 && goes_on(&lines[end - 1], &lines[end], width, cuts) {
        end += 1;
    }
    end
}

/// Did the text break off in the middle of a sentence before the note? Then it goes on behind it.
fn cuts_a_sentence(above: &[Line], width: Option<usize>) -> bool {
    let last = above.iter().rev().take(8).find(|line| !line.is_blank());
    last.is_some_and(|line| {
        !lines::is_finished(&line.text) && width.is_some_and(|width| line.width() * 2 >= width)
    })
}

fn goes_on(above: &Line, line: &Line, width: Option<usize>, cuts: bool) -> bool {
    if line.is_blank()
        || ROUND_NOTE.is_match(&line.text)
        || SURE_NOTE.is_match(&line.text)
        || BARE_NOTE.is_match(&line.text)
    {
        return false;
    }
    // Without a sign of wrapping every line is whole.
    let width = width.unwrap_or(0);
    let lower = line.text.starts_with(char::is_lowercase);
    if lines::is_finished(&above.text) && !above.text.ends_with([':', ';']) {
        return lower && !cuts && above.width() + 12 >= width && !lines::is_finished(&line.text);
    }
    if lines::breaks_off(&above.text) || above.text.ends_with([',', '(', '–']) {
        return true;
    }
    let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let room = above.width() + 1 + first_word <= width.saturating_sub(8);
    let link_ends = links::find(&above.text).last().is_some_and(|link| link.span.end + 1 >= above.text.len());
    !room && !link_ends && width > 0
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn notes(text: &str) -> Vec<String> {
        let mut lines = lines::read(text);
        collect(&mut lines).into_iter().filter_map(|note| note.text).collect()
    }

    #[test]
    fn the_last_line_of_a_note_may_be_short() {
        let text = "1. The figures were shown to all those who had asked for them¹ in the\nspring, and nobody spoke against the way in which they had been found.\n\n¹ They stand in the report that the office sent round in the spring of last\nyear.\n";

        assert_eq!(
            notes(text),
            ["They stand in the report that the office sent round in the spring of last year."]
        );
    }

    #[test]
    fn what_a_note_cut_in_two_goes_on_behind_it() {
        let text = "The members who were on the call spoke of the two¹ regional meetings, of those in\n¹ They were held in the spring in the two cities which had asked for them in March.\nthe islands and of the one in the north, which none of them had been able to see from\nits beginning to its end.\n";

        assert_eq!(
            notes(text),
            ["They were held in the spring in the two cities which had asked for them in March."]
        );
    }

    #[test]
    fn a_note_that_breaks_off_goes_on() {
        let text = "The draft[1] was read out.\n\n[1] Write to the\noffice@example.org for it.\n";

        assert_eq!(notes(text), ["Write to the office@example.org for it."]);
    }

    #[test]
    fn the_text_goes_on_after_a_note_that_ended() {
        let text = "The survey² of the summer was praised by all who had read it from end to end, as\n² Sent in June.\nwas said by many, and it is going to be repeated.\n";

        assert_eq!(notes(text), ["Sent in June."]);
    }
}
