//! Of whom a sentence speaks: for "… and promised to write", and for "She agreed to write" in the next one.

use std::sync::LazyLock;

use regex::Regex;

use super::names::{self, NAME};
use super::owners::{People, ROLE};
use super::pattern;

/// Those with whom a sentence begins, and its verb.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:(?:Mrs?|Ms|Dr|Prof)\.?\s+)?(?:{ROLE}|{NAME})");
    let said = r"(?:\s*\([^)]{1,80}\)|,\s+[^,.;]{2,80},)?";
    pattern(&format!(
        r"^(?:[^,.;:]{{1,60}},\s+|(?:Finally|Then|Moreover|Furthermore|Later|Also|Here|Next)\s+)?(?P<who>{owner}{said}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*&\s*){owner}{said})*),?\s+(?P<verb>\p{{Ll}}[\p{{L}}-]+)"
    ))
});

/// Words behind a name that are no verb.
const NO_VERBS: &str = "of from and in at for on to with by or the as a an who which that than nor but";

/// What those do of whom a sentence speaks, up to where it may tell of others.
pub struct Subject<'text> {
    pub owners: Vec<String>,
    /// What is said of them, from the verb on.
    pub told: &'text str,
}

/// Those of whom a sentence speaks: people who are named in full, or known from the list, and roles.
pub fn subject<'text>(sentence: &'text str, people: &People) -> Option<Subject<'text>> {
    let found = SUBJECT.captures(sentence)?;
    let verb = found.name("verb")?;
    if NO_VERBS.split(' ').any(|word| word == verb.as_str()) {
        return None;
    }
    let owners = people.in_list(&found["who"], true);
    let known = !owners.is_empty() && owners.iter().all(|owner| owner.contains(' ') || people.knows(owner));
    known.then(|| Subject { owners, told: &sentence[verb.start()..] })
}

/// Does a text name a person, in full or as the report does elsewhere?
pub fn names_people(text: &str, people: &People) -> bool {
    static ANY: LazyLock<Regex> = LazyLock::new(|| pattern(NAME));
    ANY.find_iter(text)
        .map(|name| names::trim_start(names::without_title(name.as_str())))
        .any(|name| names::is_person(name) && (name.contains(' ') || people.knows(name)))
}

/// Words with which a sentence about things does not begin.
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^one\b|\bno one\b|\bone of\b|\b(?:groups?|participants?|members?|speakers?|colleagues?|people|persons?|some|somebody|someone|nobody|everybody|everyone|others?|another|two|three|many|several|most|all|both|secretariat|chair|facilitators?|consultants?|experts?|moderators?|representatives?|delegates?|teams?|committee|he|she|they|we|I|who|you)\b",
    )
});

/// Words at the beginning of a sentence among which its subject stands.
const BEGINNING: usize = 6;

/// "The largest part of the time went into it": of no person.
fn is_of_things(sentence: &str, people: &People) -> bool {
    static THING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:The|This|That|Our|Its)\s+(?:\p{Ll}+\s+)?(?:meeting|call|session|discussion|debate|draft|report|chapter|section|text|paper|document|idea|question|suggestion|proposal|point|matter|topic)\s+\p{Ll}",
        )
    });
    if THING.is_match(sentence) {
        return !names_people(sentence, people);
    }
    let beginning: Vec<&str> = sentence.split_whitespace().take(BEGINNING).collect();
    !SOMEBODY.is_match(&beginning.join(" ")) && !names_people(sentence, people)
}

/// Those of whom the sentences before spoke.
#[derive(Default)]
pub struct Speaker(Vec<String>);

impl Speaker {
    /// Takes the next sentence into account. One about things lets those stay of whom the one before it spoke.
    pub fn hear(&mut self, sentence: &str, people: &People) {
        static PRONOUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:He|She|They|His|Her|Their)\b"));
        if PRONOUN.is_match(sentence) {
            return;
        }
        match subject(sentence, people) {
            Some(subject) => self.0 = subject.owners,
            None if is_of_things(sentence, people) => {}
            None => self.0.clear(),
        }
    }

    /// Whom a pronoun means, if that is clear.
    pub fn meant_by(&self, pronoun: &str) -> &[String] {
        let one = !pronoun.eq_ignore_ascii_case("they");
        if one == (self.0.len() == 1) { &self.0 } else { &[] }
    }
}
