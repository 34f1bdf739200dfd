//! What a page prints around the text: its number, the line at its head, rules.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{Report, note_marks, pattern, running_heads, tables};

static PAGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[-–—\s|]*(page\s*)?\d{1,3}(\s*(of|/)\s*\d{1,3})?[-–—\s|]*$"));
static SURE_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[-–—\s|]*page\s*\d|^\d{1,3}\s*(of|/)\s*\d{1,3}$|^[-–—|]\s*\d{1,3}\s*[-–—|]$")
});

/// Takes page numbers and running heads out, and turns numbers that stand on a line of their own into marks of paragraphs.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    clear_rules(lines);
    number_paragraphs(lines);
    note_marks::join(lines);
    clear_page_numbers(lines, report);
    running_heads::clear(lines, report);
}

/// Lines of dashes have no words.
fn clear_rules(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| !line.is_blank() && !tables::is_rule_of_bars(&line.text)) {
        if line.width() > 2 && line.text.chars().all(|c| "-–—_=*~.#|:+ ".contains(c)) {
            line.text.clear();
        }
    }
}

fn bare_number(line: &Line) -> Option<u32> {
    (line.text.len() <= 3 && line.text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| line.text.parse().ok())
        .flatten()
}

/// Bare numbers are paragraph numbers when the first stands above the first prose and they count 1, 2, 3 from there.
fn number_paragraphs(lines: &mut [Line]) {
    let Some(first) = lines.iter().position(|line| bare_number(line) == Some(1)) else { return };
    let is_numbered =
        |line: &&Line| matches!(marks::split(&line.text), Some((Mark::Number(_), rest)) if !rest.is_empty());
    let prose_above = lines[..first]
        .iter()
        .any(|line| is_numbered(&line) || line.width() > 30 && lines::is_finished(&line.text));
    if prose_above
        || lines.iter().filter(is_numbered).count() > 1
        || lines[..first].iter().any(|line| line.cut)
    {
        return;
    }
    let mut wanted = 1;
    for line in &mut lines[first..] {
        if bare_number(line) == Some(wanted) {
            line.text.push('.');
            wanted += 1;
        }
    }
}

fn clear_page_numbers(lines: &mut [Line], report: &mut Report) {
    let mut last = 0;
    for index in 0..lines.len() {
        let line = &lines[index];
        if line.width() > 24
            || !line.text.contains(|c: char| c.is_ascii_digit())
            || !PAGE.is_match(&line.text)
        {
            continue;
        }
        // In the middle of a wrapped paragraph only the next page's number may stand, with space around it.
        let number = bare_number(line);
        let is_next = number.is_some_and(|number| number == last + 1 || last == 0 && number <= 20);
        if SURE_PAGE.is_match(&line.text) || number.is_some() && (is_next || has_space(lines, index)) {
            last = number.unwrap_or(last);
            let text = lines[index].take();
            report.leave_out(lines[index].number, &text, "a page number");
        }
    }
}

fn has_space(lines: &[Line], index: usize) -> bool {
    let blank = |line: Option<&Line>| line.is_none_or(Line::is_blank);
    blank(index.checked_sub(1).and_then(|above| lines.get(above))) || blank(lines.get(index + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleared(text: &str) -> (Vec<String>, Vec<String>) {
        let mut lines = lines::read(text);
        let mut report = Report::default();
        clear(&mut lines, &mut report);
        let kept = lines.into_iter().filter(|line| !line.is_blank()).map(|line| line.text).collect();
        (kept, report.left_out.into_iter().map(|left| left.text).collect())
    }

    #[test]
    fn page_numbers_and_running_heads_go() {
        let (kept, left) = cleared(
            "Forum on Spam\n\n1. It was said that\n\n1\nForum on Spam\n\nmore is needed.\n\n2\nForum on Spam\n\nSo it was.",
        );

        assert_eq!(kept, ["Forum on Spam", "1. It was said that", "more is needed.", "So it was."]);
        assert_eq!(left, ["1", "2", "Forum on Spam", "Forum on Spam"]);
    }

    #[test]
    fn numbers_above_the_prose_number_the_paragraphs() {
        let (kept, left) =
            cleared("Forum on Spam\n\n1\n\nThe call was held in the morning.\n\n2\n\nIt went well.");

        assert_eq!(kept, ["Forum on Spam", "1.", "The call was held in the morning.", "2.", "It went well."]);
        assert!(left.is_empty());
    }

    #[test]
    fn what_is_said_twice_in_the_text_stays() {
        let (kept, _) = cleared("Discussion\n\nIt was long.\n\nDiscussion\n\nIt was short.");

        assert_eq!(kept.len(), 4);
    }
}
