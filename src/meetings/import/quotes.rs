//! What a letter quotes: the lines that introduce it and the marks in front of it.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::mail::{Letter, leave_out};
use super::{Report, envelope, pattern};

static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^.{0,200}(\d|@|>).{0,120}\b(wrote|writes|schrieb|a écrit|escribió)\s*:$|^.{2,60} (wrote|writes):$",
    )
});

/// A letter that is quoted whole has marks in front of every line: they say nothing of what is quoted in it.
pub fn strip_outer(lines: &mut [Line]) {
    for _ in 0..LEVELS {
        let is_quoted = |line: &Line| line.is_blank() || line.text.starts_with('>');
        if lines.iter().all(Line::is_blank) || !lines.iter().all(is_quoted) {
            return;
        }
        for line in lines.iter_mut().filter(|line| !line.is_blank()) {
            let rest = &line.text[1..];
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            line.indent = spaces.saturating_sub(1);
            line.text = rest.trim_start_matches(' ').to_owned();
        }
    }
}

/// Nobody quotes a letter more often than that.
const LEVELS: usize = 9;

/// Takes off what introduces a quoted letter: "On Monday, Anna wrote:".
pub fn take_attributions(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    for index in 0..lines.len() {
        let text = lines[index].text.trim_start_matches(['>', ' ']);
        // Every pattern of an attribution ends like this; most lines need no closer look.
        if !text.ends_with(':') || text.chars().count() > 300 {
            continue;
        }
        // A long attribution is wrapped: "On …, Somebody\n<address> wrote:".
        let first = index.checked_sub(1).filter(|above| {
            lines[*above].text.trim_start_matches(['>', ' ']).starts_with("On ") && !text.starts_with("On ")
        });
        let start = first.unwrap_or(index);
        let whole: Vec<&str> =
            lines[start..=index].iter().map(|line| line.text.trim_start_matches(['>', ' '])).collect();
        if ATTRIBUTION.is_match(&whole.join(" "))
            && (start < index || text.contains(['@', ',']) || quote_follows(&lines[index + 1..]))
        {
            letter.is_mail = true;
            letter.quoted = author(&whole.join(" ")).or(letter.quoted.take());
            for line in &mut lines[start..=index] {
                leave_out(line, report, "introduces the quoted mail");
            }
        }
    }
}

/// Who "On Monday, 5 June 2017, Anna Bell <anna@example.org> wrote:" says wrote it.
fn author(attribution: &str) -> Option<String> {
    static WROTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\s*(?:[<(\[][^<>()\[\]]*[>)\]])?\s*(?:wrote|writes|schrieb|a écrit|escribió)\s*:$")
    });
    let who = &attribution[..WROTE.find(attribution)?.start()];
    let name = who.rsplit([',', ';', '>']).next()?.trim();
    // "On 5 June 2017 at 18:20 Anna Bell"
    let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
    let name = name.rsplit_once(|c: char| c.is_ascii_digit()).map_or(name, |(_, name)| name);
    let name = name.trim_matches(|c: char| c.is_whitespace() || "\"'“”:)".contains(c));
    (!name.is_empty()).then(|| name.to_owned())
}

fn quote_follows(lines: &[Line]) -> bool {
    lines.iter().find(|line| !line.is_blank()).is_some_and(|line| line.text.starts_with('>'))
}

/// Takes the quotation marks off; when most of the letter is quoted, the rest is talk about it.
pub fn strip(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let quoted = lines.iter().filter(|line| line.text.starts_with('>')).count();
    let filled = lines.iter().filter(|line| !line.is_blank()).count();
    if quoted == 0 {
        return;
    }
    let report_is_quoted = quoted * 2 >= filled;
    if report_is_quoted {
        envelope::take(lines, report, letter);
        letter.sender = letter.quoted.take().or(letter.sender.take());
    }
    let mut below_quote = false;
    for line in lines.iter_mut() {
        if line.text.starts_with('>') {
            if letter.is_mail && !report_is_quoted {
                leave_out(line, report, "quoted from another mail");
            } else {
                strip_quote(line);
            }
            below_quote = !line.is_blank();
        } else if report_is_quoted && !line.is_blank() && !below_quote {
            letter.cover.push_str(&line.text);
            letter.cover.push(' ');
            leave_out(line, report, "stands outside the quoted report");
        } else {
            // A line that a mail program wrapped once more has lost its mark; so the text goes on here.
            below_quote &= !line.is_blank();
        }
    }
}

fn strip_quote(line: &mut Line) {
    let marks = line.text.find(|c: char| c != '>' && c != ' ').unwrap_or(line.text.len());
    let text = line.text[marks..].to_owned();
    let inner = line.text[..marks].trim_end_matches(' ').len();
    line.indent = (marks - inner).saturating_sub(1);
    line.text = text;
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn an_attribution_names_who_wrote() {
        for (text, name) in [
            ("On Mon, 27 Jun 2016 at 11:02, Anna Bell <anna@example.org> wrote:", Some("Anna Bell")),
            ("On 5 June 2017 at 18:20 Anna Bell (Sample Trust) wrote:", Some("Anna Bell")),
            ("Anna Bell wrote:", Some("Anna Bell")),
            ("On Monday, <anna@example.org> wrote:", None),
        ] {
            assert_eq!(author(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn a_letter_that_is_quoted_whole_loses_the_outer_marks_only() {
        let stripped = |text: &str| {
            let mut lines = lines::read(text);
            strip_outer(&mut lines);
            lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };

        assert_eq!(stripped("> One\n> > two\n>\n>   three"), ["One", "> two", "", "three"]);
        assert_eq!(stripped(">> One\n>> two"), ["One", "two"]);
        assert_eq!(stripped("One\n> two"), ["One", "> two"]);
    }
}
