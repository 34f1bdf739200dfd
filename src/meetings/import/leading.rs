//! Sentences that say who led the call.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::{self, NAME, PEOPLE};
use super::pattern;

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
/// "Under the chairmanship of A", "with A in the chair", "the chair was A", "in the chair: A".
static CHAIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:under|with) the (?P<of>(?:co-?)?(?:chairmanship|chairpersonship|chair|leadership|guidance|facilitation|moderation|direction) )of (?P<by>\S.*)$|\b(?:in|from) the (?P<seat>chair)\s*(?::|was|were|sat)\s+(?P<in>\S.*)$|\bthe (?P<role>(?:co-?)?(?:facilitator|chair|moderator|host)s?) (?:(?:of|for|on) (?:the|this) (?:call|meeting) )?(?:was|were) (?P<is>\S.*)$|\b(?P<act>(?:co-?)?(?:chairing|facilitating|moderating|hosting)) (?:the|this) (?:call|meeting)\s*(?::|was|were)\s+(?P<done>\S.*)$",
    )
});
/// "A took the chair", "A presided", "A was in the chair", "A led us through the agenda".
static PRESIDED: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    pattern(&format!(
        r"(?P<who>{people})(?:\s*\([^)]*\))?,?\s+(?:who\s+|jointly\s+|again\s+)*(?:(?:took|had|held|shared|were in|was in|sat in)\s+the\s+chair|presided|took\s+turns\s+(?:in|as|at)\s+(?:the\s+)?(?P<turns>chair\w*|moderat\w*|facilitat\w*|host\w*)|(?:shared|took\s+(?:on|over)|took\s+care\s+of|was\s+in\s+charge\s+of|were\s+in\s+charge\s+of)\s+the\s+(?P<task>chairing|chairmanship|moderation|facilitation)|took\s+turns\s+(?P<turn>chairing|moderating|facilitating|hosting)|(?:was|were)\s+(?:the\s+|our\s+)?(?P<is>(?:co-?)?(?:facilitator|chair|moderator|host)s?)\b|(?P<verb>(?:co-?)?(?:facilitated|chaired|moderated|hosted))(?:\s+(?:jointly|together|in turn|again|alone))?\s*(?:$|[.,;]|and\b)|(?:led|guided|steered|took|walked)\s+(?:us\s+|the group\s+|everybody\s+|participants\s+)?through\s+the\s+(?:call|meeting|agenda|hour))"
    ))
});
/// "A and B co-chaired the call", "Anna Bell, who facilitated the second half".
static ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    pattern(&format!(
        r"(?P<who>{people})(?:\s*\([^)]*\)|,\s+(?:who|with|together with|assisted by|supported by)\s+[^,.;]{{3,80}},)?,?\s+(?:(?:who|jointly|also|then|both|again|ably|kindly|together)\s+)*(?:(?:opened|started|introduced|prepared|organi[sz]ed|convened|kicked off)\s+and\s+)?(?P<verb>(?:co-?)?(?:facilitated|chaired|moderated|hosted|led|ran|conducted|convened|presided over|guided|steered))\s+(?:(?:and\s+\w+\s+)?(?:the|this|our|both)\s+(?:\w+\s+)?(?:calls?|meetings?|discussions?|conversation|sittings?|half|part|first|second)\b|(?:it|us)\b)"
    ))
});
/// "…, and Tom Ray the second", behind "Anna Bell facilitated the first call".
static OTHER_ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^[^.;]{{0,20}}[,;]?\s+(?:and|while|whereas)\s+(?P<who>{NAME})\s+(?:did\s+|led\s+|took\s+)?(?:the\s+)?(?:second|other|latter)\b"
    ))
});
/// "(BPF) co-facilitator Anna Bell opened the meeting", "Anna Bell (co-facilitator) welcomed".
static OPENED: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    let verb = r"(?:\s+(?:then|also|formally|kindly|jointly|both))*\s+(?:opened|welcomed|gave (?:the|a) welcome|started|began|kicked off|greeted|introduced the (?:call|meeting)|chaired|led the (?:call|meeting)|called the (?:call|meeting) to order)\b";
    let role = r"(?:co-?)?(?:facilitators?|chairs?|chair(?:man|woman|person)s?|moderators?|conven[eo]rs?)";
    pattern(&format!(
        r"(?:\b(?P<role>(?i:{role}|the (?:co-?)?co-?ordinators?))(?:\s+(?:of|for)\s+(?:the\s+)?[\w ]{{2,40}})?,?\s+(?P<after>{people})(?:\s*\([^)]*\)|,\s+who\s+[^,.;]{{3,80}},)?,?{verb})|(?:(?P<before>{NAME}(?:\s+and\s+{NAME})?)(?:\s*\(|,\s+)(?:the\s+)?(?:[\w/]+\s+){{0,3}}?(?P<is>(?i:{role}|(?:co-?)?co-?ordinators?))\b[^).]{{0,40}}[),]+{verb})"
    ))
});
/// "Opened by the two co-facilitators, Anna Bell and Tom Ray".
static BY_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bby\s+(?:the\s+|its\s+|our\s+)(?:two\s+|three\s+|BPF\s+|BPF's\s+)*(?i:(?:co-?)?(?:facilitators?|chairs?)),?\s+(?P<who>\p{Lu}.*)$",
    )
});
/// "Opened by Anna Bell, co-facilitator of the forum".
static OPENED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:opened|introduced|started) by (?P<who>{NAME}(?:\s+and\s+{NAME})?)(?:\s*\(|,\s+)(?:the\s+)?(?:[\w/]+\s+){{0,3}}?(?i:(?:co-?)?(?:facilitators?|chairs?|chairperson))\b"
    ))
});
static AS_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    let role = r"(?:the\s+|an?\s+|its\s+|our\s+|joint\s+)*(?i:(?:co-?)?(?:facilitator|chair(?:man|woman|person)?|moderator|host))s?";
    pattern(&format!(
        r"(?P<who>{people})\s+(?:(?:both|jointly|again|kindly|also|who)\s+)*(?:acted|served|was acting|were acting|functioned|stepped in|stood in|officiated)\s+(?:together\s+|jointly\s+|again\s+)?as\s+(?P<role>{role})\b|\b(?i:with|had)\s+(?P<with>{people})\s+(?:as\s+(?P<as>{role})\b|(?P<doing>chairing|moderating|facilitating|hosting|presiding)\b|in the chair)"
    ))
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
        r"(?i)\b(?:(?:annual|MAG|IGF|regional|national)\s+)?(calls?|meetings?|discussions?|conversations?|exchanges?|talks?|gatherings?|chats?|get-together|teleconference|sittings?|first|second|both|webinar)\b",
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
