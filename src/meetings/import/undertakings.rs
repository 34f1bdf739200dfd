//! Tasks in running text, sentence by sentence.

use super::lettered::Letters;
use super::owners::People;
use super::speakers::Speaker;
use super::tasks::{self, in_sentence};
use super::{Action, Report, commitments, fused, reported, sentences};

/// The tasks that were found so far, and what is to be said of them.
#[derive(Default)]
pub struct Undertakings {
    pub actions: Vec<Action>,
    pub letters: Letters,
    /// Sentences that tell of tasks of an earlier call, when nothing is said of what became of them.
    earlier: Vec<String>,
}

impl Undertakings {
    /// Reads the sentences of a text, one after the other: a pronoun may mean those of whom the one before spoke.
    pub fn prose(&mut self, text: &str, people: &People) {
        let mut speaker = Speaker::default();
        let mut all = sentences::split(text).into_iter().peekable();
        while let Some(sentence) = all.next() {
            let next = all.peek().copied();
            self.sentence(sentence, next, &speaker, people);
            speaker.hear(&fused::parted(tasks::unnumbered(sentence)), people);
        }
    }

    fn sentence(&mut self, sentence: &str, next: Option<&str>, speaker: &Speaker, people: &People) {
        if reported::is_finished(sentence) {
            return;
        }
        let found = in_sentence(sentence, speaker, people);
        let owners = found.as_ref().map_or_else(Vec::new, |action| action.owners.clone());
        if let Some(rest) = self.letters.share(sentence, owners, people, &mut self.actions) {
            // What stands behind the last letter may be a task of its own.
            let more = in_sentence(rest, speaker, people);
            self.actions.extend(more.map(|more| Action { text: tasks::trim(sentence), ..more }));
            return;
        }
        match found {
            Some(action) => self.actions.push(action),
            None if commitments::tells_of_earlier(sentence, people)
                && !reported::is_accounted_for(sentence, next) =>
            {
                self.earlier.push(sentence.to_owned());
            }
            None => {}
        }
    }

    /// Fills in the actions, and asks about those that may be done.
    pub fn finish(self, report: &mut Report) {
        for sentence in &self.earlier {
            reported::warn(sentence, report);
        }
        report.actions = self.actions;
    }
}
