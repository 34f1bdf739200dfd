//! Names of people in running text.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{appositions, pattern, person};

/// A name: words with a capital, and the small words that names have inside them.
pub const NAME: &str = r"(?:(?:\p{Lu}\.(?:-?\p{Lu}\.)*|\p{Lu}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*)(?:\s+(?:(?:van|von|de|der|den|di|da|do|dos|das|del|della|la|le|el|al|bin|ibn|bint|ten|ter|te|du|af|av|zu|zur|y|i|ould|op|ap|ab|ben|abu|wa|san|het|'t|’t|e)\s+){0,3}(?:\p{Lu}\.|(?:d'|d’|al-|el-)?\p{Lu}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*)){0,5})";

/// One or more people, with their titles and what is said of each in brackets or between commas.
pub static PEOPLE: LazyLock<String> = LazyLock::new(|| {
    let said = r"(?:\s*\([^()]{1,80}\)|,\s+(?:the\s+|its\s+|our\s+)?[^,.;()]{0,30}?(?i:facilitator|coordinator|co-ordinator|chair|moderator|consultant|expert|rapporteur|focal point|host)[^,.;()]{0,60},)?";
    let one = format!(
        r"(?:(?:Mrs?|Ms|Mx|Dr|Prof|Professor|Amb|Ambassador|Sir|Hon|Eng|Sra?|Mme)\b\.?\s+)*{NAME}{said}"
    );
    format!(r"{one}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){one})*")
});

static FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{NAME}")));
/// What stands between two names of a list.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\s*\([^)]{1,80}\))?(?:\s*,?\s*(?:and(?:\s+(?:also|by|later|then|again|online|remotely|virtually|on-?\s?site|in\s+the\s+room))*|(?:jointly |together |along )with|&)\s*|\s*[,;/]\s*(?:by\s+)?)(?:the\s+)?",
    )
});
/// "BPF co-facilitator " before a name, ", BPF lead expert," behind one.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:the|its|our|his|her|their|both|all|two|three|four)\s+)*(?:(?:new|fellow|other|second|incoming|acting)\s+)?(?:(?:[A-Z]{2,5}s?(?:'s|’s)?|[Bb]est [Pp]ractice [Ff]orum)\s+)?(?:[Cc]o-?)?(?:[Ff]acilitators?|[Ff]ocal [Pp]oints?|[Cc]o-?ordinators?|[Hh]osts?|[Cc]hair(?:s|man|woman|person)?|[Mm]oderators?|[Ll]ead [Ee]xperts?|[Cc]onsultants?|[Rr]apporteurs?)\b,?\s*",
    )
});

/// Capitalised words that are part of organisations, titles of documents or sentences, not of names.
static NOT_IN_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "igf bpf mag nri nris un eu itu icann isoc secretariat forum forums group university ministry \
     institute association foundation council commission committee centre center agency authority \
     bank corporation company network networks union society organisation organization department \
     office government coalition college federation initiative initiatives registry internet chapter \
     alliance team consortium academy conference meeting call session workshop participants \
     participant members member annex agenda practice best practise the a an in on at as it this \
     that these those they we he she one some several many most all both there then finally also \
     however moreover while after before during following when once if with for from to of and or \
     but by no nobody everybody everyone somebody someone others another other each part chair \
     facilitator co-facilitator moderator consultant expert lead volunteers volunteer data access \
     draft report january february march april june july august september october november december \
     monday tuesday wednesday thursday friday saturday sunday comments questions contributions input \
     next further based since until its their his her our your two three four five people work \
     document questionnaire national regional global international policy day utc gmt cybersecurity \
     nothing everything what who which how where why not recording facilitators moderators \
     co-facilitators chairs date time title action actions owner ways please i you governments \
     organisations readers speakers now today thereafter afterwards later here additionally \
     furthermore meanwhile instead still such any bpfs igfs dcs stakeholders authors contributors"
        .split(' ')
        .collect()
});
const HONORIFICS: [&str; 40] = [
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "mx",
    "mx.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "professor",
    "ambassador",
    "amb.",
    "sr",
    "sr.",
    "sra",
    "sra.",
    "srta",
    "srta.",
    "señor",
    "señora",
    "dra",
    "dra.",
    "m.",
    "mme",
    "mme.",
    "mlle",
    "mlle.",
    "monsieur",
    "madame",
    "herr",
    "frau",
    "eng.",
    "ing.",
    "hon.",
    "rev.",
    "h.e.",
    "sir",
];

/// Could these words be a person's name? One word may be, if nothing speaks against it.
pub fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = |word: &&str| {
        let lower = word.to_lowercase();
        let acronym = words.len() == 1 && word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
        // Catalan names have an "i" in them.
        words.len() > 2 && **word == *"i" || !(acronym || NOT_IN_NAMES.contains(lower.as_str()))
    };
    (1..=7).contains(&words.len())
        && name.starts_with(char::is_uppercase)
        && words.iter().all(fits)
        && words.iter().any(|word| word.chars().count() > 1 && !word.ends_with('.'))
}

/// The name without "Mr", "Dr" and the like.
pub fn without_title(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(' ') {
        if !HONORIFICS.contains(&first.to_lowercase().as_str()) {
            break;
        }
        name = rest.trim_start();
    }
    name
}

/// The names with which a text begins: "A, B and C, who …".
pub fn leading(text: &str) -> Vec<String> {
    /// "…; Tom took the notes" begins a clause of its own.
    static DOES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\s+(?:\p{Ll}+ed|took|was|were|is|had|gave|wrote|kept|led|ran|spoke|said|will)\b")
    });
    /// What is said of a person may be followed by a clause instead of a name.
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\s+(?:and|as|at|by|for|from|in|of|on|online|on-?site|remotely|virtually|together|who|with|both|respectively)\b",
        )
    });
    /// Who contributed did not lead.
    static HELPED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^,?\s+(?:with\s+(?:contributions?|support|help|inputs?|assistance|presentations?)|assisted|supported)\b",
        )
    });
    let mut names = Vec::new();
    let mut rest = text.trim_start();
    let (mut begins_clause, mut described) = (false, false);
    for _ in 0..12 {
        rest = behind_role(rest);
        let plain = skip_title(rest);
        let Some(found) = FIRST.find(plain) else { break };
        let name = found.as_str();
        rest = &plain[found.end()..];
        if HELPED.is_match(rest) {
            names.push(name.to_owned());
            break;
        }
        let told = described
            && rest.trim_start().starts_with(char::is_lowercase)
            && rest.starts_with(' ')
            && !GOES_ON.is_match(rest);
        if !is_person(name) || told || begins_clause && DOES.is_match(rest) {
            break;
        }
        names.push(name.to_owned());
        let said = appositions::length(rest);
        described = said > 0;
        rest = &rest[said..];
        let Some(between) = BETWEEN.find(rest) else { break };
        begins_clause = between.as_str().contains(';');
        rest = &rest[between.end()..];
    }
    names
}

/// The name with which a text begins, whether it is a person's or not.
pub fn first(text: &str) -> Option<&str> {
    FIRST.find(text).map(|found| found.as_str())
}

/// The text behind the role with which it begins: "BPF co-facilitator Anna Bell" is "Anna Bell".
pub fn behind_role(text: &str) -> &str {
    ROLE.find(text).map_or(text, |role| &text[role.end()..])
}

fn skip_title(text: &str) -> &str {
    let first = text.split(' ').next().unwrap_or_default();
    if HONORIFICS.contains(&first.to_lowercase().as_str()) { text[first.len()..].trim_start() } else { text }
}

/// The names in a list such as "A, B; C and D", which holds nothing else.
pub fn list(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (index, piece) in text.split([',', ';', '/', '&']).flat_map(|piece| piece.split(" and ")).enumerate()
    {
        let piece = piece
            .split('(')
            .next()
            .unwrap_or_default()
            .trim_matches(|c: char| c.is_whitespace() || ".*_".contains(c));
        let piece = without_title(piece.strip_prefix("and ").unwrap_or(piece));
        // "Anna Bell, Sample Trust" is one person.
        let is_organisation = index > 0 && person::ORGANISATION.is_match(piece);
        if !is_organisation && first(piece).is_some_and(|name| name.len() == piece.len()) && is_person(piece)
        {
            names.push(piece.to_owned());
        }
    }
    names
}

/// The text from the first word on that can be part of a name: "Finally Anna Bell" begins with "Anna".
pub fn trim_start(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        if is_person(word) || word.ends_with('.') && word.chars().count() == 2 {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_until_something_else_begins() {
        assert_eq!(
            leading("Anna van 't Hoff and Dr. B. K. de la Croix, who stood in"),
            ["Anna van 't Hoff", "B. K. de la Croix"]
        );
        assert_eq!(leading("Markus Kummer and moderated by Ewa Lind"), ["Markus Kummer"]);
        assert_eq!(
            leading("Óscar Peña (IGF X), Rangi Te Aho, and Kwabena. The call"),
            ["Óscar Peña", "Rangi Te Aho", "Kwabena"]
        );
        assert_eq!(leading("BPF co-facilitator Emeka Obi-Lawson opened"), ["Emeka Obi-Lawson"]);
        assert_eq!(leading("Anna Bell; Tom Ray took these notes."), ["Anna Bell"]);
        assert_eq!(leading("Anna Bell; Tom Ray. It was"), ["Anna Bell", "Tom Ray"]);
        assert!(leading("the IGF Secretariat").is_empty());
        assert!(leading("IGF Secretariat").is_empty());
    }

    #[test]
    fn lists_hold_names_only() {
        assert_eq!(
            list("Mr Tom Ray, Ann Bell; Bo and Jean-Luc N'Guessan"),
            ["Tom Ray", "Ann Bell", "Bo", "Jean-Luc N'Guessan"]
        );
    }
}
