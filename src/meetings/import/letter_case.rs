//! The letters of a forum's name that is printed in capitals, as its text writes them: "IPV6 ADOPTION" is "IPv6 Adoption".

use super::Report;

/// Characters; a longer word in capitals is one that shouts and no abbreviation.
const ABBREVIATION: usize = 5;

/// Spells the words of a name as the paragraphs do, if its title was in capitals.
pub fn restore(forum: &str, title: &str, report: &Report) -> String {
    let shouts = !title.contains(char::is_lowercase) || !title.contains(forum);
    if !shouts || !title.contains(&forum.to_uppercase()) {
        return forum.to_owned();
    }
    let text = report.paragraphs.iter().take(20).map(|paragraph| paragraph.text.as_str());
    let text = text.filter(|text| text.contains(char::is_lowercase)).collect::<Vec<_>>().join(" ");
    let mut spelled = String::new();
    let mut rest = forum;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        spelled.push_str(&rest[..start]);
        rest = &rest[start..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        spelled.push_str(in_text(word, &text).unwrap_or(word));
        rest = &rest[word.len()..];
    }
    spelled + rest
}

/// A word as the text has it, if that is neither lower case nor a capital with small letters.
fn in_text<'text>(word: &str, text: &'text str) -> Option<&'text str> {
    let lower = word.to_lowercase();
    let same = || text.split(|c: char| !c.is_alphanumeric()).filter(|other| other.to_lowercase() == lower);
    let is_plain = |other: &&str| !other.chars().skip(1).any(char::is_uppercase);
    let shouts = |other: &&str| !other.contains(char::is_lowercase);
    let mixed = same().find(|other| !is_plain(other) && !shouts(other));
    let abbreviation = || {
        let fits = word.chars().count() <= ABBREVIATION && !same().any(|other| is_plain(&other));
        same().find(shouts).filter(|_| fits)
    };
    mixed.or_else(abbreviation)
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::*;

    fn restored(forum: &str, title: &str, text: &str) -> String {
        let paragraphs = vec![Paragraph { number: None, text: text.into() }];
        restore(forum, title, &Report { paragraphs, ..Report::default() })
    }

    #[test]
    fn words_in_capitals_are_spelled_as_in_the_text() {
        let shouted = |forum: &str, text: &str| restored(forum, &forum.to_uppercase(), text);

        assert_eq!(shouted("Ipv6 Adoption", "The BPF on IPv6 adoption met."), "IPv6 Adoption");
        assert_eq!(shouted("Iot, Big Data and Ai", "The IoT and AI were named."), "IoT, Big Data and AI");
        assert_eq!(
            shouted("Access and Sport", "ACCESS was named; sport too. SPORT is loud."),
            "Access and Sport"
        );
        assert_eq!(shouted("IOT", "The IoT was named."), "IoT");
        assert_eq!(restored("Ipv6 Day", "BPF on Ipv6 Day", "IPv6 was named."), "Ipv6 Day");
    }
}
