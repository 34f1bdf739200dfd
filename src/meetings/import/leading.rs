//! Sentences that say who led the call.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::{self, NAME};
use super::pattern;
use super::presiding::{ACTIVE, AS_ROLE, BY_ROLE, CHAIRED, OPENED, OPENED_BY, OTHER_ACTIVE, PRESIDED};

/// "facilitated by", "chaired and moderated by"; fused words too: "facilitated byAnna Bell".
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<verb>(?:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led|convened|presided over|opened and chaired|guided|steered|conducted|run)(?:\s+(?:and|&)\s+)?)+)\s*(?:jointly\s+|together\s+|this time\s+|once more\s+|again\s+)?(?:and\s+\w+\s+)?by\s*(?P<who>\S.*)$",
    )
});
static OTHER_HALF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:first|second|other|latter|rest|morning|afternoon|evening|early|late|later)(?:\s+(?:call|half|sitting|part|one))?(?:,[^,;.]{1,40},)?,?\s+by\s+(?P<who>\S.*)$",
    )
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_-]*\s*(?P<role>(?:(?:virtual )?(?:meeting |call |session )|who |BPF )?(?:was )?(?:opened and )?(?:in the |on the )?(?:co-?)?(?:facilitat|chair|moderat|host|led|conven|presid|run by|(?:co-?)?ordinator)[\w /-]{0,24}?)(?:\(s\))?[*_]*\s*(?::|\s[–—-]\s)[*_]*\s*(?P<who>\S.*)$",
    )
});
/// "Anna Bell (chair): welcome all", in minutes that keep the turns of the speakers.
static SPEAKS_AS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?\s+)?(?P<who>{NAME})\s*[(\[](?P<role>(?i:(?:co-?)?(?:facilitator|chair|moderator|host)))[)\]]\s*:"
    ))
});
/// What is led there is not the call.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(conference|workshop|pre-?event|panel|survey|study|project|paper|research|proposal|initiative|coalition|session|training|summit|report|chapter|network|campaign|team|subgroup|sub-group|policy)\b",
    )
});
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:annual|MAG|IGF|regional|national)\s+)?(calls?|meetings?|discussions?|conversations?|exchanges?|talks?|gatherings?|chats?|get-together|teleconference|sittings?|two\s+parts|first|second|both|webinar)\b",
    )
});
/// "It was hosted by", "which was led by": who led what stands at the start of the sentence.
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:it|which|this|that|and|both)|^|,)\s*(?:(?:was|were|is|has been|had been)\s+)?(?:also\s+|again\s+|ably\s+|kindly\s+|jointly\s+)*$",
    )
});
/// Most paragraphs speak of nobody who led anything.
pub fn mentions_a_chair(text: &str) -> bool {
    [
        "acilitat",
        "hair",
        "oderat",
        "ost",
        "led",
        "open",
        "welcom",
        "conven",
        "guid",
        "steer",
        "preside",
        "through",
        "ran ",
        "run ",
        "onduct",
        "ordinator",
    ]
    .iter()
    .any(|part| text.contains(part))
}

/// Those who led the call, as they come.
#[derive(Default)]
pub struct Chairs {
    pub facilitators: Vec<String>,
    pub moderators: Vec<String>,
}

impl Chairs {
    fn add(&mut self, role: &str, names: Vec<String>) {
        let role = role.to_lowercase();
        if role.contains("moderat") {
            self.moderators.extend(names.clone());
        }
        if [
            "facilitat",
            "chair",
            "led",
            "host",
            "conven",
            "presid",
            "open",
            "guid",
            "steer",
            "conduct",
            "run",
            "ran",
            "ordinator",
        ]
        .iter()
        .any(|part| role.contains(part))
        {
            self.facilitators.extend(names);
        }
    }

    fn label(&mut self, line: &str) {
        if let Some(found) = LABEL.captures(line) {
            self.add(&found["role"], names::list(&found["who"]));
        }
    }

    /// Adds those whom a sentence names; `early` in the text more words are believed.
    pub fn sentence(&mut self, sentence: &str, early: bool) {
        self.label(sentence);
        if let Some(speaks) = SPEAKS_AS.captures(sentence) {
            self.add(&speaks["role"], names::list(&speaks["who"]));
        }
        let mut found = passive(sentence, early);
        let mut add = |at: usize, role: &str, who: &str| {
            found.push((at, role.to_owned(), names::leading(names::trim_start(who))));
        };
        for role in BY_ROLE.captures_iter(sentence).filter(|_| early) {
            add(start(&role), "facilitator", &role["who"]);
        }
        for opened in OPENED_BY.captures_iter(sentence).filter(|_| early) {
            add(start(&opened), "facilitator", &opened["who"]);
        }
        for active in ACTIVE.captures_iter(sentence) {
            add(start(&active), &active["verb"], &active["who"]);
            let end = active.get(0).map_or(0, |whole| whole.end());
            if let Some(other) =
                OTHER_ACTIVE.captures(&sentence[end..]).filter(|_| active[0].contains("first"))
            {
                add(end, &active["verb"], &other["who"]);
            }
        }
        for opened in OPENED.captures_iter(sentence).filter(|_| early) {
            let who = opened.name("after").or(opened.name("before"));
            let role = opened.name("role").or(opened.name("is")).map_or("", |role| role.as_str());
            let role = if role.to_lowercase().contains("moderat") { "moderator" } else { "facilitator" };
            add(start(&opened), role, who.map_or("", |who| who.as_str()));
        }
        for chaired in CHAIRED.captures_iter(sentence).filter(|_| early) {
            let who = ["by", "in", "is", "done"].iter().find_map(|name| chaired.name(name));
            let role = ["of", "seat", "role", "act"].iter().find_map(|name| chaired.name(name));
            let role = role.map_or("chair", |role| role.as_str());
            let role = if role.to_lowercase().contains("moderat") { "moderator" } else { "chair" };
            add(start(&chaired), role, who.map_or("", |who| who.as_str()));
        }
        for presided in PRESIDED.captures_iter(sentence).filter(|_| early) {
            let role = ["is", "verb", "turns", "turn", "task"]
                .iter()
                .find_map(|name| presided.name(name))
                .map_or("chair", |role| role.as_str());
            add(start(&presided), role, &presided["who"]);
        }
        for acted in AS_ROLE.captures_iter(sentence) {
            let who = acted.name("who").or(acted.name("with"));
            let role = acted
                .name("role")
                .or(acted.name("as"))
                .or(acted.name("doing"))
                .map_or("chair", |role| role.as_str());
            add(start(&acted), role, who.map_or("", |who| who.as_str()));
        }
        found.sort_by_key(|(at, ..)| *at);
        for (_, role, names) in found {
            self.add(&role, names);
        }
    }
}

fn start(found: &Captures) -> usize {
    found.get(0).map_or(0, |whole| whole.start())
}

/// "was facilitated by A and moderated by B": where, in which role, and who.
fn passive(sentence: &str, early: bool) -> Vec<(usize, String, Vec<String>)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(found) = BY.captures(&sentence[from..]) {
        let verb = found["verb"].to_lowercase();
        let at = from + start(&found);
        let who = found.name("who").map_or("", |who| who.as_str());
        let before = &sentence[from..at];
        let is_plain = ["facilitated", "chaired", "moderated"].iter().any(|plain| verb.contains(plain));
        let of_call = leads_call(before, is_plain && early);
        if of_call && (early || is_plain) {
            all.push((at, verb.clone(), names::leading(who)));
            // "… and the second by B"
            for other in OTHER_HALF.captures_iter(who) {
                all.push((at + 1, verb.clone(), names::leading(&other["who"])));
            }
        }
        from = sentence.len() - who.len();
    }
    all
}

/// Is it the call that was led? The nearest noun says so, or for a pronoun the first of the sentence.
fn leads_call(before: &str, else_: bool) -> bool {
    let subject = before.rsplit([';', '.']).next().unwrap_or(before);
    let calls: Vec<usize> = MEETING
        .captures_iter(subject)
        .filter(|found| found.get(0).map(|whole| whole.len()) == found.get(1).map(|noun| noun.len()))
        .map(|found| start(&found))
        .collect();
    let mut others = OTHER.find_iter(subject).map(|found| found.start());
    let (first, nearest) = (others.next(), others.last());
    let nearest = nearest.or(first);
    match (calls.first(), first) {
        (None, None) => else_ || PRONOUN.is_match(subject),
        (None, Some(_)) => false,
        (Some(_), None) => true,
        (Some(call), Some(other)) if PRONOUN.is_match(subject) => *call < other,
        (Some(_), Some(_)) => calls.last().copied() > nearest,
    }
}
