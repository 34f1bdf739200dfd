//! Notes below the text and the marks that point to them.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::words::plain_digit;
use super::{Footnote, Report, dates, links, pattern};

/// "[^1]: Note", "[1] Note", "¹ Note".
static SURE_NOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\[\^(\w{1,3})\]:|\[(\d{1,3})\]|([¹²³⁰⁴-⁹]{1,3}))\s*(\S.*)$"));
/// "1 Note": only if a mark in the text asks for it.
static BARE_NOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^(\d{1,2})\s+((?:[“"‘'(\[<]*\p{Lu}|https?://|www\.|<http).*)$"#));
static STAR_NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\*{1,3}|†|‡)\s?([^*\s].*[^*])$"));
/// Marks in running text: superscripts, figures in brackets, figures fused to a word or to what closes it, a star.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<markdown>\[\^\w{1,3}\])|(?P<raised>[¹²³⁰⁴-⁹]{1,3})|\[(?P<bracket>\d{1,3})\]|[\p{L})”’\x22'](?:[.,;:]?)(?P<fused>\d{1,2})(?P<after>[\p{L}\d%/.,:-]?)|[\p{L})”’.](?P<star>[*†‡]{1,3})(?P<close>[\s.,;:)]|$)",
    )
});
/// Names that end in a figure.
static FIGURED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:ipv|\bg|covid-?|web|mp|http|co|day|top|\b[a-z])$"));

/// A mark in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    name: String,
    span: Range<usize>,
    /// Fused figures may be part of a name.
    fused: bool,
}

/// Takes the notes out of the lines. A paragraph that a note cut in two can then be joined again.
pub fn collect(lines: &mut [Line]) -> Vec<Footnote> {
    let wanted = marks_in(lines);
    let mut notes = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match note_at(lines, at, &wanted, &notes) {
            Some((mark, text)) => {
                let end = note_end(lines, at);
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
        let known = raised
            || found.get(1).is_some()
            || wanted.contains(&mark) && reference_elsewhere(lines, at, &mark);
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
    (wanted.contains(&found[1]) && stars(lines, &found[1]) == 1)
        .then(|| (found[1].to_owned(), found[2].to_owned()))
}

/// A mark "[1]" at the start of a line points to a note when the text uses it too.
fn reference_elsewhere(lines: &[Line], at: usize, mark: &str) -> bool {
    let printed = format!("[{mark}]");
    lines.iter().enumerate().any(|(index, line)| match line.text.find(&printed) {
        Some(0) => index != at && line.text[printed.len()..].contains(&printed),
        found => found.is_some(),
    })
}

/// Not in the middle of a sentence that was wrapped just before a mark.
fn stands_apart(lines: &[Line], at: usize) -> bool {
    at == 0
        || lines[at - 1].is_blank()
        || lines::is_finished(&lines[at - 1].text)
        || lines[at].text.chars().nth(3).is_some_and(|c| c == ' ')
}

/// Lines that begin with this star; more than one are a list.
fn stars(lines: &[Line], star: &str) -> usize {
    lines.iter().filter(|line| line.text.starts_with(star)).count()
}

/// A note goes on until it is finished, or its line has room left, or another begins.
fn note_end(lines: &[Line], start: usize) -> usize {
    let width = lines.iter().map(Line::width).filter(|width| *width <= 110).max().unwrap_or(0);
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

/// Writes every mark of the paragraphs as `[^1]` and adds the notes whose words are lost.
pub fn refer(report: &mut Report) {
    let mut texts: Vec<&mut String> =
        report.paragraphs.iter_mut().map(|paragraph| &mut paragraph.text).collect();
    let known: HashSet<String> = report.footnotes.iter().map(|note| note.mark.clone()).collect();
    let found: Vec<Vec<Mark>> = texts.iter().map(|text| candidates(text)).collect();
    let run = length_of_run(found.iter().flatten(), &known);
    let mut next = 1;
    let mut lost = BTreeMap::new();
    for (text, marks) in texts.iter_mut().zip(found) {
        let mut written = String::with_capacity(text.len());
        let mut from = 0;
        for mark in marks {
            let number = mark.name.parse::<u32>().ok();
            let counts_on = number == Some(next) && next <= run;
            if !(known.contains(&mark.name)
                && (!mark.fused || number.is_none_or(|number| number <= next + 1))
                || counts_on)
            {
                continue;
            }
            next = number.map_or(next, |number| next.max(number + 1));
            if !known.contains(&mark.name) {
                lost.entry(number.unwrap_or(0)).or_insert(mark.name.clone());
            }
            written.push_str(&text[from..mark.span.start]);
            written.push_str(&format!("[^{}]", mark.name));
            from = mark.span.end;
        }
        written.push_str(&text[from..]);
        **text = written;
    }
    add_lost(lost, report);
}

/// How far marks count 1, 2, 3 through the text; notes that were found count too.
fn length_of_run<'mark>(marks: impl Iterator<Item = &'mark Mark>, known: &HashSet<String>) -> u32 {
    let mut run = 0;
    let mut sure = false;
    for mark in marks {
        if mark.name.parse() == Ok(run + 1) {
            run += 1;
            sure |= known.contains(&mark.name) || !mark.fused;
        }
    }
    // A single figure behind a word is more likely a part of it.
    if run > 1 || sure { run } else { 0 }
}

fn add_lost(lost: BTreeMap<u32, String>, report: &mut Report) {
    if lost.is_empty() {
        return;
    }
    let marks: Vec<String> = lost.into_values().collect();
    let sentence = match marks.as_slice() {
        [mark] => format!("The text of note {mark} is not in the report: look for it in the original."),
        marks => format!(
            "The texts of notes {} are not in the report: look for them in the original.",
            marks.join(", ")
        ),
    };
    report.warn(sentence);
    report.footnotes.extend(marks.into_iter().map(|mark| Footnote { mark, text: None }));
    report.footnotes.sort_by_key(|note| note.mark.parse::<u32>().unwrap_or(u32::MAX));
}

/// Everything in a text that could be a mark. Links have none.
fn candidates(text: &str) -> Vec<Mark> {
    let blank = links::blank_out(text);
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(found) = blank.get(from..).and_then(|rest| REFERENCE.captures(rest)) {
        let whole = found.get(0).map_or(0..1, |whole| whole.range());
        let absolute = |span: Range<usize>| from + span.start..from + span.end;
        from += match mark(&found, &blank[from..]) {
            Some((name, span, fused)) => {
                marks.push(Mark { name, span: absolute(span.clone()), fused });
                span.end
            }
            None => whole.end.max(1),
        };
        while !blank.is_char_boundary(from) {
            from += 1;
        }
    }
    marks
}

fn mark(found: &regex::Captures, text: &str) -> Option<(String, Range<usize>, bool)> {
    if let Some(raised) = found.name("raised") {
        return Some((raised.as_str().chars().map(plain_digit).collect(), raised.range(), false));
    }
    if let Some(number) = found.name("bracket") {
        let at_start = number.start() == 1;
        let is_link = text[number.end() + 1..].starts_with('(');
        return (!at_start && !is_link)
            .then(|| (number.as_str().to_owned(), number.start() - 1..number.end() + 1, false));
    }
    if let Some(star) = found.name("star") {
        // Emphasis opens before it closes.
        let opens = text[..star.start()].matches(star.as_str()).count() % 2 == 1;
        return (!opens).then(|| (star.as_str().to_owned(), star.range(), false));
    }
    let number = found.name("fused")?;
    let after = found.name("after").map_or("", |after| after.as_str());
    let followed = after.starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '/')
        || after.starts_with(['.', ',', ':', '-'])
            && text[number.end() + 1..].starts_with(|c: char| c.is_alphanumeric());
    let is_name = FIGURED.is_match(&text[..number.start()]);
    let zero = number.as_str().starts_with('0');
    (!followed && !is_name && !zero).then(|| (number.as_str().to_owned(), number.range(), true))
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::*;

    fn referred(text: &str) -> (String, Vec<Footnote>) {
        let mut lines = lines::read(text);
        let mut report = Report { footnotes: collect(&mut lines), ..Report::default() };
        let mut body = String::new();
        for line in lines.iter().filter(|line| !line.is_blank()) {
            lines::join(&mut body, &line.text);
        }
        report.paragraphs.push(Paragraph { number: None, text: body });
        refer(&mut report);
        (report.paragraphs.remove(0).text, report.footnotes)
    }

    fn note(mark: &str, text: &str) -> Footnote {
        Footnote { mark: mark.into(), text: (!text.is_empty()).then(|| text.into()) }
    }

    #[test]
    fn a_note_in_the_middle_of_a_paragraph_is_taken_out() {
        let (text, notes) =
            referred("The session1 was well attended, and it\n1 See https://e.org/session.\nwas long.");

        assert_eq!(text, "The session[^1] was well attended, and it was long.");
        assert_eq!(notes, [note("1", "See https://e.org/session.")]);
    }

    #[test]
    fn every_way_to_print_a_mark_is_one() {
        assert_eq!(referred("The draft¹ is new.\n\n¹ Of June.").0, "The draft[^1] is new.");
        assert_eq!(referred("The draft[1] is new.\n\n[1] Of June.").0, "The draft[^1] is new.");
        assert_eq!(referred("The draft* is new.\n\n* Of June.").0, "The draft[^*] is new.");
    }

    #[test]
    fn marks_that_count_on_are_marks_even_if_the_notes_are_lost() {
        let (text, notes) = referred("The session1 of the (GGE)2 and the GCCS3 met over IPv6.");

        assert_eq!(text, "The session[^1] of the (GGE)[^2] and the GCCS[^3] met over IPv6.");
        assert_eq!(notes, [note("1", ""), note("2", ""), note("3", "")]);
    }

    #[test]
    fn figures_of_names_are_no_marks() {
        for text in [
            "IPv6 and IPv4 in 2017.",
            "The G20 met.",
            "Group1 met alone.",
            "Password IGF2017.",
            "see section 4.1 and A/68/98",
        ] {
            assert_eq!(referred(text), (text.to_owned(), vec![]), "{text}");
        }
    }
}
