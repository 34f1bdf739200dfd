//! How a text was wrapped, and whether a line goes on with the one above it.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{headings, labels, links, participants, passwords, pattern, recordings};

/// "Anna Bell – write a page", "Secretariat: book a room", one task a line.
static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\p{Lu}[\p{L}'’.-]*(?: (?:and |& )?\p{Lu}[\p{L}'’.-]*){0,6}(?:\s[–—-]\s|:\s)\S")
});

/// "Slides of the session: https://…".
static LABELLED_LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Lu}[^:;]{2,50}:\s+<?https?://"));

/// "Session title: …" above "Date: …": two lines with labels of a few words.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[*_]*\p{Lu}[\p{L}/&-]*(?: [\p{L}\d/&-]+){0,2}(?: \([^()]{1,30}\))?[*_]*:[*_]*\s+\S")
});

/// `[13:02] Sample Person: …`, one turn of speech a line.
static STAMPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\[\d{1,2}:\d{2}(?::\d{2})?\]|\(\d{1,2}:\d{2}(?::\d{2})?\)|\d{1,2}:\d{2}(?::\d{2})?)\s+[-–]?\s*\p{Lu}[^:]{1,60}:\s",
    )
});

/// How a text was wrapped.
pub struct Wrapping {
    /// Characters of a full line; `None` if nothing shows that lines were wrapped.
    pub width: Option<usize>,
    /// Paragraphs are numbered one below the other, so that what has no number goes on.
    numbered: bool,
    /// Paragraphs have blank lines between them, so that the length of a line says little.
    spaced: bool,
}

/// Learns from the lines how they were wrapped.
pub fn measure(lines: &[Line]) -> Wrapping {
    let mut widths = Vec::new();
    let (mut spaced, mut tight, mut numbered) = (0, 0, 0);
    for pair in lines.windows(2) {
        let (above, below) = (&pair[0], &pair[1]);
        if above.is_blank() || below.is_blank() {
            continue;
        }
        let length = above.width();
        if (30..=130).contains(&length)
            && below.text.starts_with(char::is_lowercase)
            && marks::split(&below.text).is_none()
        {
            widths.push(length);
        }
    }
    let width = without_outlier(widths);
    for pair in lines.windows(2) {
        let is_numbered = matches!(marks::split(&pair[1].text), Some((Mark::Number(_), _)));
        numbered += usize::from(is_numbered && !pair[0].is_blank() && pair[1].width() > 50);
        let begins = is_numbered || pair[0].is_blank() && pair[1].width() > 30;
        if begins && pair[0].is_blank() {
            spaced += 1;
        } else if begins {
            tight += 1;
        }
    }
    Wrapping {
        width: (width > 0).then_some(width),
        numbered: numbered > 2,
        spaced: spaced > 4 && spaced > tight,
    }
}

/// The length of the longest line. One that is longer than all the others says nothing of them.
fn without_outlier(mut widths: Vec<usize>) -> usize {
    widths.sort_unstable();
    match widths.as_slice() {
        [.., second, longest] if widths.len() > MANY && *longest > *second + 5 => *second,
        [.., second, longest] if widths.len() > SOME && *longest > *second + 10 => *second,
        [.., longest] => *longest,
        [] => 0,
    }
}

/// Lines; among fewer a single one may be the only full one.
const MANY: usize = 8;
const SOME: usize = 3;

/// After a page's end a sentence goes on; over a mere blank line only if it cannot have ended.
pub fn goes_on_over_gap(block: &Block, line: &Line, cut: bool, above: &Line) -> bool {
    if block.is_heading
        || lines::is_finished(&block.text)
        || links::alone(&above.text).is_some()
        || headings::marked(&line.text).is_some()
        || participants::has_label(&line.text)
    {
        return false;
    }
    if marks::split(&line.text).is_some() || block.text.is_empty() || links::alone(&line.text).is_some() {
        return false;
    }
    let lower = line.text.starts_with(char::is_lowercase);
    let is_prose = block.lines > 1 || block.text.chars().count() > 60;
    is_prose && (lower || cut && above.width() > 40)
}

/// Does a line go on with the one right above it?
pub fn goes_on(block: &Block, above: &Line, line: &Line, below: Option<&Line>, wrapping: &Wrapping) -> bool {
    if block.is_heading || headings::marked(&line.text).is_some() || block.text.is_empty() {
        return false;
    }
    if links::alone(&above.text).is_some() || links::alone(&line.text).is_some() || table_row(&line.text) {
        return false;
    }
    if recordings::is_label(&line.text, below)
        || recordings::is_label(&above.text, Some(line))
        || recordings::is_labelled_link(&line.text) && !lines::breaks_off(&above.text)
        || LABELLED_LINK.is_match(&line.text)
        || participants::has_label(&line.text)
        || STAMPED.is_match(&line.text)
    {
        return false;
    }
    if participants::has_label(&block.text)
        && above.text.ends_with([';', ','])
        && marks::split(&line.text).is_none()
    {
        return true;
    }
    if marks::split(&line.text).is_none() && labels::continues(&block.text, &line.text) {
        return true;
    }
    if labels::of(&line.text).is_some() {
        return false;
    }
    let are_both = |form: &Regex| form.is_match(&above.text) && form.is_match(&line.text);
    let labelled = || are_both(&LABELLED) && passwords::access_code(&line.text).is_none();
    if begins_item(block, above, line) || are_both(&OWNED) || labelled() {
        return false;
    }
    !ends_at(block, above, line, wrapping)
}

fn table_row(text: &str) -> bool {
    text.starts_with('|') || text.matches(" | ").count() > 0
}

/// A mark at the start of a line may also be a figure or a dash of a wrapped sentence.
fn begins_item(block: &Block, above: &Line, line: &Line) -> bool {
    let Some((mark, rest)) = marks::split(&line.text) else { return false };
    let finished = lines::is_finished(&above.text)
        || above.text.starts_with('(') && above.text.ends_with(')')
        || above.text.contains("://") && !above.text.ends_with(',')
        || above.text.ends_with(',') && block.mark.is_some()
        || ends_list_item(&above.text);
    match mark {
        Mark::Bullet if line.text.starts_with(['–', '—', '-', '+', '*']) => {
            let in_list = block.mark == Some(Mark::Bullet);
            finished
                || in_list
                || line.indent > above.indent + 1
                || rest.starts_with(char::is_uppercase) && !line.text.starts_with(['–', '—'])
        }
        Mark::Bullet => true,
        // A paragraph's number ends a list, even if its last item has no full stop.
        Mark::Number(_) | Mark::Part(_)
            if matches!(block.mark, Some(Mark::Letter(_) | Mark::Bullet))
                && rest.starts_with(char::is_uppercase) =>
        {
            true
        }
        Mark::Number(number) => {
            finished
                || block.mark == number.checked_sub(1).map(Mark::Number)
                || headings::could_be(&above.text) && block.lines == 1
        }
        Mark::Part(_) | Mark::Letter(_) => {
            finished
                || matches!(block.mark, Some(Mark::Letter(_)))
                || line.indent > above.indent + 1
                || block.lines == 1 && headings::could_be(&above.text)
        }
    }
}

/// "…; and" and "…, while" lead to the next item.
fn ends_list_item(text: &str) -> bool {
    [" and", " or", " while", " but"]
        .iter()
        .any(|word| text.strip_suffix(word).is_some_and(|text| text.ends_with([';', ','])))
}

/// Lines of one width differ by this part of it.
const NEARLY: usize = 8;

/// Is the line above the last of its block?
fn ends_at(block: &Block, above: &Line, line: &Line, wrapping: &Wrapping) -> bool {
    let finished = lines::is_finished(&above.text);
    if line.text.starts_with(char::is_lowercase) && !finished {
        return false;
    }
    if finished
        && block.mark.is_none()
        && line.indent > above.indent
        && line.text.starts_with(char::is_uppercase)
    {
        // The first line of a paragraph may be indented.
        return true;
    }
    let in_item = block.mark.is_some() && block.indent > 0 && above.indent >= block.indent;
    if finished && in_item && line.indent < block.indent && line.text.starts_with(char::is_uppercase) {
        // Below the last item of an indented list the paragraph goes on.
        return true;
    }
    let Some(width) = wrapping.width else {
        // Nothing was wrapped: every line is a block, unless it breaks off.
        let ends_item = block.mark == Some(Mark::Bullet)
            && line.text.starts_with(char::is_uppercase)
            && !lines::breaks_off(&above.text);
        return finished
            || ends_item
            || block.lines == 1 && headings::could_be(&above.text)
            || above.width() > 130;
    };
    if above.width() > width + 20 {
        return true;
    }
    let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let length = above.width() + above.indent.min(12) + 1 + first_word;
    let goes_on = wrapping.numbered && matches!(block.mark, Some(Mark::Number(_)));
    let room = match (wrapping.spaced, goes_on) {
        (true, _) => length <= width / 2,
        (false, true) => length + width / NEARLY <= width,
        (false, false) => length <= width,
    };
    let heads = block.lines == 1
        && !line.text.starts_with(char::is_lowercase)
        && headings::could_be(&above.text)
        && length <= width * 3 / 4;
    let ends_item = block.mark == Some(Mark::Bullet)
        && line.text.starts_with(char::is_uppercase)
        && line.indent <= block.indent
        && length <= width * 3 / 4
        && !lines::breaks_off(&above.text);
    room && finished && !line.text.starts_with(char::is_lowercase) || heads || ends_item
}
