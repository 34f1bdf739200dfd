//! Tasks that are taken by their letter: "(d) prepare a list", and below it "Anna Bell put herself forward for (d)".

use std::sync::LazyLock;

use regex::Regex;

use super::marks::Mark;
use super::names::{self, NAME};
use super::owners::People;
use super::{Action, pattern};

const LETTER: &str = r"(?:\((?:[a-z]|\d{1,2})\)|(?:points?|items?|tasks?|letters?|numbers?|actions?)\s+\(?(?:[a-z]|\d{1,2})\)?)";

/// "Put herself forward for (d)", "will do (a) and (c)", "took on point b".
static TAKES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:(?:forward|down|volunteered|signed up|names?|hands?)\s+for|(?:will|to|would)\s+(?:also\s+)?(?:do|take(?:\s+(?:on|over|up|care\s+of|charge\s+of))?|handle|carry\s+out|work\s+on|deal\s+with|see\s+to|look\s+after|be\s+responsible\s+for)|took\s+(?:on|over|charge\s+of)|takes(?:\s+(?:on|over))?|accepted|chose)\s+(?P<letters>{LETTER}.*)$"
    ))
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\((?P<in>[a-z]|\d{{1,2}})\)|\b(?:points?|items?|tasks?|letters?|numbers?|actions?)\s+(?P<bare>[a-z]|\d{{1,2}})\b(?:(?:,\s+|\s+and\s+)(?P<also>[b-z]|\d{{1,2}})\b)?|(?P<name>{NAME})"
    ))
});

/// The tasks of the list above, by the letters in front of them.
#[derive(Default)]
pub struct Letters(Vec<(String, usize)>);

impl Letters {
    /// Remembers the letter of a task and its place among the actions.
    pub fn remember(&mut self, mark: Option<&Mark>, place: usize) {
        let letter = match mark {
            Some(Mark::Letter(printed)) => printed.trim_matches(['(', ')', '.']).to_owned(),
            Some(Mark::Number(number)) => number.to_string(),
            _ => return,
        };
        // A list that begins anew makes the letters of the one above void.
        if ["a", "1", "i"].contains(&letter.as_str()) {
            self.0.clear();
        }
        self.0.push((letter, place));
    }

    /// Gives tasks of the list to those who take them in a sentence, and gives back what stands behind the last letter.
    pub fn share<'text>(
        &self,
        sentence: &'text str,
        owners: Vec<String>,
        people: &People,
        actions: &mut [Action],
    ) -> Option<&'text str> {
        let found = TAKES.captures(sentence).filter(|_| !self.0.is_empty())?;
        let letters = &sentence[found.name("letters").map_or(0, |letters| letters.start())..];
        let before = owners_before(&sentence[..sentence.len() - letters.len()], people);
        let mut takers = if before.is_empty() { owners } else { before };
        if takers.is_empty() {
            return None;
        }
        let mut rest = None;
        for found in NAMED.captures_iter(letters) {
            let end = found.get(0).map_or(0, |whole| whole.end());
            if let Some(name) = found.name("name") {
                let next = known(name.as_str(), people);
                takers = if next.is_empty() { takers } else { next };
            }
            for letter in ["in", "bare", "also"].iter().filter_map(|name| found.name(name)) {
                let place = self.0.iter().find(|(of_task, _)| of_task == letter.as_str());
                let Some(action) = place.and_then(|(_, place)| actions.get_mut(*place)) else { continue };
                let new: Vec<String> =
                    takers.iter().filter(|owner| !action.owners.contains(owner)).cloned().collect();
                action.owners.extend(new);
                rest = Some(&letters[end..]);
            }
        }
        rest
    }
}

fn owners_before(text: &str, people: &People) -> Vec<String> {
    static ANY: LazyLock<Regex> = LazyLock::new(|| pattern(NAME));
    ANY.find_iter(text).flat_map(|name| known(name.as_str(), people)).collect()
}

fn known(name: &str, people: &People) -> Vec<String> {
    let name = names::trim_start(names::without_title(name));
    let fits = names::is_person(name) && (name.contains(' ') || people.knows(name));
    if fits { people.in_list(name, true) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, Report, actions};

    fn owners(behind: &str) -> Vec<Vec<String>> {
        let list = "The following was agreed upon:\n\n(a) publish the note;\n(b) write to all;\n(c) set up a calendar.";
        let paragraphs = [list, behind].map(|text| Paragraph { number: None, text: text.into() }).into();
        let mut report = Report { paragraphs, ..Report::default() };
        actions::read(None, &mut report);
        report.actions.into_iter().map(|action| action.owners).collect()
    }

    #[test]
    fn letters_stand_for_the_tasks_of_the_list_above() {
        let (anna, tom) = (|| vec!["Anna Bell".to_owned()], || vec!["Tom Ray".to_owned()]);

        assert_eq!(owners("Anna Bell put herself forward for (c)."), [vec![], vec![], anna()]);
        assert_eq!(owners("Anna Bell will do (a) and (c), Tom Ray (b)."), [anna(), tom(), anna()]);
        assert_eq!(
            owners("Anna Bell and Tom Ray took on point b."),
            [vec![], [anna(), tom()].concat(), vec![]]
        );
        assert_eq!(
            owners("Anna Bell volunteered for (b), and Tom Ray offered to write a page."),
            [vec![], anna(), vec![], tom()]
        );
        assert_eq!(owners("Anna Bell takes (b)."), [vec![], anna(), vec![]]);
        assert_eq!(owners("Nobody took on (b)."), [const { Vec::<String>::new() }; 3]);
        assert_eq!(owners("Anna Bell offered to take a picture."), [vec![], vec![], vec![], anna()]);
        assert_eq!(owners("Anna Bell will do (f)."), [vec![], vec![], vec![], anna()]);
    }
}
