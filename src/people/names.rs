//! Names that look alike: the same parts in another order, in other case, with or without accents, particles or middle
//! names, or with initials. A likeness is offered to a person, who decides; nothing follows from it by itself.

use std::collections::{HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::db::PersonId;

/// Words between the parts of a name that people write or leave out.
const PARTICLES: [&str; 24] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al",
    "bin", "ibn", "ben", "bint", "ter", "ten", "zu", "zur",
];

/// Whether two names may be of one person.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    is_like(&Parts::of(one), &Parts::of(other))
}

/// A name, folded.
#[derive(Debug, Clone)]
struct Parts {
    /// Without particles, unless there is nothing else.
    parts: Vec<String>,
    /// Everything in one word, for names that are written together or apart.
    joined: String,
}

impl Parts {
    fn of(name: &str) -> Self {
        let words: Vec<String> = folded(name)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let is_part = |word: &&String| !PARTICLES.contains(&word.as_str());
        let parts: Vec<String> = words.iter().filter(is_part).cloned().collect();
        let joined = words.concat();
        Self { parts: if parts.is_empty() { words } else { parts }, joined }
    }

    /// Under what it is looked up: two names that look alike share a key.
    fn keys(&self) -> HashSet<String> {
        let mut keys = HashSet::from([format!("={}", self.joined)]);
        for (index, part) in self.parts.iter().enumerate().filter(|(_, part)| !is_initial(part)) {
            if self.parts.len() == 1 {
                keys.insert(part.clone());
            }
            let others = self.parts.iter().enumerate().filter(|(other, _)| *other != index);
            let letters = others.filter_map(|(_, other)| other.chars().next());
            keys.extend(letters.map(|letter| format!("{part} {letter}")));
        }
        keys
    }
}

/// In small letters, without accents, with the letters that have none spelt out.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            // "O'Neil" is one word.
            '\'' | '’' | 'ʼ' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// One letter of a script that has small letters; a single sign of another script may be a whole name.
fn is_initial(part: &str) -> bool {
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

fn is_like(one: &Parts, other: &Parts) -> bool {
    if one.joined.is_empty() || other.joined.is_empty() {
        return false;
    }
    if one.joined == other.joined {
        return true;
    }
    let (short, long) = if one.parts.len() <= other.parts.len() { (one, other) } else { (other, one) };
    if short.parts.len() == 1 && long.parts.len() > 1 {
        return false;
    }
    let mut rest_of_long = long.parts.clone();
    let mut rest_of_short = Vec::new();
    let mut whole = 0;
    for part in &short.parts {
        match rest_of_long.iter().position(|other| other == part) {
            Some(at) => {
                rest_of_long.swap_remove(at);
                whole += usize::from(!is_initial(part));
            }
            None => rest_of_short.push(part.clone()),
        }
    }
    // Each part that is left over must be an initial of one that is left over on the other side, or the reverse.
    let letters = |parts: &[String], initial: bool| {
        let mut letters: HashMap<char, usize> = HashMap::new();
        for part in parts.iter().filter(|part| is_initial(part) == initial) {
            if let Some(letter) = part.chars().next() {
                *letters.entry(letter).or_default() += 1;
            }
        }
        letters
    };
    let fit = |short: HashMap<char, usize>, long: &HashMap<char, usize>| {
        short.into_iter().all(|(letter, count)| long.get(&letter).is_some_and(|there| *there >= count))
    };
    whole > 0
        && fit(letters(&rest_of_short, true), &letters(&rest_of_long, false))
        && fit(letters(&rest_of_short, false), &letters(&rest_of_long, true))
}

/// People, ready to be looked up by names that look like theirs.
#[derive(Debug, Default)]
pub struct Names {
    people: Vec<(PersonId, String, Parts)>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Names {
    /// Of these people.
    #[must_use]
    pub fn of(people: impl IntoIterator<Item = (PersonId, String)>) -> Self {
        let mut names = Self::default();
        for (index, (person, name)) in people.into_iter().enumerate() {
            let parts = Parts::of(&name);
            for key in parts.keys() {
                names.by_key.entry(key).or_default().push(index);
            }
            names.people.push((person, name, parts));
        }
        names
    }

    /// Those whose name looks like this one, in the order in which they came.
    #[must_use]
    pub fn like(&self, name: &str) -> Vec<(PersonId, &str)> {
        let parts = Parts::of(name);
        let mut found: Vec<usize> =
            parts.keys().iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let people = found.into_iter().map(|index| &self.people[index]);
        people
            .filter(|(.., other)| is_like(&parts, other))
            .map(|(id, name, _)| (*id, name.as_str()))
            .collect()
    }

    /// Pairs of people whose names look alike, in the order in which they came, the first `most` of them that `wanted`
    /// lets through.
    #[must_use]
    pub fn doubles(
        &self,
        most: usize,
        wanted: impl Fn(PersonId, PersonId) -> bool,
    ) -> Vec<(PersonId, PersonId)> {
        let mut pairs = Vec::new();
        for (index, (one, _, parts)) in self.people.iter().enumerate() {
            let mut later: Vec<usize> = parts
                .keys()
                .iter()
                .filter_map(|key| self.by_key.get(key))
                .flatten()
                .copied()
                .filter(|other| *other > index)
                .collect();
            later.sort_unstable();
            later.dedup();
            let others = later.into_iter().map(|other| &self.people[other]);
            let alike =
                others.filter(|(_, _, other)| is_like(parts, other)).map(|(other, ..)| (*one, *other));
            pairs.extend(alike.filter(|(one, other)| wanted(*one, *other)));
            if pairs.len() >= most {
                pairs.truncate(most);
                break;
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_alike_by_case_order_accents_particles_and_initials() {
        for (one, other) in [
            ("Maarten Van Horenbeeck", "Maarten van Horenbeeck"),
            ("Sample van Example", "Example, Sample"),
            ("Zoë Sample", "Zoe Sample"),
            ("Søren Łukasz Sample", "Soren Lukasz Sample"),
            ("S. Example", "Sample Example"),
            ("Sample M. Example", "Sample Example"),
            ("Sample-Anne Example", "Sample Anne Example"),
            ("Sampleanne Example", "Sample-Anne Example"),
            ("SAMPLE EXAMPLE", "Example Sample"),
            ("O'Sample Example", "O’Sample Example"),
        ] {
            assert!(look_alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn names_that_share_only_a_part_are_not_alike() {
        for (one, other) in [
            ("Sample", "Sample Example"),
            ("Sample Example", "Another Example"),
            ("S. E.", "Sample Example"),
            ("Sample Example", "Sample Exampler"),
            ("A. Example", "Sample Example"),
            ("", ""),
            ("?", "!"),
            ("李 明", "李 华"),
        ] {
            assert!(!look_alike(one, other), "{one} / {other}");
        }
    }

    fn part() -> impl Strategy<Value = String> {
        "[a-zà-öø-ÿ]{2,9}"
    }

    proptest! {
        #[test]
        fn every_name_is_like_itself_however_it_is_cased_and_ordered(parts in prop::collection::vec(part(), 1..5)) {
            let name = parts.join(" ");
            let turned: Vec<String> = parts.iter().rev().map(|part| part.to_uppercase()).collect();
            prop_assert!(look_alike(&name, &turned.join(" ")));
        }

        #[test]
        fn likeness_holds_both_ways(one in "[A-Za-zé '.-]{0,16}", other in "[A-Za-zé '.-]{0,16}") {
            prop_assert_eq!(look_alike(&one, &other), look_alike(&other, &one));
        }

        #[test]
        fn accents_do_not_matter(parts in prop::collection::vec("[a-z]{2,9}", 2..5)) {
            let accented: String = parts.join(" ").chars().flat_map(|c| if c == ' ' { vec![c] } else { vec![c, '\u{301}'] }).collect();
            prop_assert!(look_alike(&parts.join(" "), &accented));
        }

        #[test]
        fn an_initial_stands_for_its_name(given in "[a-z]{2,9}", family in "[a-z]{2,9}") {
            prop_assume!(!PARTICLES.contains(&given.as_str()) && !PARTICLES.contains(&family.as_str()));
            let initial = &given[..1];
            let by_initial = format!("{initial}. {family}");
            let in_full = format!("{given} {family}");
            prop_assert!(look_alike(&by_initial, &in_full));
        }

        #[test]
        fn looking_up_finds_whoever_is_alike(names in prop::collection::vec("[ab]{1,3}( [ab]{1,3}){0,2}", 1..12), wanted in "[ab]{1,3}( [ab]{1,3}){0,2}") {
            let people = names.iter().enumerate().map(|(index, name)| (PersonId(i64::try_from(index).expect("small")), name.clone()));
            let index = Names::of(people.clone());
            let found: Vec<PersonId> = index.like(&wanted).into_iter().map(|(id, _)| id).collect();
            let alike: Vec<PersonId> = people.clone().filter(|(_, name)| look_alike(name, &wanted)).map(|(id, _)| id).collect();
            prop_assert_eq!(found, alike);
            for (one, other) in index.doubles(usize::MAX, |_, _| true) {
                prop_assert!(one < other);
            }
        }
    }
}
