//! Links to recordings of the meeting, and the words and passwords around them.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::lines::Line;
use super::{Recording, RecordingKind, Report, links, marks, pattern, sentences};

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(record(ed|ings?)|stream(ed|ing|s)?|download(ed|ing)?|watch(ed|ing)?|re-?play(ed)?|play ?back|listen(ed|ing)?|play|audio|video|fetch(ed)?|webcast)\b",
    )
});
/// Words that are about a recording even without a link below them.
static CERTAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(recordings?|recorded|re-?play(s|ed)?|play ?back|webcast|stream(ing|ed)?|watch(ed)?|listen(ed)?|download(ed)?|audio|sound of the (call|meeting)|fetched|(video|film) of the (call|meeting))\b",
    )
});
static JOINING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(join|joining|register|registration|dial|sign up|log ?in)\b"));
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:password|passcode|pass ?code|access ?code|pwd|access key|pass ?phrase)\b\s*(?:\([^)]{1,30}\)|is|was|for [\w ]{1,30})?\s*[:=]?\s*(?:[“\x22](?P<quoted>[^“”\x22\n]{2,40})[”\x22]|[*_`“\x22']*(?P<code>[^\s\])“”\x22'`,;]*[^\s\])“”\x22'`*,;.]))",
    )
});

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

/// Is the text about a recording?
pub fn is_about(text: &str) -> bool {
    CERTAIN.is_match(text) && !JOINING.is_match(text)
}

/// The kind of a recording by the words before it, else by its link, else by what the sentence above offers.
pub fn kind(words: &str, url: &str) -> RecordingKind {
    if let Some(kind) = kinds_in(words).pop() {
        return kind;
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
fn kinds_in(words: &str) -> Vec<RecordingKind> {
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

/// The password that a text names.
pub fn access_code(text: &str) -> Option<&str> {
    let code = |found: Captures<'_>| found.name("quoted").or(found.name("code")).map(|code| code.range());
    let found = CODE
        .captures_iter(text)
        .find(|found| found.name("code").is_none_or(|code| !is_plain_word(code.as_str(), &found[0])))?;
    code(found).map(|range| &text[range])
}

/// "The password will be sent" names none.
fn is_plain_word(code: &str, whole: &str) -> bool {
    let said = whole.contains([':', '=', '(', '[']);
    !said && code.chars().all(char::is_lowercase)
}

/// Collects the recordings of one report. A block is what stands between two pieces of prose.
#[derive(Default)]
pub struct Collector {
    /// Where the recordings of the present block begin.
    block: usize,
    code: Option<String>,
    /// The words nearest above the next link.
    label: String,
    /// What the sentence above the block offers, in its order.
    offers: Vec<RecordingKind>,
    /// Every link so far.
    known: HashSet<String>,
    /// Links on lines of their own, with these lines.
    alone: Vec<(usize, String)>,
}

impl Collector {
    /// Prose begins a new block; its password is for the links below it.
    pub fn prose(&mut self, text: &str, report: &Report) {
        self.block = report.recordings.len();
        self.code = if is_about(text) { access_code(text).map(str::to_owned) } else { None };
        self.label.clear();
        let last = sentences::split(text.rsplit("\n\n").next().unwrap_or(text)).pop().unwrap_or_default();
        self.offers = if is_about(last) { kinds_in(last) } else { Vec::new() };
    }

    /// Two links below "can be watched or downloaded" are one of each.
    fn offered(&self, report: &Report) -> RecordingKind {
        let nth = report.recordings.len() - self.block;
        let kind = if self.offers.len() == 1 { self.offers.first() } else { self.offers.get(nth) };
        kind.copied().unwrap_or_default()
    }

    /// Do words that introduce a link stand above?
    pub fn has_label(&self) -> bool {
        !self.label.is_empty()
    }

    /// Is one recording of this block known already?
    pub fn has_begun(&self, report: &Report) -> bool {
        report.recordings.len() > self.block
    }

    /// Words that introduce a link.
    pub fn label(&mut self, line: usize, text: &str, report: &mut Report) {
        report.leave_out(line, text, "introduces a recording link");
        text.clone_into(&mut self.label);
        self.password(text, report);
    }

    /// A password is for every recording of its block, wherever in it it stands.
    pub fn password(&mut self, text: &str, report: &mut Report) {
        if let Some(code) = access_code(text) {
            self.code = Some(code.to_owned());
            for recording in report.recordings.iter_mut().skip(self.block) {
                recording.access_code = Some(code.to_owned());
            }
        }
    }

    /// A link on a line of its own.
    pub fn link(&mut self, line: usize, url: &str, report: &mut Report) {
        if !self.known.insert(url.to_owned()) {
            report.leave_out(line, url, "the same link again");
            return;
        }
        self.alone.push((line, url.to_owned()));
        let kind = match kind(&self.label, url) {
            RecordingKind::Other => self.offered(report),
            kind => kind,
        };
        let recording = Recording { kind, url: url.to_owned(), access_code: self.code.clone() };
        report.recordings.push(recording);
    }

    /// A link that the text below holds too has its words there.
    pub fn finish(self, report: &mut Report) {
        let in_prose: HashSet<String> = report.links_in_prose().into_iter().map(str::to_owned).collect();
        for (line, url) in self.alone.iter().filter(|(_, url)| in_prose.contains(url)) {
            report.leave_out(*line, url, "the same link stands in the text");
        }
    }

    /// Links that stand in the prose itself stay there too.
    pub fn links_in_prose(&mut self, text: &str, in_section: bool, report: &mut Report) {
        for link in links::find(text) {
            let near = text.floor_char_boundary(link.span.start.saturating_sub(300));
            let start = text[near..link.span.start].rfind(['.', '\n']).map_or(near, |stop| near + stop + 1);
            let words = &text[start..link.span.start];
            let about = in_section
                || is_recording(link.url)
                || ABOUT.is_match(words) && words.to_lowercase().contains("record");
            if about && !JOINING.is_match(words) && self.known.insert(link.url.to_owned()) {
                let near = words.char_indices().rev().nth(60).map_or(words, |(at, _)| &words[at..]);
                let recording = Recording {
                    kind: kind(near, link.url),
                    url: link.url.to_owned(),
                    access_code: self.code.clone(),
                };
                report.recordings.push(recording);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_found_as_people_print_them() {
        let codes = [
            ("can be accessed here (PASSWORD: IGF2017):", Some("IGF2017")),
            ("available [Access code: IXP-3344]:", Some("IXP-3344")),
            ("(password bpf2018)", Some("bpf2018")),
            ("Passcode Ab3!x", Some("Ab3!x")),
            ("the password is Blue7.", Some("Blue7")),
            ("the password will be sent", None),
            ("pass phrase \"low tide\"", Some("low tide")),
            ("no code", None),
        ];
        for (text, code) in codes {
            assert_eq!(access_code(text), code, "{text}");
        }
    }

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
