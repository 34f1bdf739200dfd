//! Several people in one line: where one ends and the next begins.

use std::sync::LazyLock;

use regex::Regex;

use super::{names, pattern, person};

/// What is no person but a number of them: "and two others", "unknown caller".
pub static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(and\s+|plus\s+)?(\d+|one|two|three|four|five|six|several|some|others?)\b.*\b(others?|more|participants?|people|persons?|callers?|guests?|unidentified|unknown)\b|^(?:and\s+)?(?:(?:many|several|some|a few|the)\s+)?others$|^(unidentified|unknown|anonymous|call-?in)\b|^(and\s+)?(an?|his|her|their)\s+(other\s+)?(colleagues?|guests?|friends?|students?|assistants?|representatives?|observers?|participants?|callers?)\b",
    )
});

/// "About 85 people followed the session in the room, and 40 online."
pub static TOLD_COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:in (?:total|all|addition)|altogether|overall),?\s+)?(?:(?:about|around|some|roughly|nearly|almost|more than|over|at least|up to|approximately|a further|another)\s+)*(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|a (?:dozen|hundred)|several|many)\s+(?:other\s+|further\s+|more\s+)?(?:people|persons|participants|attendees|others|viewers|members|guests)\b.{0,60}\b(?:attended|followed|took part|participated|joined|watched|came|connected|were (?:present|online|there|in the room|on the (?:call|line)))\b[^.]*\.?$",
    )
});

/// Several people in a row: nearly every piece is short and begins as a name does.
pub fn is_row(text: &str) -> bool {
    // "20 April: Anna Bell, Tom Ray"
    let text =
        text.split_once(": ").filter(|(label, _)| label.split(' ').count() < 4).map_or(text, |(_, row)| row);
    let fits = |piece: &&&str| {
        let piece = piece.trim();
        let piece = piece.strip_prefix("and ").unwrap_or(piece);
        piece.starts_with(char::is_uppercase)
            && piece.split('(').next().unwrap_or_default().split(' ').count() <= 9
    };
    [';', ','].into_iter().any(|divider| {
        let pieces = person::outside_brackets(text, divider);
        pieces.len() > 2 && pieces.iter().filter(fits).count() * 10 >= pieces.len() * 9
    })
}

/// "1. Anna Bell 2. Tom Ray 3. Bo".
fn divide_at_numbers(text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)(\d{1,3})[.)]\s+"));
    let mut starts = Vec::new();
    for found in NUMBER.captures_iter(text) {
        if found[1].parse() == Ok(starts.len() + 1) {
            starts.push(found.get(0).map_or(0..0, |whole| whole.range()));
        }
    }
    if starts.first().is_none_or(|first| first.start > 0) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|next| next.start).chain([text.len()]);
    let entry = |(start, end): (&std::ops::Range<usize>, usize)| {
        text[start.end..end].trim_end_matches([' ', ';', ',']).to_owned()
    };
    starts.iter().zip(ends).map(entry).collect()
}

/// Divides a list that stands in one line into its entries.
pub fn divide(text: &str) -> Vec<String> {
    static COLUMNS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s{3,}|\s*\|\s*|\s+/\s+|\s+[•·]\s+"));
    let columns: Vec<&str> = COLUMNS.split(text).filter(|column| !column.is_empty()).collect();
    if columns.len() > 1 && columns.iter().all(|column| starts_person(column)) {
        return columns.into_iter().map(str::to_owned).collect();
    }
    let counted = divide_at_numbers(text);
    if counted.len() > 1 {
        return counted;
    }
    let parts = person::outside_brackets(text, ';');
    if parts.len() > 1 {
        // Where semicolons divide the people, a comma stands before an affiliation.
        return parts
            .into_iter()
            .flat_map(split_last)
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect();
    }
    let mut entries: Vec<String> = Vec::new();
    for part in parts {
        let mut first = true;
        for piece in person::outside_brackets(part, ',')
            .into_iter()
            .flat_map(split_last)
            .filter(|piece| !piece.trim().is_empty())
        {
            let is_affiliation = !first && !starts_person(piece) && !COUNTED.is_match(piece.trim());
            match entries.last_mut() {
                Some(entry) if is_affiliation => {
                    entry.push_str(", ");
                    entry.push_str(piece.trim());
                }
                _ => entries.push(piece.trim().to_owned()),
            }
            first = false;
        }
    }
    entries
}

/// "C and D" at the end of a list is two people.
fn split_last(piece: &str) -> Vec<&str> {
    match piece.split_once(" and ") {
        Some((before, after)) if starts_person(before) && COUNTED.is_match(after) => {
            vec![before, " and ", after]
        }
        // "Anna Bell – Institute for Sea and Signal" is one.
        Some((before, after))
            if starts_person(before)
                && starts_person(after)
                && (!names_organisation(before) || names_organisation(after)) =>
        {
            vec![before, " and ", after]
        }
        _ => vec![piece],
    }
}

/// An affiliation stands behind a dash.
fn names_organisation(piece: &str) -> bool {
    piece.contains(['–', '—']) || piece.contains(" - ")
}

/// A piece of a list that names a person; an affiliation looks like one unless a word gives it away.
fn starts_person(piece: &str) -> bool {
    let piece = piece.trim();
    let piece = piece.strip_prefix("and ").unwrap_or(piece);
    if piece == "and" {
        return true;
    }
    let name = piece.split(['(', '[', '–']).next().unwrap_or_default().trim().trim_end_matches('.');
    names::is_person(names::without_title(name))
        && !person::ORGANISATION.is_match(name)
        && !person::ROLE.is_match(name)
        && (name.contains(' ') || piece.len() > 1)
        && name.chars().any(char::is_lowercase)
}
