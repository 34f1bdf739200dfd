//! Whatever the input is, every word of it stands exactly once in the report.

use intersession::meetings::import::{parse, parse_bytes, words};
use proptest::prelude::*;

/// Pieces of reports in every variety that people write, good and broken.
const PIECES: &[&str] = &[
    "2017 IGF Best Practice Forum (BPF): Cybersecurity – Virtual Meeting VIIa",
    "IGF 2016",
    "Best Practice Forum on Gender and Access",
    "# BPF on Spam 2018 – Virtual Meeting 4",
    "**Meeting between NRIs and BPF on Spam**  ",
    "FIFTH VIRTUAL MEETING",
    "Summary Report",
    "*meeting summary*",
    "20 May 2017",
    "June 23, noon UTC",
    "Tuesday 6 June 2017, 8:00 a.m. UTC",
    "Time: 15:00. UTC",
    "Facilitators: Anna Bell, Tom van Ray",
    "Participants: Anna Bell, Sample Trust; Bo, and Tom van Ray (rapporteur, Sample Trust)",
    "Agenda: welcome; the draft; any other business",
    "1. The call was facilitated by Anna Bell and was held on 20 May 2017.",
    "2. A recording can be accessed here (PASSWORD: Code7):",
    "Streaming recording link:",
    "https://calls.example.org/ldr.php?RCID=7be01c55a94d4f22b",
    "18a6d03c9e7f514",
    "<https://calls.example.org/lsr.php?RCID=0c48f2>",
    "Watch: https://calls.example.org/play/4d81",
    "[Download](https://calls.example.org/lsr.php?RCID=9)",
    "see https://example.org/a/very/long/",
    "path/to?a=paper for more, and the session1 of the (GGE)2 met",
    "3. It was said that the session3 on",
    "1 See https://example.org/note for the",
    "text of it.",
    "¹ Of June 2018.",
    "[2] Taken from the archive.",
    "* A starred note.",
    "it went on without an end and a star* too",
    "the table[2] and the draft¹ of multi-",
    "stakeholder groups, a soft hy\u{ad}",
    "phen and more.",
    "1",
    "2",
    "- 3 -",
    "Page 2 of 5",
    "\u{c}",
    "Best Practice Forum on Spam, Virtual Meeting VI",
    "4.1 On prices nothing was said.",
    "5.",
    "(1) first of all",
    "- (2) second of all;",
    "  - o Why is it so?",
    "a. Ask around (Anna)",
    "   ii) at the end",
    "● a bullet; and",
    "1. Welcome",
    "A. INTRODUCTION",
    "***Next Steps***",
    "ACTION ITEMS",
    "## Call recording",
    "## List of participants",
    "Annex – Participants List",
    "Annex",
    "Agenda",
    "Notes",
    "1. Anna Bell (BPF consultant IGF secretariat)",
    "Tom van Ray, Sample Trust",
    "Eva Maas – lead expert",
    "and two others",
    "| Anna Bell | Sample Trust |",
    "|---|---|",
    "| Action | Owner | By when |",
    "| Write a page | Anna Bell | 5 June |",
    "Name              Organisation     Present",
    "Tom van Ray       Sample Trust     x",
    "Action            Who              Due",
    "Ask around        Tom van Ray      5 June",
    "Regrets: Eva Maas, Sample Trust;",
    "Apologies",
    "Owner: Anna Bell",
    "Action (Tom van Ray): write a page",
    "Best Practice Forum on Spam          Page 2 of 3",
    "6 June 2017, 15:00 UTC (moderated by Tom van Ray)",
    "Tom offered to write a page; while",
    "The next call will take place on 19 or 21 June, after the MAG meeting.",
    "The group would meet again in about three weeks.",
    "From: Anna Bell <anna@example.org>",
    "Subject: [list] Summary of the call",
    "Date: Mon, 5 Jun 2017 10:00:00 +0000",
    "Dear all,",
    "Please find below the summary of the call that I promised.",
    "Kind regards,",
    "Anna",
    "-- ",
    "______________________________",
    "On 5 June 2017, Anna Bell <anna@example.org> wrote:",
    "> 1. The call was quoted and it was",
    "> > twice quoted.",
    ">",
    "ANNA: Good day to you.",
    "TOM: Good day.",
    "{\"a\": 1}",
    "<p>One</p>",
    "20May 2017and the meetingwas",
    "==========",
    "Password: Code7",
    "[Access code: IXP-3344]",
    "Present were Anna Bell, Tom Ray (Sample Trust) and Bo Lind from the Secretariat. The call was short.",
    "Present: Anna Bell, Tom van Ray; Anna chaired.",
    "Those present",
    "Speakers and moderators",
    "Moderators",
    "About 85 people followed the session.",
    "Attendees: 14. Next call: after the consultations.",
    "a. The first point was spoken of for most of the hour, and nobody was against it.",
    "b. The second was spoken of for the rest of it, and I said that I would write it up.",
    "Best Practice Forum on Spam and Access, Virtual Meeting II, 9 July 2018",
    "BPF on Spam and BPF on Access",
    "---------- Forwarded message ---------",
    "Attachments",
    "paper.docx (34 KB)",
    "¹",
    "[2]",
    "https://calls.example.org/ldr.php?RCID=7be01c55a94d4f22b",
    "The recording is here: https://calls.example.org/play/4d81 (password Code8).",
    "",
    "",
    "",
];

fn lines() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[ -~àéÓ–’“”¹²•\u{a0}\u{ad}]{0,60}",
        1 => "\\PC{0,30}",
    ];
    prop::collection::vec(piece, 0..50)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_stands_exactly_once(lines in lines(), end in prop::sample::select(vec!["\n", "\r\n", "\n\n"])) {
        let text = lines.join(end);

        let report = parse(&text);

        let open = words::unaccounted(&text, &report);
        prop_assert!(open.is_empty(), "{open:?} in\n{text}\n{report:#?}");
    }

    #[test]
    fn wrapped_text_loses_no_word(lines in lines(), width in 20_usize..90) {
        let text = wrap(&lines.join("\n"), width);

        let open = words::unaccounted(&text, &parse(&text));
        prop_assert!(open.is_empty(), "{open:?} in\n{text}");
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,400}|(?s).{0,400}") {
        let open = words::unaccounted(&text, &parse(&text));
        prop_assert!(open.is_empty(), "{open:?}");
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let report = parse_bytes(&bytes);
        prop_assert!(report.title.is_some() || !report.warnings.is_empty() || !report.paragraphs.is_empty());
    }
}

/// Breaks lines as a mail program does.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            if length > 0 && length + word.chars().count() >= width {
                wrapped.push('\n');
                length = 0;
            } else if length > 0 {
                wrapped.push(' ');
            }
            wrapped.push_str(word);
            length += word.chars().count() + 1;
        }
        wrapped.push('\n');
    }
    wrapped
}
