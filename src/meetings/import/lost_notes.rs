//! Notes to which marks refer and whose words were not found where notes stand.

use std::collections::BTreeMap;

use super::{About, Footnote, Paragraph, Report};

/// Takes the last paragraphs for the notes that are missing, or adds these without their words.
pub fn find(lost: BTreeMap<u32, String>, report: &mut Report) {
    if !take_notes_at_end(lost.len(), report) {
        add_lost(lost, report);
    }
}

/// The last paragraphs are the notes when they are short and count from 1 to the number of notes that are missing.
fn take_notes_at_end(missing: usize, report: &mut Report) -> bool {
    let Some(start) = report.paragraphs.len().checked_sub(missing).filter(|start| *start > 0 && missing > 0)
    else {
        return false;
    };
    let fits = |(paragraph, number): (&Paragraph, u32)| {
        paragraph.number == Some(number)
            && paragraph.text.chars().count() < 300
            && !paragraph.text.contains("[^")
    };
    if !report.paragraphs[start..].iter().zip(1..).all(fits) {
        return false;
    }
    for note in report.paragraphs.drain(start..) {
        let mark = note.number.map_or_else(String::new, |number| number.to_string());
        report.footnotes.push(Footnote { mark, text: Some(note.text) });
    }
    for heading in &mut report.headings {
        heading.before = heading.before.min(start);
    }
    true
}

fn add_lost(lost: BTreeMap<u32, String>, report: &mut Report) {
    if lost.is_empty() {
        return;
    }
    let marks: Vec<String> = lost.into_values().collect();
    let sentence = match marks.as_slice() {
        [mark] => format!("The text of footnote {mark} is not in the report: look for it in the original."),
        marks => format!(
            "The texts of footnotes {} are not in the report: look for them in the original.",
            marks.join(", ")
        ),
    };
    report.warn(About::Text, sentence);
    report.footnotes.extend(marks.into_iter().map(|mark| Footnote { mark, text: None }));
    report.footnotes.sort_by_key(|note| note.mark.parse::<u32>().unwrap_or(u32::MAX));
}
