//! The letter around a report: what is around the report is taken off from the outside in, and its greeting and covering
//! note are read here.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::{Report, dates, envelope, head_lines, marks, pattern, quotes, signatures, title};

static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(dear|hi|hello|hey|greetings|good (morning|afternoon|evening|day))\b[^.:;]{0,60}[,!.:;–-]?|(?:colleagues|all|friends|everyone|everybody|folks)[,!])$",
    )
});
/// "The forum met on 5 June", in the first person: the report begins here.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:met|(?:was|were) (?:held|split)|took place|held its|(?:which|that) (?:I|we) (?:led|chaired|facilitated))\b",
    )
});
/// "Dear colleagues, this is the summary of our call."
static GREETING_AND_MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:dear|hi|hello|hey)\s+\p{L}[^,.:;]{1,40}[,!]\s+\S"));
static COVERING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(please find|find (below|attached|enclosed)|attached (is|are|you)|herewith|below (is|are|you)|(here|below) (is|are) (the|my|our)|as promised|(many )?thanks (to|for)|thank you|sorry for|apologies for|let (me|us) know|looking forward|feel free|I am (pleased|sending)|we are pleased|pasted below|see below)\b",
    )
});
/// Words with which a letter turns to its readers.
pub static ADDRESSING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(I|I'm|I’m|my|you|your|[Pp]lease)\b"));

/// What was learnt from the letter.
#[derive(Default)]
pub struct Letter {
    /// What it is about; of a memorandum, whose title says that, to whom it goes.
    pub subject: Option<String>,
    /// Sentences of the covering note: the next call may be announced there.
    pub cover: String,
    pub is_mail: bool,
    /// Who wrote it, as its header says, or the line that introduces it as quoted.
    pub sender: Option<String>,
    /// Who wrote the mail that is quoted.
    pub quoted: Option<String>,
    /// The name below the closing words.
    pub signed: Option<String>,
}

/// Takes the letter off its report.
pub fn open(lines: &mut [Line], report: &mut Report) -> Letter {
    let mut letter = Letter::default();
    quotes::strip_outer(lines);
    quotes::take_attributions(lines, report, &mut letter);
    quotes::strip(lines, report, &mut letter);
    envelope::take(lines, report, &mut letter);
    signatures::take_footer(lines, report, &mut letter);
    take_greeting(lines, report, &mut letter);
    signatures::take_sign_offs(lines, report, &mut letter);
    signatures::take_bare_name(lines, report, &mut letter);
    letter
}

/// Leaves a line of the letter out.
pub fn leave_out(line: &mut Line, report: &mut Report, why: &str) {
    let text = line.take();
    report.leave_out(line.number, &text, why);
    // Nothing goes on across the parts of a letter.
    line.cut = false;
}

fn take_greeting(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    let Some(start) = lines.iter().position(|line| !line.is_blank()) else { return };
    let mut at = start;
    if GREETING.is_match(&lines[start].text) && lines[start].text.split(' ').count() <= 9 {
        letter.is_mail = true;
        leave_out(&mut lines[start], report, "a greeting");
        at = start + 1;
    }
    if let Some(block) =
        next_block(lines, at).filter(|block| GREETING_AND_MORE.is_match(&lines[block.start].text))
    {
        letter.is_mail = true;
        at = block.end;
        take_cover(&mut lines[block], report, letter);
    }
    while let Some(block) = next_block(lines, at) {
        let text = lines[block.clone()].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let addresses = letter.is_mail && ADDRESSING.is_match(&text) || COVERING.is_match(&text);
        let tells = TELLS.is_match(&text) && !COVERING.is_match(&text) && !dates::find(&text).is_empty();
        if !addresses
            || tells
            || title::names_a_meeting(&lines[block.start].text)
                && !text.ends_with(['.', ':'])
                && !title::is_sentence(&lines[block.start].text)
            || marks::split(&text).is_some()
        {
            break;
        }
        at = block.end;
        take_cover(&mut lines[block], report, letter);
    }
    take_name(lines, at, report, letter);
}

/// The writer's name alone may end the covering note.
fn take_name(lines: &mut [Line], at: usize, report: &mut Report, letter: &Letter) {
    let Some(block) = next_block(lines, at).filter(|block| block.len() == 1 && !letter.cover.is_empty())
    else {
        return;
    };
    let line = &mut lines[block.start];
    let first = line.text.trim_start_matches(['-', '–', '—', ' ']).trim_end_matches(['.', ',']);
    let is_sender = !first.is_empty() && letter.sender.as_ref().is_some_and(|sender| sender.contains(first));
    if is_sender || letter.sender.is_none() && head_lines::is_person(first) && !title::names_a_meeting(first)
    {
        leave_out(line, report, "the signature of the mail");
    }
}

/// Leaves lines of the covering note out, and remembers what they say.
pub fn take_cover(lines: &mut [Line], report: &mut Report, letter: &mut Letter) {
    for line in lines {
        letter.cover.push_str(&line.text);
        letter.cover.push(' ');
        leave_out(line, report, "words of the covering mail");
    }
}

/// Lines; no greeting, covering note or signature is longer without a blank line.
const LONGEST: usize = 100;

/// The next run of lines that are not blank, cut where it becomes too long.
pub fn next_block(lines: &[Line], from: usize) -> Option<Range<usize>> {
    let start = from + lines.get(from..)?.iter().position(|line| !line.is_blank())?;
    let length = lines[start..].iter().take(LONGEST).take_while(|line| !line.is_blank()).count();
    Some(start..start + length)
}
