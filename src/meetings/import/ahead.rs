//! Does a sentence speak of the next call? It has many names, and many verbs bring people together again.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{dates, pattern};

/// A next call, by whatever noun it is called.
static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<which>next|following|follow-?\s?up|upcoming|subsequent|another|planning|further|one\s+more|(?:one\s+)?last|final|new|coming|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?P<between>(?:[\w/-]+\s+){0,3}?)(?:calls?|meetings?|sitting|conversation|teleconference|webinar|gathering|get-together|catch-up)\b(?P<rest>.*)|\b(?:a|the|our|its|their)\s+(?:next|further|follow-?\s?up|second)\s+(?:\w+\s+)?(?:talk|discussion|exchange|round)\b|\ba\s+(?:separate\s+|short\s+|virtual\s+)?(?:call|meeting)\s+(?:to|for)\s+(?:plan|prepare|the\s+(?:planning|preparation)|planning|preparing)\b|\bnext\s+(?:time|one|date)\b|\bfollowing\s+one\s+(?:will|shall|is|would|could|may)\b|\b(?:possible|proposed|candidate|suggested|tentative)\s+(?:\w+\s+)?dates?\b.*\b(?:call|meeting)\b|\b(?:calls?|meetings?|conversations?|discussions?|talks|exchange|group|forum)\b.{0,40}\b(?:be\s+)?(?:resumed?|taken\s+up\s+again|picked\s+up\s+again)\b",
    )
});
/// The group comes together again, by whatever verb it does.
static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^next\s*:\s+(?:on\s+)?(?:\p{L}+day,?\s+)?\d{1,2}\s+\p{L}|\b(?:reconvenes?|reassembles?)\b|\bbe\s+convened\s+again\b|\b(?:meets?|talks?|speaks?|convenes?|gathers?|assembles?|confers?|comes?\s+(?:back\s+)?together|gets?\s+(?:back\s+)?together|sits?\s+(?:down|together)|be\s+(?:held|on\s+the\s+line)|(?:see|hear|call|meet)\s+(?:each\s+other|one\s+another))\s+(?:(?:online|virtually|by\s+phone|all|together|on\s+the\s+line)\s+)?(?:(?:once\s+)?again|once\s+more|one\s+more\s+time|anew|next|a\s+(?:second|third|further)\s+time)\b",
    )
});
static OTHER_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(MAG|council|committee|ministers?|parliament|board|assembly|commission)\b[^,]*$")
});
/// "That the OEWG would": a body with a short name.
static OTHER_BODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b[Tt]he\s+(?:[A-Z]{4,}|[AC-Z][A-Z]{2,}|B[A-OQ-Z][A-Z]+)\s+(?:will|would|is\s+to|shall)\s*$")
});
/// With "second" or "new" a call lies ahead only if the sentence says so.
static FIRMLY_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(will|shall|to be|planned|scheduled|foreseen|expected|envisaged|due|arranged|set for|takes? place|is (?:on|held|fixed|set)|meets? on|follows? on)\b",
    )
});
static OTHER_MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(MAG|annual|IGF|face-to-face|in-person|regional|national|plenary|consultations?|main|council|for)\b",
    )
});
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(will|would|shall|to be|is|are|planned|scheduled|foreseen|expects?|expected|agreed|proposed|could|may|might|should|tentatively|possible|set|fixed for|has been fixed|going to|depends?|intends?|plans?|hopes?|aims?|takes place|due|follows?|comes?|TBC|TBD|be\s+(?:held|on|scheduled|convened|organi[sz]ed))\b|:(?:\s|$)",
    )
});
/// "Next meeting on 3 July", "Next call in two weeks".
static IN_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\W*(?:the\s+|our\s+)?next\s+(?:[\w-]+\s+){0,2}?(?:call|meeting|conversation)\s+(?:on|in|around|about)\s",
    )
});
/// "Before the next call, somebody is to …" says nothing of its day.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:^|\s)(?:before|until|till|by|ahead of|at|in|to|during)(?:\s+(?:the|our|its))?\s*$")
});

/// Could a paragraph speak of the next call at all?
pub fn is_near(text: &str) -> bool {
    NEXT.is_match(text) || AGAIN.is_match(text)
}

/// Does the sentence speak of the group's next call, and not of another's or of one that is over?
pub fn speaks_of_next(sentence: &str) -> bool {
    if NO_CALL.is_match(sentence) {
        return false;
    }
    let again = AGAIN.find(sentence).is_some_and(|found| {
        let before = &sentence[..found.start()];
        !OTHER_GROUP.is_match(before) && !before.contains("which took place") && !OTHER_BODY.is_match(before)
    });
    again || NEXT.captures_iter(sentence).any(|found| names_next(sentence, &found))
}

/// "No call of the group is planned before then."
static NO_CALL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bno\s+(?:further\s+|other\s+|new\s+|more\s+)?(?:calls?|meetings?)\b"));
/// "There will be no", "will not be": none is ahead.
static NO_NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:no|not be|not have|never be)\s*(?:any)?\s*$"));

fn names_next(sentence: &str, found: &Captures) -> bool {
    let part = |name: &str| found.name(name).map_or("", |words| words.as_str());
    let rest = part("rest").trim_start();
    let for_input =
        rest.starts_with("for ") && !rest.starts_with("for the week") && dates::find(rest).is_empty()
            || rest.starts_with("for input")
            || rest.starts_with("for contributions");
    let vague = [
        "last", "one last", "final", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth", "new", "coming",
    ]
    .contains(&part("which").to_lowercase().as_str());
    let ahead = if vague {
        FIRMLY_AHEAD.is_match(sentence)
    } else {
        AHEAD.is_match(sentence) || IN_SHORT.is_match(sentence)
    };
    let before = &sentence[..found.get(0).map_or(0, |whole| whole.start())];
    let none = NO_NEXT.is_match(before);
    let aside = ASIDE.is_match(before) && dates::find(sentence).is_empty();
    !OTHER_MEETING.is_match(part("between")) && !for_input && ahead && !aside && !none
}
