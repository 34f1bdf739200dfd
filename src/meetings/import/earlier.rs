//! Calls of which a report tells although they were held before: their days are not those of the call itself.

use std::sync::LazyLock;

use regex::Regex;

use super::{ordinal, pattern};

/// "A first call took place", "another call was held", "the kick-off call", "our last conversation".
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^\W*|\bthat\s+|[,;]\s+(?:and\s+)?)(?:(?:an?|another|one|some|two|three|several|no)\s+(?:[\w-]+\s+){0,4}?|(?:the|its|our|their)\s+(?:very\s+)?(?:kick-?off|opening|previous|earlier|former|last|preceding|preparatory|introductory|initial)\s+(?:[\w-]+\s+){0,2}?)(?:meetings?|calls?|conversations?|sittings?|talks?|exchanges?|teleconferences?|webinars?|summary|report|minutes|notes)\b|^\W*(?:the|our|their)\s+(?:[\w-]+\s+){0,2}?(?:meeting|call)\s+(?:with|among|between)\b",
    )
});
static KICK_OFF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bkick-?off\b"));

/// "The notes of the call of" a day "were approved": that call is over.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:summar(?:y|ies)|reports?|minutes|notes|records?|recordings?|outcomes?|results?|decisions?|conclusions?|actions?|action (?:items?|points?)|follow-?up|agenda)\b[^.;]*$",
    )
});
static DEALT_WITH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^.;]{0,40}?\b(?:was|were|is|are|has been|have been|had been)\s+(?:\w+ly\s+|then\s+|also\s+|now\s+|all\s+|already\s+)*(?:approved|adopted|agreed|accepted|circulated|published|shared|sent|posted|noted|confirmed|endorsed|corrected|amended|uploaded|reviewed|read|taken|done|completed|recalled|discussed|available|online)\b",
    )
});
/// "Since the call of", "as agreed at the meeting on", "at the last call of".
static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:since|after|before|until|till|following|from|by|than|prior to)|\w+ed\s+(?:at|in|on|during|after|to))\s+(?:the|our|its|their)?\s*(?:[\w-]+\s+){0,3}?(?:meeting|call|session|conversation|sitting)\s*(?:of|on|dated|held on)?\s*(?:\w+day,?\s*)?(?:the\s*)?\(?$",
    )
});

/// Is the call whose day follows another one, which the sentence only mentions?
pub fn is_named(before: &str, behind: &str) -> bool {
    SINCE.is_match(before) || PAPER.is_match(before) && DEALT_WITH.is_match(behind)
}

/// Does a sentence tell of another call than this one? `index` counts the sentences of the text.
pub fn is_told_of(subject: &str, index: usize, ordinal: Option<u32>) -> bool {
    let counted = ordinal::in_words(subject);
    let is_another = counted.is_some() && ordinal.is_some() && counted != ordinal;
    // A report may begin "A call of the forum was held on …", or be that of the kick-off call.
    let begins_so =
        index == 0 && counted.is_none_or(|counted| ordinal.is_none_or(|ordinal| ordinal == counted));
    is_another || OTHER.is_match(subject) && !begins_so || index > 0 && KICK_OFF.is_match(subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_were_held_before_are_known_by_their_words() {
        for subject in [
            "A first call for NRIs ",
            "Another call of the forum ",
            "The previous call ",
            "The kick-off call ",
            "Our last conversation ",
            "The call with the coalition ",
        ] {
            assert!(is_told_of(subject, 1, None), "{subject}");
        }
        assert!(is_told_of("The first virtual meeting of the forum ", 2, Some(4)));
        for subject in [
            "The call ",
            "It ",
            "The fourth virtual meeting of the forum ",
            "This was the second sitting, which ",
        ] {
            assert!(!is_told_of(subject, 1, Some(4)) || subject.contains("second"), "{subject}");
        }
        assert!(!is_told_of("A joint call of the forum and the initiatives ", 0, None));
    }

    #[test]
    fn what_was_written_of_a_call_is_older_than_the_call() {
        assert!(is_named("The summary of the kick-off call of ", " was approved."));
        assert!(is_named("Since the call of ", " nine comments came in."));
        assert!(is_named("It was recalled that, as agreed at the meeting of ", ", the draft is short."));
        assert!(!is_named("This is the summary of the call of ", "."));
        assert!(!is_named("The call of ", " was opened by Anna Bell."));
    }
}
