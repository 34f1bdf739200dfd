//! The body of a report: blocks become paragraphs and headings, and the annexes become lists.

use std::collections::HashSet;

use super::agenda::{self, Agenda};
use super::blocks::Block;
use super::collector::Collector;
use super::headings::{self, Section};
use super::marks::Mark;
use super::paragraphs::Paragraphs;
use super::{
    Footnote, Heading, Report, absent, attendance, footnotes, lines, links, participants, passwords,
    recordings, surnames,
};

/// What has been read so far.
#[derive(Default)]
struct Body {
    section: Option<Section>,
    recordings: Collector,
    agenda: Agenda,
    paragraphs: Paragraphs,
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
        } else if !body.is_annex(block, report) && !body.is_recording(block, below, report) {
            body.prose(block, blocks, index, report);
        }
    }
    body.paragraphs.finish(report);
    surnames::turn(report);
    for note in report.footnotes.iter().filter_map(|note| note.text.clone()).collect::<Vec<_>>() {
        body.recordings.prose(&note, report);
        body.recordings.links_in_prose(&note, false, report);
    }
    body.recordings.finish(report);
}

impl Body {
    fn heading(&mut self, block: &Block, below: Option<&Block>, report: &mut Report) {
        let section = section_above(block, below);
        self.paragraphs.close();
        let lonely_annex = ["annex", "annexes", "appendix"]
            .contains(&headings::plain(&block.text).trim_end_matches([':', ' ']).to_lowercase().as_str())
            && below.is_some_and(|block| block.is_heading);
        let why = match section {
            Section::Participants => "heads the list of participants",
            Section::Recordings if below.is_some() => "heads the recordings",
            Section::Agenda => "heads the agenda",
            Section::Notes if below.is_none_or(|below| self.is_asked_for(block, below)) => "heads the notes",
            _ if lonely_annex => "heads an annex",
            Section::Body if below.is_some_and(|below| heads_links(block, below)) => "heads the recordings",
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

    /// Is a block below "Notes" a note that some mark in the text asks for? "Footnotes" are always notes.
    fn is_asked_for(&self, heading: &Block, below: &Block) -> bool {
        let Some(Mark::Number(number)) = below.mark else { return false };
        let heading = heading.text.to_lowercase();
        !heading.contains("notes")
            || heading.contains("footnotes")
            || heading.contains("endnotes")
            || self.asked.contains(&number.to_string())
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
        if participants::read_line(block.line, &block.printed(), report) {
            self.paragraphs.close();
            return true;
        }
        if heads_table(&block.printed()) {
            report.leave_out(block.line, &block.printed(), "heads a table");
            return true;
        }
        match self.section {
            Some(Section::Participants | Section::Agenda) if block.text.is_empty() => {
                report.leave_out(block.line, &block.printed(), "a number without an entry");
                true
            }
            Some(Section::Participants | Section::Agenda) if introduces_list(block) => {
                report.leave_out(block.line, &block.text, "introduces the list");
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
                if (block.in_list || participants::is_row(&block.text))
                    && !is_prose(block)
                    && links::find(&block.text).is_empty() =>
            {
                participants::read_block(block, report);
                true
            }
            Some(Section::Agenda) if block.in_list && !is_prose(block) => {
                self.agenda.item(block, report);
                true
            }
            Some(Section::Notes) => read_note(block, report),
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
                || last_sentence_is_about(report);
            if is_one {
                self.recordings.link(block.line, url, report);
            }
            return is_one;
        }
        let counts_on = match block.mark {
            Some(Mark::Number(number)) => {
                !in_section
                    && number == report.paragraphs.last().and_then(|last| last.number).unwrap_or(0) + 1
            }
            _ => false,
        };
        if let Some((label, url)) = recordings::labelled(text).filter(|_| !counts_on) {
            self.recordings.label(block.line, &label, report);
            self.recordings.link(block.line, url, report);
            return true;
        }
        let link_below = below.is_some_and(|below| {
            links::alone(&below.text).is_some() || recordings::is_labelled_link(&below.text)
        });
        let short = text.split(' ').count() <= 7
            && block.mark.is_none()
            && (!lines::is_finished(text) || text.ends_with(':'));
        let announces = || {
            let certain =
                below.and_then(|below| links::alone(&below.text)).is_some_and(recordings::is_recording);
            recordings::is_about(text)
                || recordings::is_label_text(text)
                    && (certain || last_sentence_is_about(report) || self.recordings.has_begun(report))
        };
        if link_below && short && (in_section || announces()) {
            self.recordings.label(block.line, text, report);
            return true;
        }
        let lone_code = passwords::access_code(text).is_some() && text.split(' ').count() <= 6;
        if lone_code {
            report.leave_out(block.line, text, "gives the password of a recording");
            self.recordings.password(text, report);
        }
        lone_code
    }

    fn prose(&mut self, block: &Block, blocks: &[Block], index: usize, report: &mut Report) {
        if self.section == Some(Section::Recordings) && is_prose(block) && !recordings::is_about(&block.text)
        {
            self.section = None;
        }
        self.paragraphs.add(block, blocks, index, report);
        self.asked.extend(footnotes::candidates(&block.text).into_iter().map(|mark| mark.name));
        self.recordings.prose(&block.text, report);
        let in_section = self.section == Some(Section::Recordings) && !is_prose(block);
        self.recordings.links_in_prose(&block.text, in_section, report);
    }
}

/// What a heading announces; "Remote participants" above prose announces no list.
fn section_above(heading: &Block, below: Option<&Block>) -> Section {
    match headings::section(&heading.text) {
        Section::Participants | Section::Agenda
            if below.is_some_and(|below| {
                is_prose(below)
                    && !introduces_list(below)
                    && below.mark.is_none()
                    && !participants::has_label(&below.text)
            }) =>
        {
            Section::Body
        }
        section => section,
    }
}

/// "Links", right above the link to a recording.
fn heads_links(heading: &Block, below: &Block) -> bool {
    let names_links = heading.text.to_lowercase().contains("link") && heading.text.split(' ').count() < 5;
    let is_recording =
        links::find(&below.text).first().is_some_and(|link| recordings::is_recording(link.url));
    let alone = links::alone(&below.text).is_some() || recordings::is_labelled_link(&below.text);
    names_links && is_recording && alone
}

/// "What | Who | By when".
fn heads_table(text: &str) -> bool {
    const HEADS: [&str; 24] = [
        "#",
        "no",
        "no.",
        "nr",
        "what",
        "who",
        "when",
        "by when",
        "task",
        "tasks",
        "action",
        "actions",
        "action item",
        "owner",
        "owners",
        "responsible",
        "deadline",
        "due",
        "due date",
        "date",
        "status",
        "item",
        "until",
        "by",
    ];
    let mut cells = text.split('|').map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    text.contains('|')
        && cells.peek().is_some()
        && cells.all(|cell| HEADS.contains(&headings::plain(cell).to_lowercase().as_str()) || cell == "#")
}

/// "The following people took part:"
fn introduces_list(block: &Block) -> bool {
    block.mark.is_none() && block.text.ends_with(':') && block.text.split(' ').count() < 15
}

/// "1. Text" below a heading "Notes". Returns false if the block is none.
fn read_note(block: &Block, report: &mut Report) -> bool {
    let Some(Mark::Number(number)) = block.mark else { return false };
    report.footnotes.push(Footnote { mark: number.to_string(), text: Some(block.text.clone()) });
    true
}

/// "A recording can be found here:", right above.
fn last_sentence_is_about(report: &Report) -> bool {
    let last_line =
        report.paragraphs.last().and_then(|last| last.text.rsplit('\n').next()).unwrap_or_default();
    super::sentences::split(last_line).last().is_some_and(|sentence| recordings::is_about(sentence))
}

/// Prose ends a list of names or of items.
fn is_prose(block: &Block) -> bool {
    let words = block.text.split(' ').count();
    if block.table.is_some() || participants::is_row(&block.text) {
        return false;
    }
    words > 25 || words > 10 && block.text.ends_with(['.', ':']) || words > 4 && block.text.ends_with(':')
}
