//! Lists with an entry on every line: those who took part, the agenda.

use std::mem::discriminant;

use super::blocks::Block;
use super::headings::{self, Section};
use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{fields, links, participants, person, rows, shared, title};

/// Bytes of a block by which its kind is known.
const BEGINNING: usize = 1000;

/// Below "List of participants" or "Agenda" every line is an entry, until prose begins.
#[derive(Default)]
pub struct Listing {
    pub section: Option<Section>,
    /// The mark of the entry above.
    mark: Option<Mark>,
}

impl Listing {
    /// Takes the next line into account.
    pub fn read(&mut self, line: &Line, gap: bool) {
        let heading = headings::marked(&line.text);
        let text = heading.unwrap_or(&line.text);
        let mark = marks::split(&line.text).map(|(mark, _)| mark);
        let is_item =
            heading.is_none() && self.section.is_some() && goes_on(self.mark.as_ref(), mark.as_ref());
        let section = if is_item { Section::Body } else { headings::section(text) };
        let begins = match section {
            section @ (Section::Participants | Section::Speakers | Section::Agenda)
                if headings::could_be(text) =>
            {
                Some(section)
            }
            _ => None,
        };
        let ends = heading.is_some() || section != Section::Body || self.is_left(line, gap);
        self.section = begins.or(self.section.filter(|_| !ends));
        self.mark = if begins.is_some() { None } else { mark };
    }

    /// Prose, a link, a line without a mark after entries that had one, or a usual heading.
    fn is_left(&self, line: &Line, gap: bool) -> bool {
        let text = line.text.as_str();
        let marked = marks::split(text).is_some();
        let divided = text.contains(['(', ',', '–', '—', '|', ';']) || text.contains(" - ");
        let long = marks::strip(text).split(' ').count() > 8 && !divided;
        let heads = matches!(self.section, Some(Section::Participants | Section::Speakers))
            && headings::opens_body(text);
        let introduces = text.ends_with(':') && self.mark.is_none();
        // "a. Opening" below people with bullets begins something else.
        let changes = || {
            let mark = marks::split(text).map(|(mark, _)| mark);
            matches!((&self.mark, &mark), (Some(above), Some(mark)) if discriminant(above) != discriminant(mark))
        };
        gap && !introduces
            && (long
                || changes()
                || self.section == Some(Section::Participants) && names_nobody(text)
                || title::is_sentence(text)
                || !marked && (self.mark.is_some() || heads))
            || links::alone(text).is_some()
            || line.width() > 120
    }
}

/// "I. Report of the survey", "What we heard": the heading of something else, set apart from a list of people.
fn names_nobody(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "of", "the", "we", "to", "what", "how", "who", "on", "in", "is", "was", "are", "our", "about",
        "with", "next", "from",
    ];
    let plain = marks::strip(text);
    let mut words = plain.split(' ').map(str::to_lowercase);
    let begins =
        plain.starts_with(char::is_uppercase) && !plain.contains(['(', ',', '–', '—', '|', ';', ':', '-']);
    begins && words.any(|word| WORDS.contains(&word.as_str())) && !person::ORGANISATION.is_match(plain)
}

/// Does a mark go on with the list whose last entry had the other?
pub fn goes_on(above: Option<&Mark>, mark: Option<&Mark>) -> bool {
    match (above, mark) {
        (Some(Mark::Number(above)), Some(Mark::Number(number))) => *number == above + 1,
        (Some(above), Some(mark)) => std::mem::discriminant(above) == std::mem::discriminant(mark),
        _ => false,
    }
}

/// "Present: Anna Bell;\n Tom Ray": a row of people goes on below where a divider ends the line.
pub fn continues_row(block: &Block, above: &Line, line: &Line) -> bool {
    above.text.ends_with([';', ','])
        && participants::has_label(&block.text)
        && marks::split(&line.text).is_none()
        && fields::read(&line.text).is_none()
        && !participants::has_label(&line.text)
        && line.text.starts_with(char::is_uppercase)
}

/// "Name (role,\norganisation)" is one entry, and a row of people may be wrapped.
pub fn continues_entry(block: &Block, above: &Line, line: &Line) -> bool {
    let begins = marks::split(&line.text).is_some() || line.text.starts_with('|');
    if begins || shared::group(&line.text).is_some() {
        return false;
    }
    // The beginning of a long row says what it is.
    let row = &block.text[..block.text.floor_char_boundary(BEGINNING)];
    let many = row.matches(';').count() > 1 || row.matches(',').count() > 4;
    let is_row = participants::has_label(row) || many && rows::is_row(row);
    let above_text = &above.text;
    let open = above_text.matches('(').count() > above_text.matches(')').count();
    let hangs = above_text.ends_with([',', '-', '–', '&'])
        || [" and", " of", " for", " the"].iter().any(|word| above_text.ends_with(word));
    let wraps = block.mark.is_some() && above.width() > 40 && !line.text.ends_with(':');
    wraps && !lines::is_finished(above_text)
        || is_row && above.width() > 45 && !lines::is_finished(above_text)
        || is_row && above_text.ends_with(';')
        || open
        || hangs
        || line.text.starts_with(char::is_lowercase)
}
