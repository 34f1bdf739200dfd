//! How a letter ends: its closing words, who signs it, and what a list adds below.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::mail::{ADDRESSING, Letter, leave_out, next_block, take_cover};
use super::{Report, head_lines, headings, marks, names, pattern, title};

static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^((with |my |all my )?(very )?(best|kind|kindest|warm|warmest)( regards| wishes)?|regards|(many |with )?thanks( and (best |kind )?regards| again| in advance)?|(thank you|thanks)( all| everyone| everybody| to (you )?all| very much| so much)*|cheers|sincerely|yours( sincerely| truly| faithfully)?|all the best|greetings from .{2,60}|in (peace|solidarity)),?[.!]?$",
    )
});
static FOOTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(-- ?|—|sent from my .{2,40})$|^_{10,}$"));

/// The signature below "-- " and what a list adds to each mail.
pub fn take_footer(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let first = lines.len().saturating_sub(25);
    let found = (first..lines.len()).find(|index| {
        FOOTER.is_match(&lines[*index].text) && lines[..*index].iter().any(|line| !line.is_blank())
    });
    let Some(start) = found else { return };
    // A rule may also stand above the notes and the annex of a page.
    let has_annex =
        lines[start..].iter().any(|line| headings::section(&line.text) == headings::Section::Participants);
    let is_signature = !has_annex
        && lines[start..].iter().all(|line| {
            line.width() < 100 && !matches!(marks::split(&line.text), Some((marks::Mark::Number(_), _)))
        });
    if is_signature {
        letter.is_mail = true;
        letter.signed = letter.signed.take().or(signer(&lines[start + 1..]));
        for line in &mut lines[start..] {
            leave_out(line, report, "the signature of the mail");
        }
    }
}

/// "Kind regards" and the name below it. What stands above the first of two is the covering note.
pub fn take_sign_offs(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let mut at = 0;
    while at < lines.len() {
        if lines[at].width() > 80 || !SIGN_OFF.is_match(&lines[at].text) {
            at += 1;
            continue;
        }
        let end = signature_end(lines, at);
        let has_more = lines[end..].iter().filter(|line| !line.is_blank()).nth(5).is_some();
        let is_early = has_more
            && next_block(lines, end).is_some_and(|block| title::begins_a_report(&lines[block.start].text));
        // The covering note above it was read before.
        let is_early = is_early || letter.is_mail && has_more && lines[..at].iter().all(Line::is_blank);
        let is_last = lines[end..].iter().all(Line::is_blank);
        if is_early {
            take_cover(&mut lines[..at], report, letter);
        } else if is_last {
            take_closing_words(lines, at, report, letter);
        }
        if is_early || is_last {
            letter.is_mail = true;
            letter.signed = letter.signed.take().or(signer(&lines[at + 1..end]));
            for line in &mut lines[at..end] {
                leave_out(line, report, "the signature of the mail");
            }
        }
        at = end;
    }
}

/// The sender's name alone may end the mail.
pub fn take_bare_name(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let Some(sender) = letter.sender.clone() else { return };
    let Some(last) = lines.iter().rposition(|line| !line.is_blank()) else { return };
    let name = lines[last].text.trim_start_matches(['-', '–', '—', ' ']).trim_end_matches(['.', ',']);
    let is_name = name.starts_with(char::is_uppercase)
        && sender
            .split(['<', '('])
            .next()
            .is_some_and(|sender| sender.trim() == name || sender.split(' ').any(|word| word == name));
    // The last of a list of people is no signature.
    let above = lines[..last].iter().rev().find(|line| !line.is_blank());
    let is_listed = above.is_some_and(|above| head_lines::is_person(marks::strip(&above.text)));
    if is_name && !is_listed && last > 0 && lines[last - 1].is_blank() {
        leave_out(&mut lines[last], report, "the signature of the mail");
        take_closing_words(lines, last, report, letter);
    }
}

/// The name that stands first below the closing words.
fn signer(lines: &[Line]) -> Option<String> {
    let first = lines.iter().find(|line| !line.is_blank())?;
    let name = first.text.split([',', '(', '|']).next().unwrap_or_default().trim();
    let name = names::without_title(name.trim_start_matches(['-', '–', '—', ' ']).trim_end_matches('.'));
    names::is_person(name).then(|| name.to_owned())
}

/// A name, perhaps after a blank line, perhaps with an address below it.
fn signature_end(lines: &[Line], sign_off: usize) -> usize {
    let mut end = sign_off + 1;
    // Little stands to the end, and it is all short: names, a post, an office.
    let rest = lines[end..].iter().filter(|line| !line.is_blank()).take(8).collect::<Vec<_>>();
    if rest.len() < 7 && rest.iter().all(|line| line.width() < 60 && is_signed(line)) {
        return lines.len();
    }
    for _ in 0..2 {
        match next_block(lines, end) {
            Some(block)
                if block.len() <= 6
                    && lines[block.clone()]
                        .iter()
                        .all(|line| line.width() < 70 && !lines::is_finished(&line.text))
                    && !title::begins_a_report(&lines[block.start].text)
                    && block.start <= end + 2 =>
            {
                end = block.end;
            }
            _ => break,
        }
    }
    end
}

/// A line that may stand below "Kind regards".
fn is_signed(line: &Line) -> bool {
    !lines::is_finished(&line.text) && marks::split(&line.text).is_none() && !line.text.starts_with('#')
}

/// Words; closing words are fewer, unless they turn to the readers.
const CLOSING: usize = 35;

/// A long paragraph in the first person tells of the call still.
fn is_told(text: &str) -> bool {
    static TO_READERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:you|your|yours|please|let me know|thanks|looking forward)\b"));
    text.split_whitespace().count() > CLOSING && !TO_READERS.is_match(text)
}

/// "Please let me know of any corrections.", above the sign-off.
fn take_closing_words(lines: &mut [Line], sign_off: usize, report: &mut Report, letter: &mut Letter) {
    let Some(last) = lines[..sign_off].iter().rposition(|line| !line.is_blank()) else { return };
    let start = lines[..last].iter().rposition(Line::is_blank).map_or(0, |blank| blank + 1);
    let text = lines[start..=last].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    if ADDRESSING.is_match(&text) && marks::split(&text).is_none() && !is_told(&text) {
        take_cover(&mut lines[start..=last], report, letter);
    }
}
