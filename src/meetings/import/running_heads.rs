//! The line at the head or the foot of each page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::{Report, pattern, title};

/// "Sample Forum – Report          Page 2 of 5" and "Page 2 of 5 | Sample Forum": a head or foot with the page's number in it.
static HEAD_WITH_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?P<head>\S.{2,100}?)(?P<gap>\s{2,}|\s*[|–—•·-]\s*|\s+)[(\[]?(?:page|p\.|pg\.?)\s*\d{1,3}(?:\s*(?P<of>of|/)\s*\d{1,3})?[)\]]?$|^(?:page|p\.|pg\.?)\s*\d{1,3}(?:\s*(?P<of2>of|/)\s*\d{1,3})?(?P<gap2>\s{2,}|\s*[|–—•·-]\s*|\s+)(?P<foot>\S.{2,100})$",
    )
});

/// "Sample Forum – Report            5": the number stands far from the words.
static HEAD_WITH_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<head>\S.{2,90}?)\s{4,}\d{1,3}$|^\d{1,3}\s{4,}(?P<foot>\S.{2,90})$"));

/// Leaves out what stands at the head or the foot of the pages.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    clear_numbered_heads(lines, report);
    clear_running_heads(lines, report);
}

/// A head that has its page's number in it is one if it is set apart from it, counts the pages, or comes again.
fn clear_numbered_heads(lines: &mut [Line], report: &mut Report) {
    let read = |line: &Line| -> Option<(String, bool)> {
        if line.width() > 130 {
            return None;
        }
        if let Some(found) = HEAD_WITH_NUMBER.captures(&line.text) {
            return found.name("head").or(found.name("foot")).map(|head| (key(head.as_str()), false));
        }
        if !line.text.contains(['p', 'P']) {
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

/// Lines at the top in which the title stands.
const TITLE: usize = 6;

/// A head is a short line that comes again where a page ends.
fn clear_running_heads(lines: &mut [Line], report: &mut Report) {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        // A word that a line of a paragraph was left with is none.
        if !line.is_blank() && line.width() <= 120 && !line.text.starts_with(char::is_lowercase) {
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
    heads.extend(head_above_title(lines, &heads));
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
            // "BPF" may be spelled out there.
            && said().iter().all(|word| title.contains(word) || word == "bpf")
    };
    (last + 1..lines.len())
        .filter(|index| (8..=120).contains(&lines[*index].width()))
        // Those who led the call stand at the top too, and come again in the list of participants.
        .filter(|index| title::names_a_meeting(&lines[*index].text))
        .filter(says_title)
        .collect()
}

/// The first page too has the running head above its title, which says the same.
fn head_above_title(lines: &[Line], heads: &[usize]) -> Option<usize> {
    let first = lines.iter().position(|line| !line.is_blank())?;
    let words = |line: &Line| {
        let words = line.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<HashSet<_>>()
    };
    let is_head =
        heads.iter().any(|head| *head > first && key(&lines[*head].text) == key(&lines[first].text));
    let again = |line: &&Line| key(&line.text) == key(&lines[first].text);
    let below = lines[first + 1..].iter().filter(|line| !line.is_blank() && !again(line)).take(TITLE);
    let title: HashSet<String> = below.take_while(|line| line.width() < 100).flat_map(words).collect();
    // "BPF" may be spelled out there.
    let said = words(&lines[first]).into_iter().filter(|word| word != "bpf");
    (is_head && lines[first].width() > 8 && said.into_iter().all(|word| title.contains(&word)))
        .then_some(first)
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
