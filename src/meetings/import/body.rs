//! The body of a report: blocks become paragraphs and headings, and the annexes become lists.

use std::collections::HashSet;

use super::agenda::{self, Agenda};
use super::blocks::Block;
use super::collector::Collector;
use super::headings::Section;
use super::marks::Mark;
use super::paragraphs::Paragraphs;
use super::{
    Heading, Paragraph, Report, absent, announced, attendance, footnotes, initials, link_rows, links, notes,
    participants, passwords, presence, recordings, rows, surnames,
};

/// What has been read so far.
#[derive(Default)]
struct Body {
    section: Option<Section>,
    recordings: Collector,
    agenda: Agenda,
    paragraphs: Paragraphs,
    /// The agenda goes on in the list below its sentence, whose items are marked so.
    agenda_list: Option<std::mem::Discriminant<Mark>>,
    /// Marks in the text that may refer to notes.
    asked: HashSet<String>,
}

/// Reads the blocks of the body into the report.
pub fn read(blocks: &[Block], report: &mut Report) {
    let mut body = Body::default();
    for (index, block) in blocks.iter().enumerate() {
        let below = blocks.get(index + 1);
        if block.is_heading {
            body.heading(block, below, report);
        } else if body.is_on_agenda(block) {
            body.agenda.item(block, report);
        } else if body.is_annex(block, report) {
            if matches!(block.mark, Some(Mark::Letter(_))) {
                body.paragraphs.pass_over(blocks, index);
            }
        } else if !body.is_recording(block, below, report) {
            match presence::take(block, report) {
                Some(rest) if rest.text.is_empty() => body.paragraphs.pass_over(blocks, index),
                Some(rest) => body.prose(&rest, blocks, index, report),
                None => body.prose(block, blocks, index, report),
            }
        }
    }
    body.paragraphs.finish(report);
    presence::warn(report);
    surnames::turn(report);
    initials::take(report);
    for note in report.footnotes.iter().filter_map(|note| note.text.clone()).collect::<Vec<_>>() {
        body.recordings.prose(&note, report);
        body.recordings.links_in_prose(&note, false, report);
    }
    body.recordings.finish(report);
}

impl Body {
    fn heading(&mut self, block: &Block, below: Option<&Block>, report: &mut Report) {
        let section = match announced::section_above(block, below) {
            Section::Speakers => announced::section_of_speakers(below, report),
            section => section,
        };
        self.paragraphs.close();
        let why = match section {
            Section::Participants => "heads the list of participants",
            Section::Recordings if below.is_some_and(|below| !self.paragraphs.counts_on(below, report)) => "heads the recordings",
            Section::Agenda => "heads the agenda",
            Section::Notes
                if below.is_none_or(|below| {
                    notes::asks_for(&self.asked, block, below)
                        // The notes themselves were taken out before.
                        || !report.footnotes.is_empty() && (below.is_heading || !announced::is_prose(below) && below.mark.is_none())
                }) =>
            {
                "heads the notes"
            }
            _ if announced::is_lonely_annex(block, below) => "heads an annex",
            Section::Body if below.is_some_and(|below| announced::heads_links(block, below)) => "heads the recordings",
            _ => {
                report.headings.push(Heading { before: report.paragraphs.len(), text: block.text.clone() });
                self.section = Some(if section == Section::Notes { Section::Body } else { section });
                return;
            }
        };
        report.leave_out(block.line, &block.text, why);
        self.section = Some(if why == "heads the recordings" { Section::Recordings } else { section });
        if section == Section::Recordings {
            self.recordings.prose(&block.text, report);
        }
    }

    /// Does the block belong to a list that became data?
    fn is_annex(&mut self, block: &Block, report: &mut Report) -> bool {
        if let Some(table) = &block.table {
            let lists_people = table.lists_people();
            if lists_people {
                attendance::read(block.line, table, report);
                self.paragraphs.close();
            } else {
                self.section = None;
            }
            return lists_people;
        }
        let printed = block.printed();
        let (list, told) = participants::without_clause(&printed);
        if participants::read_line(block.line, list, report) {
            self.paragraphs.close();
            report.paragraphs.extend(told.map(|text| Paragraph { number: None, text: text.to_owned() }));
            return true;
        }
        if announced::heads_table(&block.printed()) {
            report.leave_out(block.line, &block.printed(), "heads a table");
            return true;
        }
        match self.section {
            Some(Section::Participants | Section::Agenda) if block.text.is_empty() => {
                report.leave_out(block.line, &block.printed(), "a number without an entry");
                true
            }
            Some(Section::Participants | Section::Agenda) if announced::introduces_list(block) => {
                report.leave_out(block.line, &block.text, "introduces the list");
                true
            }
            Some(Section::Participants) if block.mark.is_none() && rows::TOLD_COUNT.is_match(&block.text) => {
                report.leave_out(block.line, &block.text, "counts the participants");
                true
            }
            Some(Section::Participants)
                if absent::is_told(&block.text) && !matches!(block.mark, Some(Mark::Number(_))) =>
            {
                report.leave_out(block.line, &block.printed(), absent::WHY);
                true
            }
            Some(Section::Participants)
                if absent::is_told(&block.text) || matches!(block.mark, Some(Mark::Part(_))) =>
            {
                self.section = None;
                false
            }
            Some(Section::Participants)
                if (block.in_list || rows::is_row(&block.text))
                    && !announced::is_prose(block)
                    && links::find(&block.text).is_empty() =>
            {
                participants::read_block(block, report);
                true
            }
            Some(Section::Agenda) if block.in_list && !announced::is_prose(block) => {
                self.agenda.item(block, report);
                true
            }
            Some(Section::Notes) => notes::read_block(block, report),
            Some(Section::Participants | Section::Agenda) => {
                self.section = None;
                agenda::read_line(block, report)
            }
            _ => agenda::read_line(block, report),
        }
    }

    /// Is the block a link to a recording, or words around one?
    fn is_recording(&mut self, block: &Block, below: Option<&Block>, report: &mut Report) -> bool {
        let text = block.text.as_str();
        let in_section = self.section == Some(Section::Recordings);
        if let Some(url) = links::alone(text) {
            let is_one = recordings::is_recording(url)
                || self.recordings.has_label()
                || in_section
                || announced::last_sentence_is_about(report);
            if is_one {
                self.recordings.link(block.line, url, report);
            }
            return is_one;
        }
        if !in_section && self.paragraphs.counts_on(block, report) {
            return false;
        }
        if let Some((label, url)) = recordings::labelled(text) {
            self.recordings.labelled_link(block.line, &label, url, report);
            return true;
        }
        let begun = self.recordings.has_begun(report);
        if below.is_some_and(|below| announced::introduces_link(block, below, in_section, begun, report)) {
            self.recordings.label(block.line, text, report);
            return true;
        }
        if self.is_row_of_links(block, in_section, report) {
            return true;
        }
        let lone_code = passwords::access_code(text).is_some()
            && text.split(' ').count() <= 6
            && links::find(text).is_empty();
        if lone_code {
            report.leave_out(block.line, text, "gives the password of a recording");
            self.recordings.password(text, report);
        }
        lone_code
    }

    /// Does the block say where the recordings are, and nothing else? A numbered paragraph stays one.
    fn is_row_of_links(&mut self, block: &Block, in_section: bool, report: &mut Report) -> bool {
        let is_numbered = matches!(block.mark, Some(Mark::Number(_) | Mark::Part(_)));
        let Some(parts) = link_rows::read(&block.text, in_section).filter(|_| !is_numbered) else {
            return false;
        };
        self.recordings.row(block.line, &parts, report);
        true
    }

    /// Does the block go on with the list that a sentence introduced as the agenda?
    fn is_on_agenda(&mut self, block: &Block) -> bool {
        let mark = block.mark.as_ref().map(std::mem::discriminant);
        self.agenda_list =
            self.agenda_list.filter(|_| mark == self.agenda_list && !announced::is_prose(block));
        self.agenda_list.is_some()
    }

    fn prose(&mut self, block: &Block, blocks: &[Block], index: usize, report: &mut Report) {
        if self.section == Some(Section::Recordings)
            && announced::is_prose(block)
            && !recordings::is_about(&block.text)
        {
            self.section = None;
        }
        self.paragraphs.add(block, blocks, index, report);
        self.agenda_list = blocks
            .get(index + 1)
            .and_then(|below| below.mark.as_ref())
            .filter(|mark| {
                matches!(mark, Mark::Bullet | Mark::Letter(_)) && agenda::is_introduced(&block.text)
            })
            .map(std::mem::discriminant);
        self.asked.extend(footnotes::candidates(&block.text).into_iter().map(|mark| mark.name));
        self.recordings.prose(&block.text, report);
        let in_section = self.section == Some(Section::Recordings) && !announced::is_prose(block);
        self.recordings.links_in_prose(&block.text, in_section, report);
    }
}
