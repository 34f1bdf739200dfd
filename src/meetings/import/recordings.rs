//! Links to recordings of the meeting, and the words around them.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::passwords::access_code;
use super::{RecordingKind, links, marks, pattern};

/// Words that may be about a recording.
pub static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(rec|record(ed|ings?)|stream(ed|ing|s)?|download(ed|ing)?|watch(ed|ing)?|re-?play(ed)?|play ?back|listen(ed|ing)?|play|audio|video|fetch(ed)?|webcast)\b",
    )
});
/// Words that are about a recording even without a link below them.
static CERTAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(recordings?|recorded|re-?play(s|ed)?|play ?back|webcast|stream(ing|ed)?|watch(ed)?|listen(ed)?|download(ed)?|audio|sound of the (call|meeting)|fetched|(video|film) of the (call|meeting))\b",
    )
});
/// Words that are about joining the call.
pub static JOINING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(join|joining|register|registration|dial|sign up|log ?in)\b"));

/// Words before a link that say what it is, with the colon: "Streaming recording link:".
pub fn is_label_text(text: &str) -> bool {
    text.ends_with(':') && is_short_about(text)
}

fn is_short_about(text: &str) -> bool {
    text.split(' ').count() <= 7
        && text.chars().count() <= 60
        && !text.contains("://")
        && ABOUT.is_match(text)
}

/// A line above a link that says what the link is.
pub fn is_label(text: &str, below: Option<&Line>) -> bool {
    if !(text.split(' ').count() <= 7 && below.is_some_and(|line| links::alone(&line.text).is_some())) {
        return false;
    }
    is_label_text(text) || is_short_about(text) && !text.ends_with('.') && marks::split(text).is_none()
}

/// "Streaming: https://…", "Recording (password: X): <https://…>", "[Download](https://…)".
pub fn is_labelled_link(text: &str) -> bool {
    labelled(text).is_some()
}

/// The link of a line that has a few words around it.
pub fn labelled(text: &str) -> Option<(String, &str)> {
    if !text.contains("://") {
        return None;
    }
    let found = links::find(text);
    let [link] = found.as_slice() else { return None };
    if text[..link.span.start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let around = format!("{} {}", &text[..link.span.start], &text[link.span.end..]);
    let words = around.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let before = text[..link.span.start].trim_end();
    let behind = text[link.span.end..].split(['(', '[']).next().unwrap_or_default();
    let goes_on =
        access_code(behind).is_none() && behind.split_whitespace().filter(|word| word.len() > 1).count() > 2;
    let is_sentence =
        text[..link.span.start].split(' ').count() > 8 || before.is_empty() && words > 5 || goes_on;
    let divided =
        before.is_empty() || before.ends_with([':', '-', '–', '—', '(', '[']) || is_short_about(before);
    (!is_sentence && divided && words <= 10 && (is_recording(link.url) || ABOUT.is_match(&around)))
        .then(|| (around.split_whitespace().collect::<Vec<_>>().join(" "), link.url))
}

/// Does the link itself say that it leads to a recording?
pub fn is_recording(url: &str) -> bool {
    let url = url.to_lowercase();
    let address = url.split("://").nth(1).unwrap_or_default();
    let host = address.split(['/', '?']).next().unwrap_or_default();
    let joins = url.contains("/j.php")
        || url.contains("zoom.us/j/")
        || url.contains("/meet/")
        || url.contains("/join");
    let known = ["webex.", "zoom.", "youtube.", "youtu.be", "vimeo."].iter().any(|name| host.contains(name));
    let says = [
        "ldr.php",
        "lsr.php",
        "recording",
        "/play",
        "playback",
        "/rec/",
        "replay",
        "/watch",
        "webcast",
        "/podcast",
    ]
    .iter()
    .any(|name| address.contains(name));
    (known || says) && !joins
}

/// Words before a link that name something else than a recording: "Slides of the coalition:".
pub fn is_of_other_material(words: &str) -> bool {
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(slides?|presentations?|papers?|documents?|transcripts?|chat|drafts?|minutes|pads?|agenda|photos?|pictures?|outlines?|surveys?|questionnaires?|proposals?|leaflets?|articles?|guidelines?|templates?|forms?)\b",
        )
    });
    OTHER.is_match(words) && !CERTAIN.is_match(words)
}

/// Is the text about a recording?
pub fn is_about(text: &str) -> bool {
    CERTAIN.is_match(text) && !JOINING.is_match(text)
}

/// The kind of a recording by the words before it, else by its link, else by what the sentence above offers.
pub fn kind(words: &str, url: &str) -> RecordingKind {
    // "Streaming and download" at one link says as little as nothing.
    if let [kind] = kinds_in(words).as_slice() {
        return *kind;
    }
    if url.contains("ldr.php") {
        RecordingKind::Stream
    } else if url.contains("lsr.php") {
        RecordingKind::Download
    } else {
        RecordingKind::Other
    }
}

/// What words offer, in their order: "can be watched or downloaded here".
pub fn kinds_in(words: &str) -> Vec<RecordingKind> {
    static OFFER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?P<stream>stream\w*|watch\w*|view(?:ed|ing)|listen\w*|heard|seen|re-?play\w*|play(?:ed|back)?)\b|\b(?P<download>download\w*|sav(?:e|ed|ing)|fetch\w*|kept|mp[34]|to keep)\b",
        )
    });
    let mut kinds: Vec<RecordingKind> = OFFER
        .captures_iter(words)
        .map(
            |found| {
                if found.name("stream").is_some() { RecordingKind::Stream } else { RecordingKind::Download }
            },
        )
        .collect();
    kinds.dedup();
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_a_link_say_its_kind() {
        assert_eq!(kind("Watch:", "https://e.org/a"), RecordingKind::Stream);
        assert_eq!(kind("Download recording link:", "https://e.org/ldr.php"), RecordingKind::Download);
        assert_eq!(kind("", "https://e.org/ldr.php?RCID=1"), RecordingKind::Stream);
        assert_eq!(kind("Recording:", "https://e.org/play/1"), RecordingKind::Other);
        assert_eq!(kind("Listen:", "https://e.org/a"), RecordingKind::Stream);
        assert_eq!(kind("To be fetched from", "https://e.org/a"), RecordingKind::Download);
        assert_eq!(
            kinds_in("It can be watched here, or downloaded there."),
            [RecordingKind::Stream, RecordingKind::Download]
        );
    }

    #[test]
    fn a_link_to_join_is_no_recording() {
        assert!(is_recording("https://intgovforum.webex.com/ldr.php?RCID=1"));
        assert!(!is_recording("https://intgovforum.webex.com/j.php?MTID=1"));
        assert!(!is_recording("https://example.org/paper"));
    }
}
