//! The words with which reports say who opened, chaired or moderated a call, beside "it was chaired by".

use std::sync::LazyLock;

use regex::Regex;

use super::names::{NAME, PEOPLE};
use super::pattern;

/// "Under the chairmanship of A", "with A in the chair", "the chair was A", "in the chair: A".
pub static CHAIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:under|with) the (?P<of>(?:co-?)?(?:chairmanship|chairpersonship|chair|leadership|guidance|facilitation|moderation|direction) )of (?P<by>\S.*)$|\b(?:in|from) the (?P<seat>chair)\s*(?::|was|were|sat)\s+(?P<in>\S.*)$|\bthe (?P<role>(?:co-?)?(?:facilitator|chair|moderator|host)s?) (?:(?:of|for|on) (?:the|this) (?:call|meeting) )?(?:was|were) (?P<is>\S.*)$|\b(?P<act>(?:co-?)?(?:chairing|facilitating|moderating|hosting)) (?:the|this) (?:call|meeting)\s*(?::|was|were)\s+(?P<done>\S.*)$",
    )
});
/// "A took the chair", "A presided", "A was in the chair", "A led us through the agenda".
pub static PRESIDED: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    pattern(&format!(
        r"(?P<who>{people})(?:\s*\([^)]*\))?,?\s+(?:who\s+|jointly\s+|again\s+)*(?:(?:took|had|held|shared|were in|was in|sat in)\s+the\s+chair|presided|took\s+turns\s+(?:in|as|at)\s+(?:the\s+)?(?P<turns>chair\w*|moderat\w*|facilitat\w*|host\w*)|(?:shared|took\s+(?:on|over)|took\s+care\s+of|was\s+in\s+charge\s+of|were\s+in\s+charge\s+of)\s+the\s+(?P<task>chairing|chairmanship|moderation|facilitation)|took\s+turns\s+(?P<turn>chairing|moderating|facilitating|hosting)|(?:was|were)\s+(?:the\s+|our\s+)?(?P<is>(?:co-?)?(?:facilitator|chair|moderator|host)s?)\b|(?P<verb>(?:co-?)?(?:facilitated|chaired|moderated|hosted))(?:\s+(?:jointly|together|in turn|again|alone))?\s*(?:$|[.,;]|and\b)|(?:led|guided|steered|took|walked)\s+(?:us\s+|the group\s+|everybody\s+|participants\s+)?through\s+the\s+(?:call|meeting|agenda|hour))"
    ))
});
/// "A and B co-chaired the call", "Anna Bell, who facilitated the second half".
pub static ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    pattern(&format!(
        r"(?P<who>{people})(?:\s*\([^)]*\)|,\s+(?:who|with|together with|assisted by|supported by)\s+[^,.;]{{3,80}},)?,?\s+(?:(?:who|jointly|also|then|both|again|ably|kindly|together)\s+)*(?:(?:opened|started|introduced|prepared|organi[sz]ed|convened|kicked off)\s+and\s+)?(?P<verb>(?:co-?)?(?:facilitated|chaired|moderated|hosted|led|ran|conducted|convened|presided over|guided|steered))\s+(?:(?:and\s+\w+\s+)?(?:the|this|our|both)\s+(?:\w+\s+)?(?:calls?|meetings?|discussions?|conversation|sittings?|half|part|first|second)\b|(?:it|us)\b)"
    ))
});
/// "…, and Tom Ray the second", behind "Anna Bell facilitated the first call".
pub static OTHER_ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^[^.;]{{0,20}}[,;]?\s+(?:and|while|whereas)\s+(?P<who>{NAME})\s+(?:did\s+|led\s+|took\s+)?(?:the\s+)?(?:second|other|latter)\b"
    ))
});
/// "(BPF) co-facilitator Anna Bell opened the meeting", "Anna Bell (co-facilitator) welcomed".
pub static OPENED: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    let verb = r"(?:\s+(?:then|also|formally|kindly|jointly|both))*\s+(?:opened|welcomed|gave (?:the|a) welcome|started|began|kicked off|greeted|introduced the (?:call|meeting)|chaired|led the (?:call|meeting)|called the (?:call|meeting) to order)\b";
    let role = r"(?:co-?)?(?:facilitators?|chairs?|chair(?:man|woman|person)s?|moderators?|conven[eo]rs?)";
    pattern(&format!(
        r"(?:\b(?P<role>(?i:{role}|the (?:co-?)?co-?ordinators?))(?:\s+(?:of|for)\s+(?:the\s+)?[\w ]{{2,40}})?,?\s+(?P<after>{people})(?:\s*\([^)]*\)|,\s+who\s+[^,.;]{{3,80}},)?,?{verb})|(?:(?P<before>{NAME}(?:\s+and\s+{NAME})?)(?:\s*\(|,\s+)(?:the\s+)?(?:[\w/]+\s+){{0,3}}?(?P<is>(?i:{role}|(?:co-?)?co-?ordinators?))\b[^).]{{0,40}}[),]+{verb})"
    ))
});
/// "Anna Bell welcomed participants to the second call": whoever does that leads it, where nobody else is said to.
pub static WELCOMED: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    pattern(&format!(
        r"(?P<who>{people})(?:\s*\([^)]*\)|,\s+[^,.;]{{3,60}},)?\s+(?:(?:jointly|warmly|then|both)\s+)*(?:opened|started|began|welcomed\s+(?:(?:all|the|everybody|everyone|participants|members|colleagues|those\s+present|newcomers|attendees)\s+)+to)\s+(?:the|this)\s+(?:[\w-]+\s+){{0,4}}?(?:call|meeting)\b"
    ))
});
/// "Opened by the two co-facilitators, Anna Bell and Tom Ray".
pub static BY_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bby\s+(?:the\s+|its\s+|our\s+)(?:two\s+|three\s+|BPF\s+|BPF's\s+)*(?i:(?:co-?)?(?:facilitators?|chairs?)),?\s+(?P<who>\p{Lu}.*)$",
    )
});
/// "Opened by Anna Bell, co-facilitator of the forum".
pub static OPENED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:opened|introduced|started) by (?P<who>{NAME}(?:\s+and\s+{NAME})?)(?:\s*\(|,\s+)(?:the\s+)?(?:[\w/]+\s+){{0,3}}?(?i:(?:co-?)?(?:facilitators?|chairs?|chairperson))\b"
    ))
});
pub static AS_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    let people = PEOPLE.as_str();
    let role = r"(?:the\s+|an?\s+|its\s+|our\s+|joint\s+)*(?i:(?:co-?)?(?:facilitator|chair(?:man|woman|person)?|moderator|host))s?";
    pattern(&format!(
        r"(?P<who>{people})\s+(?:(?:both|jointly|again|kindly|also|who)\s+)*(?:acted|served|was acting|were acting|functioned|stepped in|stood in|officiated)\s+(?:together\s+|jointly\s+|again\s+)?as\s+(?P<role>{role})\b|\b(?i:with|had)\s+(?P<with>{people})\s+(?:as\s+(?P<as>{role})\b|(?P<doing>chairing|moderating|facilitating|hosting|presiding)\b|in the chair)"
    ))
});
