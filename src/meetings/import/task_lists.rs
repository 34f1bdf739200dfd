//! Lists of tasks: what announces one, and which of its items is a task.

use std::sync::LazyLock;

use regex::Regex;

use super::commitments::{NEXT_CALL, SUGGESTED};
use super::headings::{self, Section};
use super::items::owners;
use super::owners::People;
use super::{absent, fields, names, pattern, sentences};

/// "The following action points were written down:"
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(action (?:items?|points?)|actions|tasks?|next steps|to[- ]?do|commitments|follow-?ups?|points were written down|volunteered|came forward|stepped forward|signed up|agreed to take)\b[^.]*:$",
    )
});

/// "The following was agreed:", "The group agreed as follows:", "It was decided to:".
static AGREED: LazyLock<Regex> = LazyLock::new(|| {
    const DEED: &str = r"(?:agreed|decided|resolved|concluded|settled)";
    pattern(&format!(
        r"(?i)\bfollowing(?:\s+(?:points?|steps?|measures?|things?|work))?\s+(?:was|were|is|are|has been|have been)\s+(?:\w+\s+)?{DEED}(?:\s+(?:up)?on)?(?:\s+(?:by|at|during|in)\b[^.:]{{1,40}})?\s*:$|\b{DEED}\s+(?:(?:up)?on\s+|to\s+)?(?:as follows|the following(?:\s+(?:points?|steps?|measures?|things?|actions?))?|these\s+(?:points|steps|measures|things)|to)\s*:$|^(?:it|this|the following|what)\s+was\s+(?:\w+\s+)?{DEED}\s*:$|^{DEED}\s*:$"
    ))
});

/// "The forum will": what the group as a whole, or one of its papers and meetings, is to do.
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:The|Our|This)\s+(?:\w+\s+)?(?:(?P<group>BPF|group|forum|Forum|Best Practice Forum)|draft|document|questionnaire|session|call|meeting)\b",
    )
});

/// Who, what, whether: the items of a list of questions.
static QUESTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:who|whom|whose|what|which|why|whether|how)\b|\?[”\x22’')]*$"));

/// Does the sentence above a list say that tasks stand in it?
pub fn is_announced(lead: &str) -> bool {
    ANNOUNCED.is_match(lead) || AGREED.is_match(lead)
}

/// Does an item announce examples below it?
pub fn gives_examples(item: &str) -> bool {
    static EXAMPLES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:such as|like|for (?:example|instance)|e\.g\.|i\.e\.|namely|including|among them|among others)\s*[,:]?$",
        )
    });
    EXAMPLES.is_match(item.trim_end())
}

/// An item without the box that somebody ticked.
pub fn without_tick(item: &str) -> &str {
    ["[x] ", "[X] ", "[ ] ", "[] ", "[✓] ", "[✔] ", "[-] "]
        .iter()
        .find_map(|tick| item.strip_prefix(tick))
        .map_or(item, str::trim_start)
}

/// A paragraph of its own that reads like the item of a list.
pub fn is_item(text: &str, numbered: bool, strict: bool, people: &People) -> bool {
    static WRITTEN_BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:the )?(?:minutes|notes|report|summary|record)s? )?(?:were |was )?(?:taken|written|prepared|drafted|compiled|recorded|submitted) (?:down )?by\b",
        )
    });
    if WRITTEN_BY.is_match(text) {
        return false;
    }
    let short = text.chars().count() < 240 && sentences::split(text).len() == 1 && !text.ends_with(':');
    let owned = !owners(text, people).is_empty();
    let told = text.contains(" was ")
        || text.contains(" were ")
        || text.contains(" is ")
        || text.contains(" will be ");
    short
        && !absent::is_told(text)
        && is_task(text, people)
        && (owned || strict && !told || numbered && is_work_of_group(text))
}

/// The next call, the plan of the whole group, questions and what was only suggested are no tasks.
pub fn is_task(text: &str, people: &People) -> bool {
    let owned = !owners(text, people).is_empty();
    let suggested = SUGGESTED.find(text).is_some_and(|found| {
        text[..found.start()].split(' ').count() < 5 && !found.as_str().eq_ignore_ascii_case("propose")
    }) && text.starts_with("It ");
    let plan = PLAN.is_match(text) && text.contains(" will ") && !is_work_of_group(text);
    // What was struck out is done or given up.
    !text.starts_with("~~")
        && !is_particular(text, people)
        && (owned || !(names_next_call(text) || plan || suggested || QUESTION.is_match(text)))
}

/// "Recording: none", "Status: approved by mail": a label of the meeting's particulars and what it labels.
fn is_particular(text: &str, people: &People) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:status|approved|approval|adopted|version|attachments?|annex(?:es)?|documents?|links?|sources?|distribution|present|language|quorum|minutes(?: taken| by)?|notes(?: taken| by)?|secretary|apologies|regrets|copies|slides|transcript|chat|registration)$",
        )
    });
    static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:none|no|n/?a|nil|nothing|not (?:applicable|available|recorded|yet available|made)|to follow|tbc|tbd|[–—-])\b?[.;]?(?:\s*[(\[,].*)?$",
        )
    });
    let Some((label, value)) = text.split_once(':') else { return false };
    let (label, value) = (label.trim_matches(['*', '_', ' ']), value.trim_matches(['*', '_', ' ']));
    let announces = matches!(
        headings::section(label),
        Section::Recordings | Section::Participants | Section::Agenda | Section::NextCall
    );
    let is_label = announces || LABEL.is_match(label) || fields::read(text).is_some();
    let is_owner = people.knows(label) || names::is_person(label) && label.contains(' ');
    let denies = ["no ", "not ", "none", "without "].iter().any(|word| value.starts_with(word));
    is_label && denies
        || !is_owner && (is_label && !value.starts_with(char::is_lowercase) || NOTHING.is_match(value))
        || is_label && NOTHING.is_match(value)
}

/// "The next call will be in June", but not "Find a day for the next call".
fn names_next_call(text: &str) -> bool {
    const LEADS: [&str; 9] = ["for", "before", "at", "until", "till", "by", "to", "during", "in"];
    NEXT_CALL.find(text).is_some_and(|found| {
        let mut before = text[..found.start()].split_whitespace().rev().map(str::to_lowercase);
        let word = before.find(|word| !["the", "our", "its", "this"].contains(&word.as_str()));
        !word.is_some_and(|word| LEADS.contains(&word.as_str()))
    })
}

/// "The forum will hold a webinar": a piece of work, even if nobody is named, and not what the group is about.
fn is_work_of_group(text: &str) -> bool {
    static WILL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bwill\s+(?:also\s+|then\s+)?(?P<verb>[\w-]+)"));
    const STATES: &str = "be continue focus remain meet reconvene look have take start begin end close open last consist cover \
        address concentrate serve form become include contain stay run need not gather convene talk speak discuss";
    let by_group = PLAN.captures(text).is_some_and(|plan| plan.name("group").is_some());
    let works =
        WILL.captures(text).is_some_and(|will| STATES.split_whitespace().all(|state| state != &will["verb"]));
    by_group && works && !names_next_call(text)
}

#[cfg(test)]
mod tests {
    use super::super::Report;
    use super::*;

    #[test]
    fn what_was_agreed_announces_tasks() {
        for lead in [
            "The following was agreed:",
            "The following steps were agreed upon by the group:",
            "The group agreed as follows:",
            "Participants agreed on the following:",
            "It was decided to:",
            "It was agreed:",
            "The following people came forward:",
            "Action items:",
        ] {
            assert!(is_announced(lead), "{lead}");
        }
        for lead in [
            "It was agreed that the report has three parts:",
            "The group agreed on the following definition:",
            "For each of them the BPF would like to know:",
            "The following was said:",
        ] {
            assert!(!is_announced(lead), "{lead}");
        }
    }

    #[test]
    fn questions_and_the_next_call_are_no_tasks() {
        let people = People::of(&Report::default());
        for item in [
            "Set up a poll for the next meeting",
            "Slides before the next call",
            "The BPF will hold a webinar in May",
            "Recording: to be cut by the end of May",
            "Anna Bell: none of the annexes is to be printed",
        ] {
            assert!(is_task(item, &people), "{item}");
        }
        for item in [
            "who has taken steps, and which",
            "whether anybody has tried",
            "Is it worth it?",
            "The next call is in June",
            "Date of the next meeting: 5 June",
            "The BPF will focus on norms",
            "The draft will change",
            "Recording: none (technical reasons)",
            "Recording: not made this time",
            "Status: Approved by mail",
            "Attachments: none",
            "Date: 5 June 2018",
        ] {
            assert!(!is_task(item, &people), "{item}");
        }
    }
}
