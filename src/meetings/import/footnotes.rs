//! Marks of notes in the text.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::plain_digit;
use super::{Report, links, lost_notes, pattern};

/// Marks in running text: superscripts, figures in brackets, figures fused to a word or to what closes it, a star.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<markdown>\[\^\w{1,3}\])|(?P<raised>[¹²³⁰⁴-⁹]+)|\[(?P<bracket>[0-9]{1,3})\]|[\p{L}”’](?P<round>\((?P<inner>[0-9]{1,2})\))|\p{L}[)”’\x22'\]]*[.,;:]?(?P<fused>[0-9]{1,2})(?P<after>[\p{L}\p{N}%/.,:-]?)|[\p{L})”’.](?P<star>[*†‡]{1,3})(?P<close>[\s.,;:)]|$)",
    )
});

/// Names that end in a figure.
static FIGURED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:ipv|\bg|covid-?|web|mp|http|co|day|top|\b[a-z])$"));

/// A mark in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub name: String,
    span: Range<usize>,
    /// Fused figures may be part of a name.
    fused: bool,
    /// Nothing but a mark can stand there: raised behind a whole word ("buoys³", but not "km³"), or in brackets.
    sure: bool,
}

/// Writes every mark of the paragraphs as `[^1]` and adds the notes whose words are lost.
pub fn refer(report: &mut Report) {
    let known: HashSet<String> = report.footnotes.iter().map(|note| note.mark.clone()).collect();
    let found: Vec<Vec<Mark>> =
        report.paragraphs.iter().map(|paragraph| candidates(&paragraph.text)).collect();
    let run = length_of_run(found.iter().flatten(), &known);
    let mut writer = Writer { known, run, next: 1, lost: BTreeMap::new() };
    for (paragraph, marks) in report.paragraphs.iter_mut().zip(found) {
        paragraph.text = writer.write(&paragraph.text, marks);
    }
    lost_notes::find(writer.lost, report);
}

/// Decides from mark to mark which figures are references.
struct Writer {
    /// Marks whose notes were found.
    known: HashSet<String>,
    /// How far the marks count 1, 2, 3.
    run: u32,
    next: u32,
    /// Marks without a note.
    lost: BTreeMap<u32, String>,
}

impl Writer {
    fn write(&mut self, text: &str, marks: Vec<Mark>) -> String {
        let mut written = String::with_capacity(text.len());
        let mut from = 0;
        for mark in marks {
            if self.is_reference(&mark) {
                written.push_str(&text[from..mark.span.start]);
                written.extend(["[^", &mark.name, "]"]);
                from = mark.span.end;
            }
        }
        written.push_str(&text[from..]);
        written
    }

    fn is_reference(&mut self, mark: &Mark) -> bool {
        let number = mark.name.parse::<u32>().ok();
        let counts_on = number == Some(self.next) && self.next <= self.run;
        let is_known = self.known.contains(&mark.name);
        let plausible = !mark.fused || number.is_none_or(|number| number <= self.next + 1);
        if !(is_known && plausible || counts_on || mark.sure) {
            return false;
        }
        self.next = number.map_or(self.next, |number| self.next.max(number + 1));
        if !is_known {
            self.lost.entry(number.unwrap_or(0)).or_insert_with(|| mark.name.clone());
        }
        true
    }
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

/// Everything in a text that could be a mark. Links have none.
pub fn candidates(text: &str) -> Vec<Mark> {
    let blank = links::blank_out(text);
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(found) = blank.get(from..).and_then(|rest| REFERENCE.captures(rest)) {
        let whole = found.get(0).map_or(0..1, |whole| whole.range());
        let absolute = |span: Range<usize>| from + span.start..from + span.end;
        from += match mark(&found, &blank[from..]) {
            Some((name, span, fused)) => {
                let raised = found.name("raised").is_some() && follows_word(&blank[..from + span.start]);
                let sure = raised || found.name("bracket").is_some_and(|number| number.len() < 3);
                marks.push(Mark { name, span: absolute(span.clone()), fused, sure });
                span.end
            }
            // What follows the figure may be a mark of its own.
            None => found.name("fused").map_or(whole.end, |number| number.end()).max(1),
        };
        while !blank.is_char_boundary(from) {
            from += 1;
        }
    }
    marks
}

/// Letters of a unit, as in "km³", or fewer.
const UNIT: usize = 3;

fn follows_word(before: &str) -> bool {
    let word = before.trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    word.chars().rev().take_while(|c| c.is_alphabetic()).take(UNIT + 1).count() > UNIT
}

fn mark(found: &regex::Captures, text: &str) -> Option<(String, Range<usize>, bool)> {
    if let Some(raised) = found.name("raised") {
        let name: String = raised.as_str().chars().map(plain_digit).collect();
        return (name.len() < 4 && !name.starts_with('0')).then(|| (name, raised.range(), false));
    }
    if let Some(number) = found.name("bracket") {
        let at_start = number.start() == 1;
        let is_link = text[number.end() + 1..].starts_with('(');
        return (!at_start && !is_link)
            .then(|| (number.as_str().to_owned(), number.start() - 1..number.end() + 1, false));
    }
    // "(1)" fused to a word refers to a note, if there is one.
    if let (Some(round), Some(inner)) = (found.name("round"), found.name("inner")) {
        return Some((inner.as_str().to_owned(), round.range(), true));
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
    let line = text[..number.start()].rsplit('\n').next().unwrap_or_default();
    // "AP1: …" counts the items of a list.
    let counts_item = after == ":" && !super::marks::strip(line).contains(' ');
    let is_name = counts_item || FIGURED.is_match(&text[..number.start()]);
    let zero = number.as_str().starts_with('0');
    (!followed && !is_name && !zero).then(|| (number.as_str().to_owned(), number.range(), true))
}

#[cfg(test)]
mod tests {
    use super::super::{Footnote, Paragraph, lines, notes};
    use super::*;

    fn referred(text: &str) -> (String, Vec<Footnote>) {
        let mut lines = lines::read(text);
        let mut report = Report { footnotes: notes::collect(&mut lines), ..Report::default() };
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
        assert_eq!(referred("The draft(1) is new.\n\n(1) Of June.").0, "The draft[^1] is new.");
        assert_eq!(referred("The draft† is new.\n\n† Of June.").0, "The draft[^†] is new.");
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
            "the members(3) of it",
            "AP1: Ask all.",
        ] {
            assert_eq!(referred(text), (text.to_owned(), vec![]), "{text}");
        }
    }
}
