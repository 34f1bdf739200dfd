//! Lists with an entry on every line: those who took part, the agenda.

use super::headings::{self, Section};
use super::lines::Line;
use super::{links, marks, title};

/// Below "List of participants" or "Agenda" every line is an entry, until prose begins.
#[derive(Default)]
pub struct Listing {
    pub section: Option<Section>,
    /// The entry above had a mark.
    marked: bool,
}

impl Listing {
    /// Takes the next line into account.
    pub fn read(&mut self, line: &Line, gap: bool) {
        let heading = headings::marked(&line.text);
        let text = heading.unwrap_or(&line.text);
        let begins = match headings::section(text) {
            section @ (Section::Participants | Section::Agenda) if headings::could_be(text) => Some(section),
            _ => None,
        };
        let ends = heading.is_some() || headings::section(text) != Section::Body || self.is_left(line, gap);
        self.section = begins.or(self.section.filter(|_| !ends));
        self.marked = marks::split(&line.text).is_some();
    }

    /// Prose, a link, a line without a mark after entries that had one, or a usual heading.
    fn is_left(&self, line: &Line, gap: bool) -> bool {
        let text = line.text.as_str();
        let marked = marks::split(text).is_some();
        let divided = text.contains(['(', ',', '–', '—', '|', ';']) || text.contains(" - ");
        let long = marks::strip(text).split(' ').count() > 8 && !divided;
        let heads = self.section == Some(Section::Participants) && headings::opens_body(text);
        gap && (long || title::is_sentence(text) || !marked && (self.marked || heads))
            || links::alone(text).is_some()
            || line.width() > 120
    }
}

/// "Name (role,\norganisation)" is one entry.
pub fn continues_entry(above: &str, line: &str) -> bool {
    let open = above.matches('(').count() > above.matches(')').count();
    let hangs = above.ends_with([',', '-', '–', '&'])
        || [" and", " of", " for", " the"].iter().any(|word| above.ends_with(word));
    marks::split(line).is_none() && (open || hangs || line.starts_with(char::is_lowercase))
}
