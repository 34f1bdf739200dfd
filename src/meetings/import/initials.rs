//! Initials that a list of participants declares, "Anna Bell (AB, chair)", and by which the notes then speak of people.

use std::collections::HashMap;

use super::{Participant, Report, person};

/// Why they are no part of the list.
const WHY: &str = "the initials of a participant";

/// Takes the initials out of what is said of the participants: they are no affiliation.
pub fn take(report: &mut Report) {
    let found: Vec<Option<String>> = report.participants.iter().map(declared).collect();
    let count = found.iter().flatten().count();
    // One alone may be an organisation that is called so by chance, unless the text speaks of its bearer.
    let is_usual = count > 1 && count * 2 >= report.participants.len();
    for (index, initials) in found.into_iter().enumerate() {
        let Some(initials) = initials.filter(|initials| is_usual || is_spoken_of(initials, report)) else {
            continue;
        };
        let person = &mut report.participants[index];
        let said = person.affiliation.take().unwrap_or_default();
        let rest: Vec<&str> = said.split(", ").filter(|piece| **piece != *initials).collect();
        person.affiliation = (!rest.is_empty()).then(|| rest.join(", "));
        report.initials.insert(initials.clone(), person.name.clone());
        let line = line_of_list(report);
        report.leave_out(line, &initials, WHY);
    }
}

/// The initials among what is said of a person, if they are those of the name.
fn declared(person: &Participant) -> Option<String> {
    let fits = |said: &&str| {
        (2..=4).contains(&said.chars().count())
            && said.starts_with(char::is_uppercase)
            && said.chars().filter(|c| c.is_uppercase()).count() > 1
            && !person::ORGANISATION.is_match(said)
            && are_of(said, &person.name)
    };
    person.affiliation.as_deref()?.split(", ").find(fits).map(str::to_owned)
}

/// Every letter begins a word of the name, in their order, and the first one the first.
fn are_of(initials: &str, name: &str) -> bool {
    let mut words =
        name.split([' ', '-', '’', '\'']).filter_map(|word| word.chars().next()).flat_map(char::to_lowercase);
    let mut letters = initials.chars().flat_map(char::to_lowercase);
    letters.next() == words.next() && letters.all(|letter| words.any(|begin| begin == letter))
}

/// Does a sentence, or a part of one, begin with the initials?
fn is_spoken_of(initials: &str, report: &Report) -> bool {
    report.paragraphs.iter().any(|paragraph| {
        paragraph.text.match_indices(initials).any(|(at, _)| {
            let before = paragraph.text[..at].trim_end_matches([' ', '-', '*', '•']);
            let behind = &paragraph.text[at + initials.len()..];
            let does = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
            (before.is_empty() || before.ends_with(['\n', '.', ':', ';']))
                && (behind.starts_with(':') || does)
        })
    })
}

fn line_of_list(report: &Report) -> usize {
    let heads = report.left_out.iter().rev().find(|left| left.why == "heads the list of participants");
    heads.map_or(1, |left| left.line)
}

/// Whose initials these are.
pub type Initials = HashMap<String, String>;

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::*;

    fn affiliations(entries: &[&str], text: &str) -> (Vec<Option<String>>, usize) {
        let mut report = Report {
            participants: entries.iter().map(|entry| person::read(entry)).collect(),
            paragraphs: vec![Paragraph { number: None, text: text.into() }],
            ..Report::default()
        };
        take(&mut report);
        assert_eq!(report.left_out.len(), report.initials.len());
        (report.participants.into_iter().map(|person| person.affiliation).collect(), report.initials.len())
    }

    #[test]
    fn initials_are_no_affiliation() {
        assert_eq!(
            affiliations(&["Anna Bell (AB, chair)", "Bo Ray-Lind (BL)", "Eva Maas"], ""),
            (vec![None, None, None], 2)
        );
        assert_eq!(
            affiliations(&["Anna Bell (AB, Sample Trust)", "Bo de Lind [BdL] (chair)"], ""),
            (vec![Some("Sample Trust".into()), None], 2)
        );
        assert_eq!(affiliations(&["Anna Bell (AB)", "Bo Lind", "Eva Maas"], "- AB: it was late.").1, 1);
    }

    #[test]
    fn short_names_of_organisations_stay() {
        for entries in [["Anna Bell (ISOC)", "Bo Lind (ITU)"], ["Anna Unger (AU)", "Bo Lind"]] {
            assert_eq!(affiliations(&entries, "The AU will meet.").1, 0, "{entries:?}");
        }
    }
}
