//! The headers of a letter, and of those that were forwarded in it.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::mail::{Letter, leave_out};
use super::{Report, pattern};

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\**(from|to|cc|bcc|subject|date|sent|reply-to|message-id|in-reply-to|references|mime-version|content-[a-z-]+|list-[a-z-]+|user-agent|x-[a-z-]+|return-path|received|importance|attachments?)\s*:\**",
    )
});
/// Headers that no report has: "Date:" alone may stand at the head of one.
static SURE_HEADER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\**(from|to|cc|subject|sent|message-id|received|return-path)\s*:\**\s"));
static FORWARDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[-_\s]*(begin )?(original|forwarded) message\s*[-_:\s]*$"));

/// Takes the headers off, wherever a letter begins.
pub fn take(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let mut at = 0;
    while at < lines.len() {
        let forwarded = FORWARDED.is_match(&lines[at].text);
        if forwarded {
            leave_out(&mut lines[at], report, "introduces the forwarded mail");
        }
        let is_top = lines[..at].iter().rev().take(40).all(Line::is_blank) && at < 40;
        if forwarded || is_top {
            let start = at + lines[at..].iter().take_while(|line| line.is_blank()).count();
            at = start + take_header_block(&mut lines[start..], report, letter);
            if at > start {
                continue;
            }
        }
        at += 1;
    }
}

/// Returns the number of lines that belong to the block.
fn take_header_block(lines: &mut [Line], report: &mut Report, letter: &mut Letter) -> usize {
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
    letter.is_mail = true;
    for line in &mut lines[..length] {
        if let Some((name, value)) = line.text.split_once(':')
            && name.trim_matches('*').eq_ignore_ascii_case("from")
        {
            letter.sender = Some(value.trim_matches(['*', ' ']).to_owned());
        }
        if let Some((name, value)) = line.text.split_once(':')
            && name.trim_matches('*').eq_ignore_ascii_case("subject")
        {
            letter.subject = Some(value.trim_matches(['*', ' ']).to_owned());
        }
        leave_out(line, report, "a header of the mail");
    }
    length
}
