//! Who facilitated and who moderated the call.

use super::full_names::complete;
use super::head::Head;
use super::leading::{Chairs, mentions_a_chair};
use super::presiding::WELCOMED;
use super::{Report, listed_chairs, names, sentences, title};

/// Sentences in which somebody opens the call.
const EARLY: usize = 5;

/// Fills in facilitators and moderators, from the head and the prose, else from the list of participants.
pub fn read(head: &Head, report: &mut Report) {
    let mut found = Chairs::default();
    for line in head.people.iter().flat_map(|line| by_label(line)) {
        found.sentence(line, true);
    }
    // "Paper" in the forum's name is no paper that somebody led.
    let forum = report.forum.clone().filter(|forum| forum.len() > 3).unwrap_or_else(|| "\n\n".to_owned());
    let of_session = title::names_session(report.title.as_deref().unwrap_or_default());
    let texts: Vec<String> = report
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.replace(['*', '_'], "").replace(&forum, "it"))
        .map(|text| if of_session { text.replace("session", "meeting") } else { text })
        .collect();
    for (index, text) in texts.iter().enumerate() {
        if !mentions_a_chair(text) {
            continue;
        }
        for sentence in sentences::split(text) {
            found.sentence(sentence, index < 3);
        }
    }
    if found.facilitators.is_empty() && found.moderators.is_empty() {
        found = listed_chairs::read(report);
    }
    if found.facilitators.is_empty() && found.moderators.is_empty() {
        let mut early = texts.iter().take(2).flat_map(|text| sentences::split(text)).take(EARLY);
        let welcomed = early.find_map(|sentence| WELCOMED.captures(sentence));
        found.facilitators =
            welcomed.map_or_else(Vec::new, |by| names::leading(names::trim_start(&by["who"])));
    }
    let names: Vec<String> = report.participants.iter().map(|person| person.name.clone()).collect();
    report.facilitators = complete(found.facilitators, &texts, &names);
    report.moderators = complete(found.moderators, &texts, &names);
}

/// "Facilitators: A; moderator: B" are two lines in one.
fn by_label(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(';') {
        let label = line[at + 1..].split([';', ',']).next().unwrap_or_default();
        if label.contains(": ") {
            parts.push(line[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(line[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::*;

    fn chairs(text: &str) -> (Vec<String>, Vec<String>) {
        let mut report =
            Report { paragraphs: vec![Paragraph { number: None, text: text.into() }], ..Report::default() };
        read(&Head::default(), &mut report);
        (report.facilitators, report.moderators)
    }

    type Led<'text> = (&'text str, &'text [&'text str], &'text [&'text str]);

    fn check(texts: &[Led]) {
        for (text, facilitators, moderators) in texts {
            assert_eq!(
                chairs(text),
                (
                    facilitators.iter().map(ToString::to_string).collect(),
                    moderators.iter().map(ToString::to_string).collect()
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn those_who_led_the_call_are_found() {
        let texts: [Led; 28] = [
            (
                "The meeting was facilitated by Anna Bell and moderated by Tom van Ray. It was long.",
                &["Anna Bell"],
                &["Tom van Ray"],
            ),
            (
                "The call was led by Anna Bell and Solomon van der Hagen-Tesfaye and was held on 5 May.",
                &["Anna Bell", "Solomon van der Hagen-Tesfaye"],
                &[],
            ),
            ("It was co-chaired by Dr Anna Bell and Kwabena, who stood in.", &["Anna Bell", "Kwabena"], &[]),
            (
                "BPF co-facilitator Anna Bell opened the meeting and stated that it is good.",
                &["Anna Bell"],
                &[],
            ),
            ("Anna Bell (BPF co-facilitator) welcomed everybody.", &["Anna Bell"], &[]),
            (
                "Anna Bell and Tom Ray, who replaces Bo Lind, facilitated the meeting.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            (
                "The co-facilitators of the forum, Anna Bell and Tom Ray, opened the call.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            (
                "The call was chaired by Prof. Anna Bell (Sample Trust) together with the new co-facilitator Tom Ray.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            ("Anna Bell facilitated the first call, and Tom Ray the second.", &["Anna Bell", "Tom Ray"], &[]),
            ("The call was opened by Anna Bell, co-facilitator of the forum.", &["Anna Bell"], &[]),
            ("Anna Bell and Tom Ray chaired the call.", &["Anna Bell", "Tom Ray"], &[]),
            ("The call was hosted by the IGF Secretariat.", &[], &[]),
            ("The conference, hosted by Anna Bell, was large.", &[], &[]),
            ("The call was facilitated byAnna Bell.", &["Anna Bell"], &[]),
            ("Anna chaired the call. Anna Bell thanked all.", &["Anna Bell"], &[]),
            ("Anna Bell served as moderator.", &[], &["Anna Bell"]),
            ("The call met under the chairmanship of Ms Anna Bell.", &["Anna Bell"], &[]),
            ("It was held in the morning, with Anna Bell in the chair.", &["Anna Bell"], &[]),
            ("Anna Bell chaired. Nobody was late.", &["Anna Bell"], &[]),
            ("Anna Bell took the chair and Bo wrote.", &["Anna Bell"], &[]),
            ("The moderator was Anna Bell.", &[], &["Anna Bell"]),
            ("The call was about a study of prices, and it was led by Anna Bell.", &["Anna Bell"], &[]),
            ("There was a workshop, and it was led by Anna Bell.", &[], &[]),
            ("The call heard of a project led by Anna Bell.", &[], &[]),
            (
                "Hosted by Anna Bell and Tom Ray, the call went on for an hour.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            ("Anna Bell led the group through the agenda.", &["Anna Bell"], &[]),
            ("In the chair was Prof. Anna Bell.", &["Anna Bell"], &[]),
            (
                "The first call was chaired by Anna Bell, the second by Bo Lind.",
                &["Anna Bell", "Bo Lind"],
                &[],
            ),
        ];
        check(&texts);
    }

    #[test]
    fn what_is_said_of_people_does_not_hide_them() {
        let texts: [Led; 23] = [
            (
                "The call was jointly hosted by Anna Bell, co-facilitator of the Forum on Spam, and Tom Ray, focal point at the Secretariat.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            ("The call was led by Anna Bell, BPF coordinator, and Tom Ray.", &["Anna Bell", "Tom Ray"], &[]),
            (
                "The call was chaired by Anna Bell (Sample Trust), Tom Ray of the Sample Union and Bo Lind, who was late.",
                &["Anna Bell", "Tom Ray", "Bo Lind"],
                &[],
            ),
            (
                "The meeting was moderated by Anna Bell, who stood in for Tom Ray, and Bo Lind.",
                &[],
                &["Anna Bell", "Bo Lind"],
            ),
            (
                "The call was chaired by Anna Bell, coordinator of the forum, and Bo Lind took the notes.",
                &["Anna Bell"],
                &[],
            ),
            (
                "The call was facilitated by the two co-facilitators, Anna Bell and Tom Ray.",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            (
                "Anna Bell (coordinator) opened the meeting, Tom Ray and Prof. Bo Lind served as co-moderators.",
                &["Anna Bell"],
                &["Tom Ray", "Bo Lind"],
            ),
            ("Dr. Anna Bell and Mr. Tom Ray, both of the Sample Trust, acted jointly as chairs.", &[], &[]),
            ("Dr. Anna Bell and Mr. Tom Ray acted jointly as chairs.", &["Anna Bell", "Tom Ray"], &[]),
            ("Moderator Anna Bell welcomed everybody.", &[], &["Anna Bell"]),
            ("Anna Bell (moderator) opened the call.", &[], &["Anna Bell"]),
            ("Anna Bell opened and chaired the call.", &["Anna Bell"], &[]),
            ("Anna Bell, assisted by Tom Ray, moderated the meeting.", &[], &["Anna Bell"]),
            ("Anna Bell and Tom Ray took turns in the chair.", &["Anna Bell", "Tom Ray"], &[]),
            ("Anna Bell and Tom Ray took turns moderating.", &[], &["Anna Bell", "Tom Ray"]),
            ("Anna Bell shared the moderation.", &[], &["Anna Bell"]),
            ("The group met, with Anna Bell moderating.", &[], &["Anna Bell"]),
            ("Chairing the call was Anna Bell.", &["Anna Bell"], &[]),
            ("Anna Bell presided over the meeting.", &["Anna Bell"], &[]),
            (
                "The meeting was jointly chaired by Anna Bell for the BPF and by Tom Ray for the Sample Coalition (SC).",
                &["Anna Bell", "Tom Ray"],
                &[],
            ),
            (
                "The meeting was moderated by Anna Bell on site and by Tom Ray online.",
                &[],
                &["Anna Bell", "Tom Ray"],
            ),
            (
                "The call was moderated by Anna Bell in the room and online by Tom Ray.",
                &[],
                &["Anna Bell", "Tom Ray"],
            ),
            ("In the chair: Anna Bell and Tom Ray", &["Anna Bell", "Tom Ray"], &[]),
        ];
        check(&texts);
    }
}
