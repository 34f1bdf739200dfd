//! What a block announces: a list, a table, links, or nothing.

use super::blocks::Block;
use super::headings::{self, Section};
use super::{
    About, Report, head_lines, lines, links, participants, recordings, rows, sentences, title, when,
};

/// What a heading announces; "Remote participants" above prose announces no list.
pub fn section_above(heading: &Block, below: Option<&Block>) -> Section {
    match headings::section(&heading.text) {
        Section::Participants | Section::Speakers | Section::Agenda
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

/// A list below the report of a session names those who spoke there. One above it may be that of the programme, and at a call
/// speakers may be those of another meeting: somebody has to look.
pub fn section_of_speakers(below: Option<&Block>, report: &mut Report) -> Section {
    if !report.paragraphs.is_empty() && title::names_session(report.title.as_deref().unwrap_or_default()) {
        return Section::Participants;
    }
    if below.is_some_and(|below| head_lines::is_person(&below.text) || rows::is_row(&below.text)) {
        report.warn(
            About::Text,
            "A list of speakers stands in the text, and not all of them may have been there: add those who took part.",
        );
    }
    Section::Body
}

/// "Annex", right above the heading that says of what.
pub fn is_lonely_annex(heading: &Block, below: Option<&Block>) -> bool {
    let text = headings::plain(&heading.text).trim_end_matches([':', ' ']).to_lowercase();
    ["annex", "annexes", "appendix"].contains(&text.as_str()) && below.is_some_and(|below| below.is_heading)
}

/// "Links", or the day of a sitting, right above the link to a recording.
pub fn heads_links(heading: &Block, below: &Block) -> bool {
    let names_links = heading.text.to_lowercase().contains("link") && heading.text.split(' ').count() < 5
        || when::is_alone(&heading.text);
    let is_recording =
        links::find(&below.text).first().is_some_and(|link| recordings::is_recording(link.url));
    let alone = links::alone(&below.text).is_some() || recordings::is_labelled_link(&below.text);
    names_links && is_recording && alone
}

/// "What | Who | By when".
pub fn heads_table(text: &str) -> bool {
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
pub fn introduces_list(block: &Block) -> bool {
    block.mark.is_none() && block.text.ends_with(':') && block.text.split(' ').count() < 15
}

/// "Watch it again:", right above a link.
pub fn introduces_link(block: &Block, below: &Block, in_section: bool, begun: bool, report: &Report) -> bool {
    let text = block.text.as_str();
    let link = links::alone(&below.text);
    let words = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
    // What stands in brackets is the password.
    let outside = text.split_once('(').map_or(text, |(before, _)| before);
    // "A recording of the call is available at", and nothing but its link.
    let leads = lines::breaks_off(text) && recordings::is_about(text);
    let short = words(outside) <= if leads { 14 } else { 7 }
        && words(text) <= 14
        && block.mark.is_none()
        && (!lines::is_finished(text) || text.ends_with(':'));
    let certain = || link.is_some_and(recordings::is_recording);
    let announces = || {
        recordings::is_about(text)
            || recordings::is_label_text(text) && (certain() || last_sentence_is_about(report) || begun)
    };
    (link.is_some() || recordings::is_labelled_link(&below.text)) && short && (in_section || announces())
}

/// "A recording can be found here:", right above.
pub fn last_sentence_is_about(report: &Report) -> bool {
    let last_line =
        report.paragraphs.last().and_then(|last| last.text.rsplit('\n').next()).unwrap_or_default();
    sentences::split(last_line).last().is_some_and(|sentence| recordings::is_about(sentence))
}

/// Prose ends a list of names or of items.
pub fn is_prose(block: &Block) -> bool {
    let words = block.text.split(' ').count();
    if block.table.is_some() || rows::is_row(&block.text) {
        return false;
    }
    words > 25 || words > 10 && block.text.ends_with(['.', ':']) || words > 4 && block.text.ends_with(':')
}
