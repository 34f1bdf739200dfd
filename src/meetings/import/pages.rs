//! What a page prints around the text: its number, the line at its head, rules.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{Report, pattern, tables};

static PAGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[-–—\s|]*(page\s*)?\d{1,3}(\s*(of|/)\s*\d{1,3})?[-–—\s|]*$"));
static SURE_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[-–—\s|]*page\s*\d|^\d{1,3}\s*(of|/)\s*\d{1,3}$|^[-–—|]\s*\d{1,3}\s*[-–—|]$")
});

/// "Sample Forum – Report          Page 2 of 5" and "Page 2 of 5 | Sample Forum": a head or foot with the page's number in it.
static HEAD_WITH_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<head>\S.{2,100}?)(?P<gap>\s{2,}|\s*[|–—•·-]\s*|\s+)[(\[]?(?:page|p\.|pg\.?)\s*\d{1,3}(?:\s*(?P<of>of|/)\s*\d{1,3})?[)\]]?$|^(?:page|p\.|pg\.?)\s*\d{1,3}(?:\s*(?P<of2>of|/)\s*\d{1,3})?(?P<gap2>\s{2,}|\s*[|–—•·-]\s*|\s+)(?P<foot>\S.{2,100})$",
    )
});

/// Takes page numbers and running heads out, and turns numbers that stand on a line of their own into marks of paragraphs.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    clear_rules(lines);
    number_paragraphs(lines);
    clear_page_numbers(lines, report);
    clear_numbered_heads(lines, report);
    clear_running_heads(lines, report);
}

/// A head that has its page's number in it is one if it is set apart from it, counts the pages, or comes again.
fn clear_numbered_heads(lines: &mut [Line], report: &mut Report) {
    let read = |line: &Line| -> Option<(String, bool)> {
        if line.width() > 130 || !line.text.contains(['p', 'P']) {
            return None;
        }
        let found = HEAD_WITH_PAGE.captures(&line.text)?;
        let head = found.name("head").or(found.name("foot"))?.as_str();
        let gap = found.name("gap").or(found.name("gap2")).map_or("", |gap| gap.as_str());
        let counts = found.name("of").or(found.name("of2")).is_some();
        Some((key(head), counts || gap.len() > 1))
    };
    let heads: Vec<(usize, String, bool)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| read(line).map(|(head, sure)| (index, head, sure)))
        .collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (_, head, _) in &heads {
        *count.entry(head).or_default() += 1;
    }
    for (index, head, sure) in &heads {
        let ends_sentence = lines[*index].text.ends_with(['.', ';', ',']);
        if !ends_sentence && (*sure || count[head.as_str()] > 1) {
            let text = lines[*index].take();
            report.leave_out(lines[*index].number, &text, "the running head of a page");
        }
    }
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

/// Lines at the top in which the title stands.
const TITLE: usize = 6;

/// A head is a short line that comes again where a page ends.
fn clear_running_heads(lines: &mut [Line], report: &mut Report) {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        if !line.is_blank() && line.width() <= 120 {
            seen.entry(key(&line.text)).or_default().push(index);
        }
    }
    let top = lines.iter().position(|line| !line.is_blank()).unwrap_or(0) + TITLE;
    let mut heads: Vec<usize> = seen
        .into_iter()
        .filter(|(key, places)| places.len() > 1 && key.len() > 3)
        .flat_map(|(_, places)| {
            let named_first = places[0] < top;
            let at_page_end: Vec<usize> =
                places.iter().copied().filter(|place| is_at_page_end(lines, *place)).collect();
            let repeated =
                at_page_end.len() > 1 || named_first && at_page_end.iter().any(|place| *place != places[0]);
            at_page_end
                .into_iter()
                .filter(move |place| repeated && !(named_first && *place == places[0]))
                .collect::<Vec<_>>()
        })
        .collect();
    heads.extend(heads_from_title(lines));
    heads.sort_unstable();
    heads.dedup();
    for index in heads {
        let text = lines[index].take();
        report.leave_out(lines[index].number, &text, "the running head of a page");
    }
}

/// A head may say in one line what the title says in several: then once is enough, below a page's end.
fn heads_from_title(lines: &[Line]) -> Vec<usize> {
    let words = |line: &Line| {
        line.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let top: Vec<usize> = (0..lines.len()).filter(|index| !lines[*index].is_blank()).take(TITLE).collect();
    let title: HashSet<String> = top.iter().flat_map(|index| words(&lines[*index])).collect();
    let last = top.last().copied().unwrap_or_default();
    let says_title = |index: &usize| {
        let above = lines[..*index].iter().rev().take(3).find(|line| line.cut || !line.is_blank());
        let said = || words(&lines[*index]);
        above.is_some_and(|line| line.cut)
            && said().len() > 3
            && said().iter().all(|word| title.contains(word))
    };
    (last + 1..lines.len())
        .filter(|index| (8..=120).contains(&lines[*index].width()))
        .filter(says_title)
        .collect()
}

/// The line without a page number in it and without mark-up.
fn key(text: &str) -> String {
    let bare = text.trim_matches(|c: char| c.is_ascii_digit() || " |*_#-–—".contains(c));
    bare.to_lowercase()
}

/// Beside a page number or form feed, or in the middle of a sentence.
fn is_at_page_end(lines: &[Line], index: usize) -> bool {
    let above = lines[..index].iter().rev().take(4).find(|line| line.cut || !line.is_blank());
    let below = lines[index + 1..].iter().take(4).find(|line| line.cut || !line.is_blank());
    let cut = |line: Option<&Line>| line.is_some_and(|line| line.cut);
    let splits = above
        .is_some_and(|line| !line.is_blank() && line.width() > 30 && !lines::is_finished(&line.text))
        && below.is_some_and(|line| line.text.starts_with(char::is_lowercase));
    cut(above) || cut(below) || splits
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
