//! The letter around a report: headers, quotation marks, a covering note, a signature.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::{Report, marks, pattern, title};

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
static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^.{0,200}(\d|@|>).{0,120}\b(wrote|writes|schrieb|a écrit|escribió)\s*:$|^.{2,60} (wrote|writes):$",
    )
});
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(dear|hi|hello|hey|greetings|good (morning|afternoon|evening|day))\b[^.:;]{0,60}[,!.:;–-]?$",
    )
});
static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^((with |my |all my )?(very )?(best|kind|kindest|warm|warmest)( regards| wishes)?|regards|(many |with )?thanks( and (best |kind )?regards| again| in advance)?|thank you|cheers|sincerely|yours( sincerely| truly| faithfully)?|all the best|greetings from .{2,60}|in (peace|solidarity)),?[.!]?$",
    )
});
static FOOTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(-- ?|—|sent from my .{2,40})$|^_{10,}$"));
static COVERING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(please find|find (below|attached|enclosed)|attached (is|are|you)|herewith|below (is|are|you)|(here|below) (is|are) (the|my|our)|as promised|(many )?thanks (to|for)|thank you|sorry for|apologies for|let (me|us) know|looking forward|feel free|I am (pleased|sending)|we are pleased|pasted below|see below)\b",
    )
});
static ADDRESSING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(I|I'm|I’m|my|you|your|[Pp]lease)\b"));

/// What was learnt from the letter.
#[derive(Default)]
pub struct Letter {
    pub subject: Option<String>,
    /// Sentences of the covering note: the next call may be announced there.
    pub cover: String,
    pub is_mail: bool,
}

/// Takes the letter off its report.
pub fn open(lines: &mut [Line], report: &mut Report) -> Letter {
    let mut letter = Letter::default();
    take_attributions(lines, report, &mut letter);
    unquote(lines, report, &mut letter);
    take_headers(lines, report, &mut letter);
    take_footer(lines, report, &mut letter);
    take_greeting(lines, report, &mut letter);
    take_sign_offs(lines, report, &mut letter);
    letter
}

fn leave_out(line: &mut Line, report: &mut Report, why: &str) {
    let text = line.take();
    report.leave_out(line.number, &text, why);
    // Nothing goes on across the parts of a letter.
    line.cut = false;
}

fn take_attributions(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
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
            for line in &mut lines[start..=index] {
                leave_out(line, report, "introduces the quoted mail");
            }
        }
    }
}

fn quote_follows(lines: &[Line]) -> bool {
    lines.iter().find(|line| !line.is_blank()).is_some_and(|line| line.text.starts_with('>'))
}

/// Takes the quotation marks off; when most of the letter is quoted, the rest is talk about it.
fn unquote(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let quoted = lines.iter().filter(|line| line.text.starts_with('>')).count();
    let filled = lines.iter().filter(|line| !line.is_blank()).count();
    if quoted == 0 {
        return;
    }
    let report_is_quoted = quoted * 2 >= filled;
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

fn take_headers(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
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
            && name.trim_matches('*').eq_ignore_ascii_case("subject")
        {
            letter.subject = Some(value.trim_matches(['*', ' ']).to_owned());
        }
        leave_out(line, report, "a header of the mail");
    }
    length
}

/// The signature below "-- " and what a list adds to each mail.
fn take_footer(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let first = lines.len().saturating_sub(25);
    let found = (first..lines.len()).find(|index| {
        FOOTER.is_match(&lines[*index].text) && lines[..*index].iter().any(|line| !line.is_blank())
    });
    let Some(start) = found else { return };
    let is_signature = lines[start..].iter().all(|line| {
        line.width() < 100 && !matches!(marks::split(&line.text), Some((marks::Mark::Number(_), _)))
    });
    if is_signature {
        letter.is_mail = true;
        for line in &mut lines[start..] {
            leave_out(line, report, "the signature of the mail");
        }
    }
}

fn take_greeting(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let Some(start) = lines.iter().position(|line| !line.is_blank()) else { return };
    let mut at = start;
    if GREETING.is_match(&lines[start].text) && lines[start].text.split(' ').count() <= 9 {
        letter.is_mail = true;
        leave_out(&mut lines[start], report, "a greeting");
        at = start + 1;
    }
    while let Some(block) = next_block(lines, at) {
        let text = lines[block.clone()].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let addresses = letter.is_mail && ADDRESSING.is_match(&text) || COVERING.is_match(&text);
        if !addresses
            || title::names_a_meeting(&lines[block.start].text) && !text.ends_with(['.', ':'])
            || marks::split(&text).is_some()
        {
            break;
        }
        at = block.end;
        take_cover(&mut lines[block], report, letter);
    }
}

fn take_cover(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    for line in lines {
        letter.cover.push_str(&line.text);
        letter.cover.push(' ');
        leave_out(line, report, "words of the covering mail");
    }
}

/// Lines; no greeting, covering note or signature is longer without a blank line.
const LONGEST: usize = 100;

/// The next run of lines that are not blank, cut where it becomes too long.
fn next_block(lines: &[Line], from: usize) -> Option<std::ops::Range<usize>> {
    let start = from + lines.get(from..)?.iter().position(|line| !line.is_blank())?;
    let length = lines[start..].iter().take(LONGEST).take_while(|line| !line.is_blank()).count();
    Some(start..start + length)
}

/// "Kind regards" and the name below it. What stands above the first of two is the covering note.
fn take_sign_offs(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let mut at = 0;
    while at < lines.len() {
        if lines[at].width() > 80 || !SIGN_OFF.is_match(&lines[at].text) {
            at += 1;
            continue;
        }
        let end = signature_end(lines, at);
        let is_early = lines[end..].iter().filter(|line| !line.is_blank()).nth(5).is_some()
            && next_block(lines, end).is_some_and(|block| title::begins_a_report(&lines[block.start].text));
        let is_last = lines[end..].iter().all(Line::is_blank);
        if is_early {
            take_cover(&mut lines[..at], report, letter);
        } else if is_last {
            take_closing_words(lines, at, report, letter);
        }
        if is_early || is_last {
            letter.is_mail = true;
            for line in &mut lines[at..end] {
                leave_out(line, report, "the signature of the mail");
            }
        }
        at = end;
    }
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
                        .all(|line| line.width() < 70 && !super::lines::is_finished(&line.text))
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
    !super::lines::is_finished(&line.text)
        && marks::split(&line.text).is_none()
        && !line.text.starts_with('#')
}

/// "Please let me know of any corrections.", above the sign-off.
fn take_closing_words(lines: &mut [Line], sign_off: usize, report: &mut Report, letter: &mut Letter) {
    let Some(last) = lines[..sign_off].iter().rposition(|line| !line.is_blank()) else { return };
    let start = lines[..last].iter().rposition(Line::is_blank).map_or(0, |blank| blank + 1);
    let text = lines[start..=last].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    if ADDRESSING.is_match(&text) && marks::split(&text).is_none() {
        take_cover(&mut lines[start..=last], report, letter);
    }
}
