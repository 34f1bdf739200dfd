//! The recordings of one report, as its blocks go by: each link with the words, the password and the prose above it.

use std::collections::HashSet;

use super::link_rows::{self, Part};
use super::passwords::access_code;
use super::{Recording, RecordingKind, Report, links, recordings, sentences};

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
    /// Links that have their password in their own line.
    with_code: HashSet<String>,
}

impl Collector {
    /// Prose begins a new block; its password is for the links below it.
    pub fn prose(&mut self, text: &str, report: &Report) {
        self.block = report.recordings.len();
        let introduces = recordings::is_about(text) || text.ends_with(':');
        self.code = access_code(text).filter(|_| introduces).map(str::to_owned);
        self.label.clear();
        let last = sentences::split(text.rsplit("\n\n").next().unwrap_or(text)).pop().unwrap_or_default();
        self.offers = if recordings::is_about(last) { recordings::kinds_in(last) } else { Vec::new() };
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
                if !self.with_code.contains(&recording.url) {
                    recording.access_code = Some(code.to_owned());
                }
            }
        }
    }

    /// A link with words around it, in one line. A password among them is for this link, and for those of its block that
    /// have none of their own.
    pub fn labelled_link(&mut self, line: usize, label: &str, url: &str, report: &mut Report) {
        self.label(line, label, report);
        self.link(line, url, report);
        if access_code(label).is_some() {
            self.with_code.insert(url.to_owned());
        }
    }

    /// Several links in one line, or one with a sentence around it. A password that stands behind the last is for all.
    pub fn row(&mut self, line: usize, parts: &[Part], report: &mut Report) {
        let shared = link_rows::share_one_code(parts);
        for part in parts {
            if !shared {
                self.code = None;
            }
            self.labelled_link(line, &part.words, part.url, report);
        }
        if let Some(last) = parts.last().filter(|_| shared) {
            for part in parts {
                self.with_code.remove(part.url);
            }
            self.password(&last.words, report);
        }
    }

    /// A link on a line of its own.
    pub fn link(&mut self, line: usize, url: &str, report: &mut Report) {
        if !self.known.insert(url.to_owned()) {
            report.leave_out(line, url, "the same link again");
            return;
        }
        self.alone.push((line, url.to_owned()));
        let kind = match recordings::kind(&self.label, url) {
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
        let mut behind_last = 0;
        for link in links::find(text) {
            let far = text.floor_char_boundary(link.span.start.saturating_sub(300));
            let near = far.max(behind_last);
            behind_last = link.span.end + link_rows::behind(&text[link.span.end..]);
            let stops = [". ", "\n"].iter().filter_map(|stop| text[near..link.span.start].rfind(stop));
            let start = stops.max().map_or(near, |stop| near + stop + 1);
            let words = &text[start..link.span.start];
            let about = in_section && !recordings::is_of_other_material(words)
                || recordings::is_recording(link.url)
                || recordings::ABOUT.is_match(words) && words.to_lowercase().contains("record");
            if about && !recordings::JOINING.is_match(words) && self.known.insert(link.url.to_owned()) {
                let near = words.char_indices().rev().nth(60).map_or(words, |(at, _)| &words[at..]);
                let said = link_rows::said_behind(text, &link.span);
                let words = if recordings::kinds_in(said).is_empty() { near } else { said };
                let recording = Recording {
                    kind: recordings::kind(words, link.url),
                    url: link.url.to_owned(),
                    access_code: access_code(said).map(str::to_owned).or(self.code.clone()),
                };
                report.recordings.push(recording);
            }
        }
    }
}
