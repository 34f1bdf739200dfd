//! Commitments whose owner does not stand right before the verb: "…, and promised to send it", "She agreed to write".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::commitments::{NEXT_CALL, SUGGESTED, with_same_verb};
use super::names::NAME;
use super::owners::People;
use super::speakers::{self, Speaker, Subject};
use super::verbs::{COMMITS, is_firm, is_task};
use super::{pattern, reported};

/// "…, and promised to send it": who does so stands at the beginning of the sentence.
static AND_THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:[,;]?\s+(?:and|but)|,|;(?:\s+(?P<clause>s?he|they)))(?:\s+(?P<pronoun>s?he|they))?\s+{COMMITS}"
    ))
});
/// "… said that it is late, and that she would ask": a promise behind another thing that was said.
static AND_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r",?\s+(?:and|but)\s+that\s+(?P<pronoun>s?he|they)\s+(?P<verb>would|will)\s+(?:also\s+|then\s+)?(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?",
    )
});
/// A clause about others stands between.
static OTHER_CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"[,;]\s+(?:and\s+|but\s+|while\s+|whereas\s+)?(?:(?:the|an?|it|they|we|he|she|this|that|these|those|some|many|several|participants|members|others|everybody|nobody|all|most|one)\b|{NAME}\s+\p{{Ll}}+(?:ed|s)?\b)|\s+(?:and|but|while|whereas)\s+(?:the|it|they|we|this|that|these|those|others|everybody|nobody)\b"
    ))
});

/// "Anna Bell's offer to write was accepted".
static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<who>{NAME})\s+(?:kind\s+|generous\s+)?(?:offer|promise|commitment)\s+to\s+\p{{Ll}}+"
    ))
});

/// "She agreed to write", at the beginning of a sentence.
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?:[^,.;:]{{1,40}},\s+)?(?P<who>[Hh]e|[Ss]he|[Tt]hey)\s+{COMMITS}"))
});

/// "He'll write".
static IN_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<who>He|She|They)(?P<verb>['’]ll)\s+(?:also\s+|then\s+)?(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?",
    )
});

/// "It was agreed that she would write".
static AGREED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<verb>agreed|decided)\s+that\s+(?P<who>s?he|they)\s+(?:would|will|should)\s+(?:also\s+|then\s+)?(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?",
    )
});

/// Those who took the work upon themselves.
pub fn owners(sentence: &str, speaker: &Speaker, people: &People) -> Option<Vec<String>> {
    by_same_subject(sentence, people)
        .or_else(|| by_pronoun(sentence, speaker))
        .or_else(|| by_offer(sentence, people))
}

/// "Anna Bell drew attention to a page and offered to share it".
fn by_same_subject(sentence: &str, people: &People) -> Option<Vec<String>> {
    let subject = speakers::subject(sentence, people)?;
    let clauses = AND_THEN.captures_iter(subject.told).chain(AND_THAT.captures_iter(subject.told));
    let found = clauses.into_iter().find(|found| {
        is_task(found, is_firm(&found["verb"]) && &found["verb"] != "would")
            && is_meant(found, &subject, people)
            && !reported::is_earlier(subject.told, found)
    })?;
    let before = &subject.told[..found.get(0).map_or(0, |whole| whole.start())];
    // "Anna Bell proposed a table, and was asked to make one."
    let thought_of =
        SUGGESTED.is_match(before) && (!before.starts_with("proposed ") || before.contains(" that "));
    let of_others = OTHER_CLAUSE.is_match(before) || thought_of;
    if of_others || found["verb"].starts_with("is") || found["verb"].starts_with("are") {
        return None;
    }
    let end = found.get(0).map_or(0, |whole| whole.end());
    let others = with_same_verb(&subject.told[end..], people);
    Some(subject.owners.into_iter().chain(others).collect())
}

/// A pronoun means those of whom the sentence speaks if it agrees with them and nobody else is named before it.
fn is_meant(found: &Captures, subject: &Subject, people: &People) -> bool {
    let Some(pronoun) = found.name("pronoun").or(found.name("clause")) else { return true };
    let one = pronoun.as_str() != "they";
    one == (subject.owners.len() == 1) && !speakers::names_people(&subject.told[..pronoun.start()], people)
}

fn by_pronoun(sentence: &str, speaker: &Speaker) -> Option<Vec<String>> {
    let loose = [&AGREED, &IN_SHORT].into_iter().find_map(|form| form.captures(sentence));
    let agreed = loose.filter(|found| is_task(found, false));
    let found = agreed.or_else(|| PRONOUN.captures(sentence));
    let found = found.filter(|found| !reported::is_earlier(sentence, found))?;
    let meant = speaker.meant_by(&found["who"]);
    let fits = !meant.is_empty() && is_task(&found, is_firm(&found["verb"])) && !NEXT_CALL.is_match(sentence);
    fits.then(|| meant.to_vec())
}

fn by_offer(sentence: &str, people: &People) -> Option<Vec<String>> {
    let found = OFFER.captures(sentence)?;
    let who = found["who"].strip_suffix("'s").or(found["who"].strip_suffix("’s"))?;
    let owners = people.in_list(who, true);
    (!owners.is_empty()).then_some(owners)
}
