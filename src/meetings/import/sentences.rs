//! Sentences of a paragraph.

/// Stops behind these end no sentence.
const ABBREVIATIONS: [&str; 26] = [
    "e.g", "i.e", "eg", "ie", "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "cf", "approx",
    "incl", "fig", "para", "vol", "ca", "al", "a.m", "mx", "amb", "eng", "hon",
];

/// Before a figure these are a month: "Aug. 24".
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Bytes; what is longer is no sentence, and no time is spent on its meaning.
const LONGEST: usize = 5000;

/// Splits a Markdown text into its sentences. A line of a list ends one too.
pub fn split(text: &str) -> Vec<&str> {
    text.lines()
        .flat_map(split_line)
        .map(str::trim)
        .filter(|sentence| (1..LONGEST).contains(&sentence.len()))
        .collect()
}

fn split_line(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (stop, c) in line.char_indices() {
        if !matches!(c, '.' | '!' | '?') || stop < start {
            continue;
        }
        let after = &line[stop + c.len_utf8()..];
        let end = stop + c.len_utf8() + closing(after);
        let rest = &line[end..];
        let next = rest.trim_start();
        let begins = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'([*".contains(c));
        let apart = rest.len() > next.len()
            || c == '.' && next.starts_with(char::is_uppercase) && line[..stop].ends_with(char::is_lowercase);
        if begins && apart && !is_abbreviation(&line[start..stop], next) {
            sentences.push(&line[start..end]);
            start = end;
        }
    }
    sentences.push(&line[start..]);
    sentences
}

/// Bytes of quotes, brackets and a note's mark that belong to the sentence that just ended.
fn closing(after: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &after[length..];
        if rest.starts_with("[^") {
            match rest.find(']') {
                Some(end) if end < 8 => length += end + 1,
                _ => return length,
            }
        } else {
            match rest.chars().next() {
                Some(c) if "\"”’)]*_»".contains(c) => length += c.len_utf8(),
                _ => return length,
            }
        }
    }
}

fn is_abbreviation(before: &str, next: &str) -> bool {
    let word = before.rsplit([' ', '(', '-', '“', '"']).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    let time =
        ["p.m", "a.m"].contains(&lower.as_str()) && (next.starts_with("UTC") || next.starts_with("GMT"));
    let clock = next.starts_with("UTC") && word.contains(':');
    let month = next.starts_with(char::is_numeric) && (word == "May" || MONTHS.contains(&lower.as_str()));
    initial
        || month
        || time
        || clock
        || ABBREVIATIONS.contains(&lower.as_str())
            && (lower != "no" || next.starts_with(char::is_numeric))
            && lower != "a.m"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_sentences() {
        let text = "It was held on Aug. 5 at 3 p.m. UTC. Dr. A. Bell (e.g. Anna) spoke.[^1] “Why?” Nobody knew:\n\n- one\n- two. Three";

        assert_eq!(
            split(text),
            [
                "It was held on Aug. 5 at 3 p.m. UTC.",
                "Dr. A. Bell (e.g. Anna) spoke.[^1]",
                "“Why?”",
                "Nobody knew:",
                "- one",
                "- two.",
                "Three"
            ]
        );
    }

    #[test]
    fn fused_sentences_come_apart_and_links_do_not() {
        assert_eq!(split("It ended.The next began."), ["It ended.", "The next began."]);
        assert_eq!(split("See https://e.org/A.B for more."), ["See https://e.org/A.B for more."]);
    }
}
