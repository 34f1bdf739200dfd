//! The agenda, when the report prints it.

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::marks::Mark;
use super::{Report, pattern};

static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[*_]*((?:proposed |draft |meeting )?agenda)[*_]*\s*:[*_]*\s*(\S.*)$"));

/// "The agenda was adopted as follows:"
pub fn is_introduced(text: &str) -> bool {
    static INTRODUCED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:agenda|order of (?:the day|business))\b[^.;:]{0,80}:$"));
    let sentence = super::sentences::split(text).pop().unwrap_or_default();
    INTRODUCED.is_match(sentence) && !text.contains('\n')
}

/// How the top-level items look: what looks weaker is a part of one.
#[derive(Default)]
pub struct Agenda {
    top: Option<(usize, usize)>,
}

impl Agenda {
    /// Adds an item, or a part of the last one.
    pub fn item(&mut self, block: &Block, report: &mut Report) {
        let look = (rank(block.mark.as_ref()), block.indent);
        let (rank, indent) = *self.top.get_or_insert(look);
        let is_part = look.0 > rank || look.0 == rank && look.1 > indent + 1;
        let text = match &block.mark {
            Some(Mark::Part(printed)) => format!("{printed} {}", block.text),
            _ => block.text.clone(),
        };
        let text = text.trim_end_matches([';', ',', ' ']);
        match report.agenda.last_mut() {
            Some(item) if is_part => {
                item.push_str("\n- ");
                item.push_str(text);
            }
            _ => report.agenda.push(text.to_owned()),
        }
    }
}

/// Numbers stand above letters, letters above bullets.
fn rank(mark: Option<&Mark>) -> usize {
    match mark {
        None | Some(Mark::Number(_)) => 0,
        Some(Mark::Part(_)) => 1,
        Some(Mark::Letter(_)) => 2,
        Some(Mark::Bullet) => 3,
    }
}

/// Reads "Agenda: one; two; three" on one line. Returns false if the block is none.
pub fn read_line(block: &Block, report: &mut Report) -> bool {
    let Some(found) = LABEL.captures(&block.text).filter(|_| block.mark.is_none()) else { return false };
    let items: Vec<&str> = found[2]
        .split(';')
        .map(|item| item.trim().trim_end_matches('.'))
        .filter(|item| !item.is_empty())
        .collect();
    if items.len() < 2 {
        return false;
    }
    report.leave_out(block.line, &format!("{}:", &found[1]), "heads the agenda");
    report.agenda.extend(items.into_iter().map(str::to_owned));
    true
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, lines};
    use super::*;

    fn agenda(text: &str) -> Vec<String> {
        let (mut agenda, mut report) = (Agenda::default(), Report::default());
        for block in blocks::read(&lines::read(text)) {
            agenda.item(&block, &mut report);
        }
        report.agenda
    }

    #[test]
    fn parts_stand_below_their_item() {
        assert_eq!(
            agenda("1. Welcome\n2. Focus\n  - o Why?\n  - o How?\n3. End"),
            ["Welcome", "Focus\n- Why?\n- How?", "End"]
        );
        assert_eq!(agenda("- Welcome\n- Focus\n   - Why?\n- End"), ["Welcome", "Focus\n- Why?", "End"]);
        assert_eq!(agenda("a) Welcome\nb) End"), ["Welcome", "End"]);
    }
}
