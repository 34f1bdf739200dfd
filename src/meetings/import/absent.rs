//! People who could not come. They took no part: their lines are left out with the reason, and nobody on them is listed.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{Report, headings, names, pattern, person, title};

/// Why such a line is no part of the report.
pub const WHY: &str = "names who could not come";

const WORDS: &str = r"(?:apolog(?:y|ies)|regrets?|absent(?:ees?)?|absences?|excused|not (?:present|attending|in attendance)|(?:unable|not able) to (?:attend|join|come|take part)|could not (?:attend|join|come|take part)|sent (?:their )?(?:apologies|regrets))";

/// "Regrets: A, B", "Apologies received from: A", "Excused – A"; alone on its line it heads a list.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[#*_\s]*(?:members |those |people |participants )?(?:with |who (?:are |were |sent )?|were |was )?{WORDS}(?:\s+(?:were|was|received|sent|given|noted|for|absences?|from|by|with|and|or|apologies|regrets|members|participants|attendees|of))*\s*[*_]*\s*(?:\((?P<count>\d+)\)\s*)?(?P<end>:|\s[–—-]\s|$)[*_]*\s*(?P<who>.*)$"
    ))
});
/// "Apologies were received from A and B.", a sentence among the participants.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)^[*_(]*(?:{WORDS})\b|\b(?:sent|sends|gave) (?:\w+ )?(?:apologies|regrets)\b"))
});
/// What is said of a single person: "Sample Person (apologies)".
static SAID: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)^(?:with |sent )?{WORDS}$")));
/// Where the absent begin in a row of those who came: "A, B. Apologies: C", "A, B (regrets: C)".
static IN_ROW: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)[\s.;,(|–—-]+\(?{WORDS}(?:\s+(?:received|from|sent|by))*\s*:")));

/// Leaves lines out that name the absent, with those below that belong to them.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    let mut at = 0;
    while at < lines.len() {
        let end = if lines[at].width() > LONGEST { None } else { end_of_list(lines, at) };
        for line in lines.iter_mut().take(end.unwrap_or(at)).skip(at) {
            let text = line.take();
            line.cut = false;
            report.leave_out(line.number, &text, WHY);
        }
        at = end.unwrap_or(at).max(at + 1);
    }
}

/// Characters; no such line is longer.
const LONGEST: usize = 400;

/// Is the line about people who did not come?
pub fn is_told(text: &str) -> bool {
    TOLD.is_match(text)
}

/// Does a role or a cell say that the person did not come?
pub fn says(text: &str) -> bool {
    SAID.is_match(text.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Where in a row of people those begin who did not come.
pub fn in_row(text: &str) -> Option<usize> {
    IN_ROW.find(text).map(|found| found.start())
}

/// The line behind the last that names the absent, if the list begins here.
fn end_of_list(lines: &[Line], at: usize) -> Option<usize> {
    let text = &lines[at].text;
    let plain = match marks::split(text) {
        Some((Mark::Bullet, rest)) => rest,
        // "2. Apologies" heads a part of the minutes.
        Some((Mark::Number(_) | Mark::Part(_) | Mark::Letter(_), _)) => return None,
        None => text,
    };
    let found = LABEL.captures(plain)?;
    if !found["who"].trim().is_empty() {
        // "Regrets: it was said that …" tells of a debate.
        return (!found["end"].is_empty() && names_people(&found["who"])).then(|| end_of_row(lines, at));
    }
    end_of_entries(lines, at)
}

/// No sentence, and not long unless it is a row.
fn names_people(who: &str) -> bool {
    !title::is_sentence(who) && (who.split(' ').count() <= 12 || who.contains([',', ';']))
}

/// A row of people may be wrapped.
fn end_of_row(lines: &[Line], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(line) = lines.get(end).filter(|line| !line.is_blank()) {
        let above = lines[end - 1].text.as_str();
        let open = above.ends_with([',', ';', '–', '-', '&'])
            || above.ends_with(" and")
            || above.matches('(').count() > above.matches(')').count();
        if !(open || line.text.starts_with(char::is_lowercase) && !lines::is_finished(above))
            || marks::split(&line.text).is_some()
        {
            break;
        }
        end += 1;
    }
    end
}

/// Entries below a heading, one a line, each alike: as long as they name people.
fn end_of_entries(lines: &[Line], heading: usize) -> Option<usize> {
    let mut end = heading + 1;
    let mut last = None;
    let mut kind: Option<Option<std::mem::Discriminant<Mark>>> = None;
    while let Some(line) = lines.get(end) {
        if line.is_blank() {
            end += 1;
            continue;
        }
        let (mark, text) =
            marks::split(&line.text).map_or((None, line.text.as_str()), |(mark, rest)| (Some(mark), rest));
        let mark = mark.as_ref().map(std::mem::discriminant);
        if kind.is_some_and(|kind| kind != mark) || !names_person(text) {
            break;
        }
        kind = Some(mark);
        end += 1;
        last = Some(end);
    }
    last
}

/// "Sample Person, Sample Trust".
fn names_person(text: &str) -> bool {
    let name = text.split([',', ';', '(', '–', '—', '|']).next().unwrap_or_default().trim();
    let name = name.split(" - ").next().unwrap_or_default();
    text.chars().count() < 120
        && headings::marked(text).is_none()
        && !headings::opens_body(text)
        && name.contains(' ')
        && names::is_person(names::without_title(name))
        && !person::ORGANISATION.is_match(name)
        && name.split(' ').all(|word| word.chars().count() < 4 || word.contains(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::{Report, lines};
    use super::*;

    fn left_out(text: &str) -> Vec<String> {
        let mut report = Report::default();
        clear(&mut lines::read(text), &mut report);
        report.left_out.into_iter().map(|left| left.text).collect()
    }

    #[test]
    fn those_who_could_not_come_are_left_out_in_every_wording() {
        for text in [
            "Regrets: Anna Bell, Tom Ray (Sample Trust)",
            "**Apologies:** Anna Bell",
            "Apologies received from: Anna Bell and Tom Ray",
            "Excused – Anna Bell",
            "Were excused: Anna Bell",
            "- Absent: Anna Bell",
            "Unable to attend: Anna Bell",
            "Apologies: none",
            "Regrets: anna bell",
        ] {
            assert_eq!(left_out(text), [text]);
        }
        assert_eq!(
            left_out("Regrets: Anna Bell,\nTom Ray\nThe call began."),
            ["Regrets: Anna Bell,", "Tom Ray"]
        );
        assert_eq!(
            left_out("Apologies\n\n- Anna Bell\n- Tom Ray, Sample Trust\n\nDiscussion\n\nThe call began."),
            ["Apologies", "- Anna Bell", "- Tom Ray, Sample Trust"]
        );
    }

    #[test]
    fn words_of_regret_in_prose_stay() {
        for text in [
            "Apologies for the late summary.",
            "2. Apologies",
            "It was noted with regret that few came.",
            "Regrets were voiced about the short time.",
            "Regrets: it was said that the time had been short.",
            "Apologies\n\nThe chair was sorry to begin late.",
        ] {
            assert_eq!(left_out(text), Vec::<String>::new(), "{text}");
        }
        assert!(says("(apologies)") && says("Regrets") && !says("chair"));
    }
}
