//! The parts of a report that a heading announces.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Body,
    Actions,
    NextCall,
    Participants,
    /// Those who spoke; at a call, perhaps those who are to speak somewhere else.
    Speakers,
    Recordings,
    Agenda,
    Notes,
}

/// Words of headings that announce a part: one of the first must stand in it, and no word outside both.
struct Vocabulary {
    section: Section,
    key: &'static str,
    with: &'static str,
}

const COMMON: &str = "annex annexes appendix the a an of list and to for in on at from this that our us we call calls \
    meeting meetings sitting sittings session bpf igf both";

const VOCABULARIES: [Vocabulary; 7] = [
    Vocabulary {
        section: Section::Participants,
        key: "participants participant attendees attendee attendance attending attended present participated assistants \
            participating joined who people persons roll presence",
        with: "was were is those people took part take online remote names name who s members order alphabetical by \
            with there here registered gave their full via vib iiia iiib iva ivb va vb viia viib viiia viiib ixa ixb xa xb confirmed \
            active them calls sittings panel room speakers panellists panelists guests observers remotely person attended first second both third morning evening early late afternoon also again \
            january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
            monday tuesday wednesday thursday friday saturday sunday utc gmt am pm th st nd rd noon",
    },
    Vocabulary {
        section: Section::Speakers,
        key: "speakers speaker panellists panelists panel presenters discussants moderators moderator contributors",
        with: "facilitators co-facilitators rapporteur rapporteurs chair chairs organisers organizers online remote onsite \
            on-site invited confirmed names name our other",
    },
    Vocabulary {
        section: Section::Recordings,
        key: "recording recordings recorded watch listen replay playback stream streaming download downloads audio \
            video",
        with: "link links webex zoom youtube audio video access available full where how back again it them can be \
            found see",
    },
    Vocabulary {
        section: Section::Agenda,
        key: "agenda business",
        with: "proposed draft final provisional adopted agreed items item order points s day",
    },
    Vocabulary { section: Section::Notes, key: "notes footnotes endnotes references footnote", with: "" },
    Vocabulary {
        section: Section::NextCall,
        key: "next following upcoming",
        with: "virtual date dates time times conversation talk when meet day planned proposed possible",
    },
    Vocabulary {
        section: Section::Actions,
        key: "action actions steps step todo to-do do task tasks follow-up follow-ups followup up forward \
            assignments assignment commitments promises homework deliverables does happens",
        with: "items item points point next agreed follow way ways key summary open assigned volunteers taken who \
            does what s conclusions responsibilities over between until then list owners owner promised people \
            things work done decisions immediate further will recorded before made",
    },
];

/// Words of headings that announce tasks by themselves.
const ACTION_NOUNS: &str =
    "action actions step steps todo to-do task tasks follow-up follow-ups assignments assignment commitments";

/// A vocabulary taken apart, since every line is compared with it.
struct Known {
    section: Section,
    keys: HashSet<&'static str>,
    all: HashSet<&'static str>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = |vocabulary: &Vocabulary| {
        let keys: HashSet<&str> = vocabulary.key.split_whitespace().collect();
        let others = vocabulary.with.split_whitespace().chain(COMMON.split_whitespace());
        Known { section: vocabulary.section, all: keys.iter().copied().chain(others).collect(), keys }
    };
    VOCABULARIES.iter().map(known).collect()
});

/// What a heading announces.
pub fn section(text: &str) -> Section {
    if text.len() > 200 {
        return Section::Body;
    }
    let words = words(text);
    if ["on the call", "on the line", "in the room", "those on the call"].contains(&words.join(" ").as_str())
    {
        return Section::Participants;
    }
    let says = |word: &&str| words.iter().any(|said| said == word);
    if says(&"again")
        && words.len() < 9
        && ["meet", "talk", "speak", "call", "convene", "hear"].iter().any(says)
    {
        return Section::NextCall;
    }
    if let [first, second] = words.as_slice()
        && ["follow-up", "followup"].contains(&first.as_str())
        && ["call", "meeting"].contains(&second.as_str())
    {
        return Section::NextCall;
    }
    let known = KNOWN.iter().find(|known| {
        words.iter().all(|word| known.all.contains(word.as_str()))
            && words.iter().any(|word| known.keys.contains(word.as_str()))
    });
    let found = known.map_or(Section::Body, |known| known.section);
    let among = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let has = |names: &str| words.iter().any(|word| among(names, word));
    let fits = match found {
        Section::NextCall => has("call calls meeting meetings sitting session conversation talk meet"),
        // "What the forum does" is none: who does what, or what happens next, is.
        Section::Actions if has("does happens") && !has(ACTION_NOUNS) => {
            has("who next now then until between over after")
        }
        Section::Actions => words.len() <= 7 && words != ["do"] && words != ["up"] && words != ["forward"],
        Section::Participants => !(words == ["people"] || words == ["who"] || words == ["call"]),
        // "The panel" and "Contributors" may be anything.
        Section::Speakers => has("speakers panellists panelists presenters discussants moderators"),
        Section::Agenda => has("agenda") || words.len() == 3,
        _ => true,
    };
    if fits { found } else { Section::Body }
}

/// Lower-case words without numbers and brackets: "Annex 1 – List of participants (12)".
fn words(text: &str) -> Vec<String> {
    let text = super::marks::strip(super::headings::plain(text)).to_lowercase();
    let outside = text.split_once(['(', '[']).map_or(text.as_str(), |(before, _)| before);
    let text = if outside.trim().is_empty() { text.as_str() } else { outside };
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.chars().any(char::is_alphabetic));
    words
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| word == "a" || word == "s" || word.len() > 1)
        // "Participants of 3a"
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|word| !word.chars().all(|c| "ivx".contains(c)))
        .take(16)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_what_stands_below_them() {
        let sections = [
            ("Annex – Participants List", Section::Participants),
            ("Annex: who was on the call", Section::Participants),
            ("List of participants (12)", Section::Participants),
            ("Call recording", Section::Recordings),
            ("Agenda of the call", Section::Agenda),
            ("ACTION ITEMS", Section::Actions),
            ("Next steps:", Section::Actions),
            ("Next call", Section::NextCall),
            ("To do", Section::Actions),
            ("Footnotes", Section::Notes),
            ("Participants' views", Section::Body),
            ("The next billion", Section::Body),
            ("Introduction", Section::Body),
            ("List of participants (both sittings)", Section::Participants),
            ("In attendance", Section::Participants),
            ("*On the call*", Section::Participants),
            ("Present at the second sitting", Section::Participants),
            ("Participants (VIIIb)", Section::Participants),
            ("Roll call", Section::Participants),
            ("Assistants:", Section::Participants),
            ("Annex 2: those who joined us", Section::Participants),
            ("Watch the recording", Section::Recordings),
            ("Where to listen again", Section::Recordings),
            ("Streaming and download", Section::Recordings),
            ("Agenda (as adopted)", Section::Agenda),
            ("Order of business", Section::Agenda),
            ("Who does what", Section::Actions),
            ("What the BPF does in 2019", Section::Body),
            ("What happens next", Section::Actions),
            ("Participants who gave their name", Section::Participants),
            ("Action points and owners", Section::Actions),
            ("Homework", Section::Actions),
            ("D. Next meeting", Section::NextCall),
            ("VI. To do", Section::Actions),
            ("Annex II – Attendance list (second sitting)", Section::Participants),
            ("Date of the next meeting", Section::NextCall),
            ("Our next conversation", Section::NextCall),
            ("WHEN DO WE TALK AGAIN", Section::NextCall),
            ("Speakers", Section::Speakers),
            ("Speakers and moderators", Section::Speakers),
            ("Moderators, panellists and rapporteur", Section::Speakers),
            ("Those present", Section::Participants),
            ("Participants, 19 June", Section::Participants),
            ("Present on Thursday, 20 June 2019 at 07:00 UTC", Section::Participants),
            ("Speakers for the workshop", Section::Body),
            ("Finding speakers", Section::Body),
            ("Remote participation", Section::Body),
            ("Who pays", Section::Body),
            ("The way forward for small networks", Section::Body),
        ];
        for (heading, expected) in sections {
            assert_eq!(section(heading), expected, "{heading}");
        }
    }
}
