//! Lists of people by their surnames: "Abara, Nils" is Nils Abara and not Abara of an organisation named Nils.

use super::{Participant, Report, names, person};

/// Turns the names round when the list, or the text, shows that surnames stand first.
pub fn turn(report: &mut Report) {
    let first_names: Vec<Option<String>> = report.participants.iter().map(first_name).collect();
    let candidates = first_names.iter().flatten().count();
    let most = candidates > 1 && candidates * 3 >= report.participants.len() * 2;
    if candidates == 0 || !(most || is_told(report, &first_names)) {
        return;
    }
    for (person, first_name) in report.participants.iter_mut().zip(first_names) {
        if let Some(first_name) = first_name {
            let rest = person.affiliation.take().unwrap_or_default();
            let rest = rest[first_name.len()..].trim_start_matches([',', ' ']);
            person.affiliation = (!rest.is_empty()).then(|| rest.to_owned());
            person.name = format!("{first_name} {}", person.name);
        }
    }
}

/// The text speaks of "Nils Abara".
fn is_told(report: &Report, first_names: &[Option<String>]) -> bool {
    let named: Vec<String> = report
        .participants
        .iter()
        .zip(first_names)
        .filter_map(|(person, first)| Some(format!("{} {}", first.as_ref()?, person.name)))
        .take(100)
        .collect();
    report.paragraphs.iter().take(200).any(|paragraph| named.iter().any(|name| paragraph.text.contains(name)))
}

/// What stands behind the comma, if it can be a first name and what stands before it a surname.
fn first_name(person: &Participant) -> Option<String> {
    let behind = person.affiliation.as_deref()?.split(", ").next()?;
    // "van der Berg" has one word with a capital.
    let capitals = || person.name.split(' ').filter(|word| word.starts_with(char::is_uppercase));
    let is_surname = capitals().count() == 1 && capitals().all(names::is_person);
    let words: Vec<&str> = behind.split(' ').collect();
    let is_name = |word: &&str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let initial = word.chars().count() == 2 && word.ends_with('.');
        letters.next().is_some_and(char::is_uppercase) && (initial || letters.any(char::is_lowercase))
    };
    let fits = words.len() < 4 && words.iter().all(is_name) && names::is_person(behind);
    (is_surname && fits && !person::ORGANISATION.is_match(behind)).then(|| behind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(entries: &[&str]) -> Vec<(String, Option<String>, Option<String>)> {
        let mut report = Report {
            participants: entries.iter().map(|entry| person::read(entry)).collect(),
            ..Report::default()
        };
        turn(&mut report);
        report.participants.into_iter().map(|person| (person.name, person.affiliation, person.role)).collect()
    }

    #[test]
    fn surnames_that_stand_first_move_behind() {
        assert_eq!(
            turned(&["Abara, Nils", "Cho, Eve-Marie (chair)", "van der Berg, Jan, Water Trust"]),
            [
                ("Nils Abara".into(), None, None),
                ("Eve-Marie Cho".into(), None, Some("chair".into())),
                ("Jan van der Berg".into(), Some("Water Trust".into()), None)
            ]
        );
    }

    #[test]
    fn affiliations_behind_a_single_name_stay() {
        for entries in [
            ["Fatima, Water Trust", "Bo Lind, Radio Institute", "Eva Maas"],
            ["Fatima, Meshworks", "Bo Lind", "Eva Maas"],
            ["Fatima, ISOC", "Bo, Water Union", "Eva Maas"],
        ] {
            assert_eq!(turned(&entries)[0].0, "Fatima", "{entries:?}");
        }
    }
}
