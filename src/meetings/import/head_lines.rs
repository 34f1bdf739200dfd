//! Lines of a head, before they are read: without their mark-up, put together where they were wrapped.

use std::sync::LazyLock;

use regex::Regex;

use super::head::{LINES, aside};
use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{
    fields, headings, names, participants, pattern, person, recordings, shared, tables, title_lines,
};

/// A line of the head without its mark-up; a label may stand behind a bullet.
pub fn plain(line: &str) -> String {
    static BOLD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:\*\*|__)(?P<label>[^*_:]{2,40})(?:\*\*|__)\s+(?P<value>[^*_\s].*)$"));
    let bare = |line: &str| {
        // "**Chair** Anna Bell": the end of the bold type divides the two.
        let divided = BOLD.captures(line).map(|bold| format!("{}: {}", &bold["label"], &bold["value"]));
        let labelled = divided.filter(|line| fields::read(line).is_some());
        labelled.unwrap_or_else(|| headings::plain(line).replace("** ", " ").replace(" **", " "))
    };
    match marks::split(line) {
        Some((Mark::Bullet, rest)) if aside(&bare(rest)).is_some() || is_person(rest) => bare(rest),
        _ => bare(line),
    }
}

/// "Anna Bell (Sample Trust)" and nothing else.
pub fn is_person(text: &str) -> bool {
    let name = person::read(text).name;
    name.contains(' ') && names::is_person(names::without_title(&name))
}

/// Lines below a labelled one that go on with it.
pub fn join_wrapped(lines: &mut [Line]) {
    let filled = lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).take(LINES);
    let all: Vec<usize> = filled.map(|(index, _)| index).collect();
    for pair in all.windows(2).rev() {
        let (above, below) = (&lines[pair[0]], &lines[pair[1]]);
        let adjoins = pair[1] == pair[0] + 1;
        let ends =
            lines.get(pair[1] + 1).is_none_or(|line| line.is_blank() || aside(&plain(&line.text)).is_some());
        let goes_on = below.text.starts_with(char::is_lowercase)
            || ends
                && (title_lines::is_open(&above.text)
                    || above.width() > WRAPPED && !lines::is_finished(&above.text));
        let is_new = marks::split(&below.text).is_some()
            || aside(&plain(&below.text)).is_some()
            || shared::group(&below.text).is_some()
            || below.text.contains("://");
        let labelled = fields::read(&plain(&above.text)).is_some_and(|line| !line.value.is_empty());
        if adjoins && labelled && goes_on && !is_new {
            let more = lines[pair[1]].take();
            lines[pair[1]].cut = false;
            lines::join(&mut lines[pair[0]].text, &more);
        }
    }
}

/// A line of the head with those that go on with it, where it was wrapped, and the index behind the last of them.
pub fn whole(lines: &[Line], index: usize) -> (String, usize) {
    let mut text = plain(&lines[index].text);
    let mut end = index + 1;
    while let Some(next) = lines.get(end).filter(|next| !next.is_blank() && end < index + 3) {
        let goes_on = title_lines::is_open(&text)
            || next.text.starts_with(char::is_lowercase)
            || next.text.starts_with(|c: char| c.is_ascii_digit()) && lines[end - 1].width() > WRAPPED;
        if !goes_on || marks::split(&next.text).is_some() || aside(&plain(&next.text)).is_some() {
            break;
        }
        lines::join(&mut text, &plain(&next.text));
        end += 1;
    }
    (text, end)
}

/// Characters; a line with a label that has as many was likely wrapped.
const WRAPPED: usize = 60;

/// What may stand among the labelled lines of a head that is none of the usual.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A link, which is read with the others.
    Recording,
    /// The rule of a table.
    Rule,
    /// "Theme: …".
    Said,
}

pub fn among_labels(lines: &[Line], index: usize, begun: bool) -> Option<Other> {
    static LABELLED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[*_]*\p{Lu}[\p{L} /()-]{1,40}[*_]*:[*_]*\s+\S.{0,100}$"));
    let text = &lines[index].text;
    let adjoins = lines.get(index + 1).is_some_and(|next| !next.is_blank());
    let other = if recordings::is_labelled_link(text) {
        Other::Recording
    } else if tables::is_rule_of_bars(text) {
        Other::Rule
    } else if begun && adjoins && LABELLED.is_match(marks::strip(text)) && aside(&plain(text)).is_none() {
        Other::Said
    } else {
        return None;
    };
    let below = lines[index + 1..].iter().find(|line| !line.is_blank())?;
    let goes_on = fields::read(&plain(&below.text)).is_some() || participants::has_label(&below.text);
    goes_on.then_some(other)
}
