//! Who owns a task: people and roles, as written.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::initials::Initials;
use super::names::NAME;
use super::{Report, fused, names, pattern};

/// A role that can own a task, as a pattern.
pub const ROLE: &str = r"(?:(?:[Tt]he\s+)?(?:(?:IGF|BPF|UN|NRIs?|MAG)(?:'s|’s)?\s+)*(?:[Ss]ecretariat|[Cc]onsultants?|(?:[Cc]o-?)?[Ff]acilitators?|(?:[Cc]o-?)?[Cc]hairs?|[Ll]ead [Ee]xperts?|[Rr]apporteurs?|[Mm]oderators?|[Ee]ditors?|[Ff]ocal [Pp]oints?|(?:[Cc]o-?)?[Cc]o-?ordinators?|[Nn]ote-?takers?|[Vv]olunteers)(?:\s+of\s+(?:the|this|both|our)\s+(?:BPFs?|DC|IGF|MAG|[Ff]orums?|[Gg]roups?|[Cc]oalitions?)\b)?)";

/// Cells that name nobody.
const OPEN: [&str; 14] = [
    "",
    "-",
    "–",
    "—",
    "tbd",
    "tbc",
    "open",
    "n/a",
    "nobody",
    "none",
    "all",
    "everyone",
    "everybody",
    "to be decided",
];

/// Those who are named as persons elsewhere in the report, by full name and by each word of it.
pub struct People {
    known: HashSet<String>,
    /// There is a list of participants: then a single name should be on it.
    pub listed: bool,
    /// Who wrote the report.
    pub writer: Option<String>,
    /// Full names by their initials.
    initials: Initials,
    /// Full names by what is left of them without spaces.
    fused: HashMap<String, String>,
}

/// First names of those whom the text names in full, if it has no list of participants.
fn first_names(report: &Report) -> Vec<String> {
    static FULL: LazyLock<Regex> = LazyLock::new(|| pattern(NAME));
    if !report.participants.is_empty() {
        return Vec::new();
    }
    let names = report.paragraphs.iter().flat_map(|paragraph| FULL.find_iter(&paragraph.text));
    names
        .map(|name| names::trim_start(name.as_str()))
        .filter(|name| name.contains(' ') && names::is_person(name))
        .filter_map(|name| name.split(' ').next().map(str::to_lowercase))
        .collect()
}

impl People {
    pub fn of(report: &Report) -> Self {
        let names = report
            .participants
            .iter()
            .map(|person| &person.name)
            .chain(&report.facilitators)
            .chain(&report.moderators);
        let lower: Vec<String> = names.map(|name| name.to_lowercase()).collect();
        let words = lower.iter().flat_map(|name| name.split(' ')).map(str::to_owned);
        let initials = report.initials.keys().map(|initials| initials.to_lowercase());
        let known = words.chain(lower.iter().cloned()).chain(first_names(report)).chain(initials).collect();
        let listed = report.participants.iter().map(|person| person.name.as_str());
        Self {
            known,
            listed: !report.participants.is_empty(),
            writer: None,
            initials: report.initials.clone(),
            fused: fused::by_letters(listed),
        }
    }

    /// The same with the one who wrote the report.
    pub fn with_writer(self, writer: Option<String>) -> Self {
        Self { writer, ..self }
    }

    /// Is the person named elsewhere in the report?
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(&name.to_lowercase())
    }

    /// Takes a list of people and roles apart. Without a firm verb, a person must be known.
    pub fn in_list(&self, text: &str, firm: bool) -> Vec<String> {
        static BETWEEN: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"\s*\([^)]*\)|,\s+(?:and\s+)?|\s+and\s+|\s*[&+/]\s*|;\s*"));
        let mut owners: Vec<String> = Vec::new();
        let mut from = 0;
        for piece in BETWEEN.split(text) {
            let at = text[from..].find(piece).map_or(from, |at| from + at);
            let divider = &text[from..at];
            from = at + piece.len();
            let Some(owner) = self.owner(piece, firm) else { continue };
            // "The lead expert, Anna Bell" is one person.
            let is_named =
                divider.trim() == "," && owner.contains(' ') && owner.starts_with(char::is_uppercase);
            if is_named {
                owners.pop_if(|role| {
                    role.to_lowercase().starts_with("the ")
                        && !role.ends_with('s')
                        && !owner.starts_with("The ")
                });
            }
            owners.push(owner);
        }
        owners
    }

    /// Does a text begin with somebody, as they are named or by their initials?
    pub fn stands_first(&self, owner: &str, text: &str) -> bool {
        let text = text.trim_start();
        let initials = || {
            self.initials.iter().any(|(initials, name)| name == owner && text.starts_with(initials.as_str()))
        };
        text.to_lowercase().starts_with(&owner.to_lowercase()) || initials()
    }

    /// Those who stand in a place for owners: known or not, a person or not.
    pub fn in_cell(&self, who: &str) -> Vec<String> {
        let named = self.in_list(who, true);
        let open = OPEN.contains(&who.trim_end_matches(['.', '?']).to_lowercase().as_str());
        if named.is_empty() && !open { vec![who.trim_end_matches('.').to_owned()] } else { named }
    }

    fn owner(&self, piece: &str, firm: bool) -> Option<String> {
        static IS_ROLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{ROLE}$")));
        let piece = piece.trim().trim_end_matches(['.', ':', ',']);
        if IS_ROLE.is_match(piece) {
            return Some(piece.to_owned());
        }
        if piece.starts_with("who ") {
            return None;
        }
        let name = names::without_title(names::trim_start(piece));
        let named = names::is_person(name) && name.split(' ').all(|word| word.len() > 1);
        // "Ms. Bell" is a person, listed or not.
        let is_titled = names::without_title(piece) != piece;
        let believed = firm || is_titled || !self.listed && name.contains(' ');
        let printed = self.initials.get(name).or_else(|| self.fused.get(name)).map_or(name, String::as_str);
        (named && (believed || self.knows(printed) || self.knows(name))).then(|| printed.to_owned())
    }
}
