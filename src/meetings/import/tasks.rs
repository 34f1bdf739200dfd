//! One task: its words and its owners, as a sentence gives them.

use super::items::owners;
use super::marks::{self, Mark};
use super::owners::People;
use super::speakers::Speaker;
use super::{Action, commitments, fused, items, shared_out};

/// A task and those whom its words name.
pub fn item(text: &str, people: &People) -> Action {
    Action { text: trim(text), owners: owners(text, people) }
}

/// The text of a task without its mark-up and without what led to the next one.
pub fn trim(text: &str) -> String {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    // "…; and" leads to the next item of the list.
    for word in [" and", " or", " while", " but"] {
        text = text.strip_suffix(word).filter(|rest| rest.ends_with([';', ','])).unwrap_or(text);
    }
    text.trim_end_matches([';', ',', '.', ' ']).to_owned()
}

/// "3.3 Anna Bell asked": the number is no part of the sentence.
pub fn unnumbered(sentence: &str) -> &str {
    match marks::split(sentence) {
        Some((Mark::Part(_) | Mark::Letter(_), rest)) => rest,
        _ => sentence,
    }
}

/// The task that a sentence gives to somebody.
pub fn in_sentence(sentence: &str, speaker: &Speaker, people: &People) -> Option<Action> {
    let plain = fused::parted(&unnumbered(sentence).replace(['*', '_'], ""));
    if items::has_form(&plain, people) {
        return Some(item(sentence, people));
    }
    let shared = shared_out::owners(&plain, people);
    let committed = shared.or_else(|| commitments::owners(&plain, speaker, people))?;
    Some(Action { text: trim(sentence), owners: committed })
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, Report, actions};
    use super::*;

    fn actions(text: &str) -> Vec<(String, Vec<String>)> {
        let paragraphs = vec![Paragraph { number: None, text: text.into() }];
        let mut report = Report { paragraphs, ..Report::default() };
        actions::read(None, &mut report);
        report.actions.into_iter().map(|action| (action.text, action.owners)).collect()
    }

    fn check(sentences: &[(&str, &[&str])]) {
        for (sentence, owners) in sentences {
            assert_eq!(
                actions(sentence),
                [(trim(sentence), owners.iter().map(ToString::to_string).collect())],
                "{sentence}"
            );
        }
    }

    #[test]
    fn commitments_in_prose_are_actions() {
        let sentences: [(&str, &[&str]); 52] = [
            ("Anna Bell will read part 3.2 and Tom Ray the note.", &["Anna Bell", "Tom Ray"]),
            ("Anna Bell offered to write a page.", &["Anna Bell"]),
            ("In addition, the consultant will send the outline to the list.", &["the consultant"]),
            ("Finally Anna Bell and Tom van Ray undertook to count.", &["Anna Bell", "Tom van Ray"]),
            ("The NRIs Focal Point will write to all.", &["The NRIs Focal Point"]),
            ("It was agreed that the Secretariat would send a poll.", &["the Secretariat"]),
            ("One participant volunteered to draw a picture.", &[]),
            ("The summary will be written by the consultant.", &["the consultant"]),
            ("Before the summer is over, the Secretariat is to print the map.", &["the Secretariat"]),
            ("For the Alliance, Bo undertook to find a reader.", &["Bo"]),
            ("In early May, Anna Bell will talk to the printers.", &["Anna Bell"]),
            ("Anna Bell will take the minutes.", &["Anna Bell"]),
            ("Tom Ray said that he would look for examples.", &["Tom Ray"]),
            ("Tom Ray has agreed to host the page.", &["Tom Ray"]),
            ("Tom Ray was asked to count the replies.", &["Tom Ray"]),
            ("The Secretariat was kindly asked by the chair to print the map.", &["The Secretariat"]),
            ("Anna Bell and Tom Ray were asked to talk to the printers.", &["Anna Bell", "Tom Ray"]),
            ("The consultant has been requested to shorten it.", &["The consultant"]),
            ("Action: Anna to count the replies.", &["Anna"]),
            ("AP1: Count the replies (Tom Ray)", &["Tom Ray"]),
            ("ACTION 2 – [Anna Bell] Count the replies.", &["Anna Bell"]),
            ("Action (Anna Bell and Tom Ray): count the replies.", &["Anna Bell", "Tom Ray"]),
            ("Action on the Secretariat: count the replies.", &["the Secretariat"]),
            ("Anna Bell to count the updated replies by 5 June.", &["Anna Bell"]),
            ("Anna Bell (Sample Trust) expressed her willingness to count.", &["Anna Bell"]),
            ("Action: count the replies Owner: Anna Bell Due: 5 June", &["Anna Bell"]),
            (
                "Anna Bell said that the law knows no such term, and promised to send an explanation.",
                &["Anna Bell"],
            ),
            (
                "Anna Bell drew attention to the guidelines of her office and offered to share them.",
                &["Anna Bell"],
            ),
            ("The consultant thanked Anna Bell and will send the outline round.", &["The consultant"]),
            ("The consultant said she would prepare version 0.4 by 5 July.", &["The consultant"]),
            (
                "Anna Bell offered to write half a page on norms, Tom Ray half a page on the divide.",
                &["Anna Bell", "Tom Ray"],
            ),
            (
                "Anna Bell will write the page, Tom Ray the note and Bo Lind the letter.",
                &["Anna Bell", "Tom Ray", "Bo Lind"],
            ),
            (
                "The following persons came forward: Anna Bell (part 1, with maps), Tom Ray (part 2) and Bo Lind (the rest).",
                &["Anna Bell", "Tom Ray", "Bo Lind"],
            ),
            (
                "The work was divided as follows: Anna Bell: part 1; Tom Ray: part 2.",
                &["Anna Bell", "Tom Ray"],
            ),
            ("Volunteers: Anna Bell (part 1), Tom Ray (part 2).", &["Anna Bell", "Tom Ray"]),
            ("Anna Bell, who knows the printers, promised to call them.", &["Anna Bell"]),
            ("Anna Bell took an action to call the printers.", &["Anna Bell"]),
            ("Anna Bell assured the group that she would call the printers.", &["Anna Bell"]),
            ("Anna Bell volunteered for the chapter on maps.", &["Anna Bell"]),
            ("Anna Bell was entrusted with writing the page.", &["Anna Bell"]),
            ("Anna Bell offered her help with the translation.", &["Anna Bell"]),
            ("Anna Bell answered that the page is open, and she promised to send the link.", &["Anna Bell"]),
            ("Anna Bell answered that the page is open and that she would send the link.", &["Anna Bell"]),
            (
                "Anna Bell and Tom Ray had no figures, but they offered to find some.",
                &["Anna Bell", "Tom Ray"],
            ),
            ("Anna Bell thanked Tom Ray, and he promised to write.", &[]),
            ("The volunteers were asked to count the replies.", &["The volunteers"]),
            ("It was agreed that the two BPFs would exchange their drafts.", &["the two BPFs"]),
            ("I said that I would ask around.", &[]),
            ("Anna Bell said she'd count the replies.", &["Anna Bell"]),
            (
                "It was agreed that the Secretariat and Tom Ray would look for a printer.",
                &["the Secretariat", "Tom Ray"],
            ),
            ("Anna Bell's offer to translate the page was accepted.", &["Anna Bell"]),
            ("Part 1 will be written by Anna Bell, and that on maps by Tom Ray.", &["Anna Bell", "Tom Ray"]),
        ];
        check(&sentences);
    }

    #[test]
    fn work_is_taken_and_given_in_many_words() {
        let sentences: [(&str, &[&str]); 13] = [
            (
                "Anna Bell took on the African list, Tom Ray will do the same for Asia, and Bo Lind said he would have a word with the hosts.",
                &["Anna Bell", "Tom Ray", "Bo Lind"],
            ),
            ("Anna Bell and Tom Ray put their names down for the search.", &["Anna Bell", "Tom Ray"]),
            ("Anna Bell put herself forward for (d).", &["Anna Bell"]),
            ("Anna Bell raised her hand for the chapter on maps.", &["Anna Bell"]),
            ("Anna Bell replied that she would speak to the printers.", &["Anna Bell"]),
            (
                "Anna Bell therefore offered to write a page, and Tom Ray and Bo Lind agreed to comment on it.",
                &["Anna Bell", "Tom Ray", "Bo Lind"],
            ),
            ("Anna Bell spontaneously stepped forward to count.", &["Anna Bell"]),
            ("By 5 May Anna Bell will count the replies.", &["Anna Bell"]),
            ("Anna Bell offered tocirculate a table.", &["Anna Bell"]),
            (
                "Anna Bell reminded the group that she had begun it; she will send it by Friday.",
                &["Anna Bell"],
            ),
            (
                "Anna Bell declared herself willing to translate, Tom Ray to proofread it.",
                &["Anna Bell", "Tom Ray"],
            ),
            ("The task of writing to the hosts went to Anna Bell.", &["Anna Bell"]),
            ("It fell to Anna Bell and Tom Ray to draft the letter.", &["Anna Bell", "Tom Ray"]),
        ];
        check(&sentences);
    }

    #[test]
    fn suggestions_plans_and_events_are_none() {
        for sentence in [
            "It was suggested that Anna Bell will write a page.",
            "Answers to the questionnaire by region.",
            "There is no proposal: volunteers were asked to come forward by May.",
            "Volunteers are asked to write to the list.",
            "Anna Bell will travel to the annual meeting.",
            "I will be there in person.",
            "Participants were asked to mute their microphones.",
            "It was suggested that Anna Bell be asked to write a page.",
            "The session will be moderated by Anna Bell.",
            "The BPF will focus on norms.",
            "The session is to be asked for by June.",
            "The next call will be held in June.",
            "The co-facilitators will hold the next call in June.",
            "Anna Bell could write a page.",
            "The focal point agreed that this is good.",
            "The Sample Institute will host a workshop.",
            "Tom Ray said he would have no time.",
            "The floor was given to Anna Bell.",
            "Anna Bell will take part in the panel.",
            "Anna Bell and Tom Ray agreed to disagree.",
            "Anna Bell will speak at the main session.",
            "In early May, the session will take place.",
            "All four BPFs were asked to consider the effects.",
            "The Sample Institute was asked to consider the effects.",
            "Authors were asked to shorten their texts.",
            "Anna Bell is ready to go on for one more year but would like to share the work.",
            "Anna Bell said she would like to have operators.",
            "Anna Bell spoke, the group listened and agreed to write a letter.",
            "Anna Bell opened the call and agreed with the others.",
            "The draft was discussed and will be published.",
        ] {
            assert_eq!(actions(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn the_number_of_a_paragraph_is_no_part_of_its_task() {
        let task = ("Anna Bell will send the links".to_owned(), vec!["Anna Bell".to_owned()]);
        assert_eq!(actions("3.3 Anna Bell will send the links."), [task]);
    }
}
