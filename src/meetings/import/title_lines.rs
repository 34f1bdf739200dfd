//! The lines of a title: which of them were one before they were wrapped.

use super::lines::{self, Line};
use super::title::{names_a_forum, names_a_meeting};

/// Characters; a line that has as many was likely wrapped.
const FULL: usize = 60;

/// Does the line end where no title ends?
pub fn is_open(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    [
        "of", "on", "the", "and", "for", "in", "between", "with", "a", "an", "to", "among", "by", "from",
        "at", "through", "under", "within", "across", "against", "about", "into", "or", "virtual", "best",
        "practice", "&",
    ]
    .contains(&last.as_str())
        || line.ends_with([',', ':', '–', '—', '-', '/'])
        || line.to_lowercase().ends_with(" the bpf")
        || line.matches('(').count() > line.matches(')').count()
}

/// "OF UNSOLICITED COMMUNICATIONS": no line of its own begins so.
fn goes_on_with(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    ["of", "and", "for", "on", "in", "with", "to", "&"].contains(&first.as_str())
}

/// Is the forum's name broken between the two lines, as the text below says it in one?
pub fn breaks_name(above: &str, text: &str, below: &[Line]) -> bool {
    let last = above.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let first = text.split([' ', ':', ',']).next().unwrap_or_default().to_lowercase();
    let whole = format!("{last} {first}");
    let is_word =
        |word: &str| word.chars().count() > 2 && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let begins = text.split(['–', '—', ':']).next().unwrap_or(text);
    let body = || below.iter().take(BODY).map(|line| line.text.to_lowercase()).collect::<Vec<_>>().join(" ");
    names_a_forum(above)
        && !names_a_meeting(begins)
        && is_word(&last)
        && is_word(&first)
        && body().contains(&whole)
}

/// Lines in which the name of the forum comes again.
const BODY: usize = 40;

/// A title that was wrapped is one line; lines that name it together are several.
pub fn add_line(title: &mut Vec<String>, text: &str, gap: bool) {
    match title.last_mut() {
        Some(line)
            if !gap
                && (is_open(line)
                    || line.chars().count() >= FULL && !names_a_meeting(text)
                    || text.starts_with(char::is_lowercase)
                    || goes_on_with(text)
                    || text.starts_with(['–', '—', '('])) =>
        {
            lines::join(line, text);
        }
        _ => title.push(text.to_owned()),
    }
}
