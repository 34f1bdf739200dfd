//! The headers of a letter or a memorandum, and of those that were forwarded in it.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::mail::{Letter, leave_out, take_cover};
use super::{Report, pattern, title};

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\**(from|to|cc|bcc|subject|re|date|sent|reply-to|message-id|in-reply-to|references|mime-version|content-[a-z-]+|list-[a-z-]+|user-agent|x-[a-z-]+|return-path|received|importance|attachments?)\s*:\**",
    )
});
/// Headers that no report has: "Date:" alone may stand at the head of one.
static SURE_HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\**(from|to|cc|subject|re|sent|message-id|received|return-path)\s*:\**\s")
});
/// "MEMORANDUM", above the headers of one.
static MEMORANDUM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[#*_ ]*(?:(?:internal|office)\s+)?memo(?:randum)?[*_ ]*$"));
static FORWARDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[-_\s]*(begin )?(original|forwarded) message\s*[-_:\s]*$"));

/// Takes the headers off, wherever a letter begins.
pub fn take(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let mut at = 0;
    while at < lines.len() {
        let forwarded = FORWARDED.is_match(&lines[at].text);
        if forwarded {
            take_note(&mut lines[..at], report, letter);
            leave_out(&mut lines[at], report, "introduces the forwarded mail");
        }
        let is_top = lines[..at].iter().rev().take(40).all(Line::is_blank) && at < 40;
        if forwarded || is_top {
            let is_memorandum = MEMORANDUM.is_match(&lines[at].text);
            let headers = at + usize::from(is_memorandum);
            let start = headers + lines[headers..].iter().take_while(|line| line.is_blank()).count();
            let length = take_header_block(&mut lines[start..], is_memorandum, report, letter);
            if is_memorandum && length > 0 {
                leave_out(&mut lines[at], report, "names the kind of document");
            }
            at = if length > 0 { start + length } else { at };
            if length > 0 {
                continue;
            }
        }
        at += 1;
    }
}

/// Words; what a sender adds above a mail that is passed on is shorter than a report.
const NOTE: usize = 60;

/// "FYI", above the forwarded mail.
fn take_note(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let words: usize = lines.iter().map(|line| line.text.split_whitespace().count()).sum();
    let begins =
        |line: &Line| title::names_a_meeting(&line.text) && !line.text.ends_with(['.', ':', '!', '?', ',']);
    if letter.is_mail && words < NOTE && !lines.iter().any(begins) {
        let filled = lines.iter_mut().filter(|line| !line.is_blank());
        filled.for_each(|line| take_cover(std::slice::from_mut(line), report, letter));
    }
}

/// Returns the number of lines that belong to the block. What a memorandum is about stays: it is the title of what follows.
fn take_header_block(
    lines: &mut [Line],
    is_memorandum: bool,
    report: &mut Report,
    letter: &mut Letter,
) -> usize {
    let mut length = 0;
    for line in lines.iter() {
        let folded = length > 0 && line.indent > 0 && !line.is_blank();
        if !(folded || HEADER.is_match(&line.text)) {
            break;
        }
        length += 1;
    }
    let sure = lines[..length].iter().any(|line| SURE_HEADER.is_match(&line.text));
    let subject = lines.first().is_some_and(|line| line.text.to_lowercase().starts_with("subject:"));
    if !sure || length < 2 && !subject && !lines.get(length).is_none_or(Line::is_blank) {
        return 0;
    }
    let is_memorandum = is_memorandum || lines[..length].iter().any(|line| is_named(line, "re"));
    letter.is_mail |= !is_memorandum;
    for line in &mut lines[..length] {
        if is_memorandum && (is_named(line, "re") || is_named(line, "subject")) {
            keep_subject(line, report);
            continue;
        }
        let value = line.text.split_once(':').map(|(_, value)| value.trim_matches(['*', ' ']).to_owned());
        if is_named(line, "from") {
            letter.sender = value;
        } else if is_named(line, "subject") {
            letter.subject = value;
        } else if is_memorandum && is_named(line, "to") {
            // It goes to the members of the forum.
            letter.subject = value.filter(|to| !to.contains('@'));
        }
        let why = if is_memorandum { "a header of the memorandum" } else { "a header of the mail" };
        leave_out(line, report, why);
    }
    length
}

/// Does the header have this name?
fn is_named(line: &Line, name: &str) -> bool {
    line.text
        .split_once(':')
        .is_some_and(|(label, _)| label.trim_matches(['*', ' ']).eq_ignore_ascii_case(name))
}

/// Leaves out the name of a header, and keeps what it says.
fn keep_subject(line: &mut Line, report: &mut Report) {
    let Some((name, subject)) = line.text.split_once(':') else { return };
    report.leave_out(line.number, &format!("{name}:"), "a header of the memorandum");
    line.text = subject.trim_matches(['*', ' ']).to_owned();
}
