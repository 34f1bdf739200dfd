//! Tasks in lines of their own: what is to be done, by whom, by when, each behind its label.

use super::labels::{self, Label};
use super::owners::People;
use super::{Action, Paragraph, items};

/// The task with which these lines begin, and of how many of them it is made. A line without a label is one when its
/// owner stands right below it.
pub fn first(lines: &[&str], people: &People) -> Option<(usize, Action)> {
    let mut seen = vec![labels::of(lines.first()?)];
    for line in &lines[1..] {
        match labels::of(line) {
            Some(label) if labels::goes_on(&seen, label) || seen == [None] && label == Label::Owner => {
                seen.push(Some(label));
            }
            _ => break,
        }
    }
    let count = seen.len();
    let task = seen.iter().position(|label| [None, Some(Label::Task)].contains(label))?;
    let of_task = seen.iter().any(|label| matches!(label, Some(Label::Owner | Label::Due)));
    if !of_task || seen.contains(&Some(Label::Decision)) {
        return None;
    }
    let mut owners = lines[..count].iter().filter_map(|line| labels::split(line));
    let owner = owners.find(|(label, _)| *label == Label::Owner);
    let owners = owner.map_or_else(|| items::owners(lines[task], people), |(_, who)| people.in_cell(who));
    let plain: Vec<String> = lines[..count].iter().map(|line| line.trim().replace("**", "")).collect();
    Some((count, Action { text: plain.join(" "), owners }))
}

/// The same of paragraphs that have blank lines between them.
pub fn first_of_paragraphs(paragraphs: &[Paragraph], people: &People) -> Option<(usize, Action)> {
    let is_line = |paragraph: &&Paragraph| !paragraph.text.contains('\n');
    let numbered =
        |paragraph: &&Paragraph| paragraph.number.is_none() && labels::of(&paragraph.text).is_some();
    let more = paragraphs.iter().skip(1).take(5).take_while(numbered);
    let lines: Vec<&str> =
        paragraphs.iter().take(1).chain(more).take_while(is_line).map(|one| one.text.as_str()).collect();
    labels::of(lines.first()?)?;
    first(&lines, people).filter(|(count, _)| *count > 1)
}
