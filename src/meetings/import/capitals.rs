//! Words in capitals, as they are written otherwise.

/// A title in capitals shouts; its subject need not.
pub fn in_title_case(subject: &str) -> String {
    subject.split(", ").map(piece_in_title_case).collect::<Vec<_>>().join(", ")
}

fn piece_in_title_case(subject: &str) -> String {
    if subject.chars().any(char::is_lowercase) || !subject.contains(' ') && subject.chars().count() < 5 {
        return subject.to_owned();
    }
    let cased = |(index, word): (usize, &str)| {
        let lower = word.to_lowercase();
        let small = ["and", "of", "the", "on", "in", "for", "to", "a"].contains(&lower.as_str());
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if index == 0 || !small => first.to_uppercase().chain(letters).collect(),
            _ => lower,
        }
    };
    subject.split(' ').enumerate().map(cased).collect::<Vec<String>>().join(" ")
}
