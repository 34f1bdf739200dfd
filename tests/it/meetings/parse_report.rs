//! Reading reports as people really write them.

use std::{collections::BTreeMap, fs, path::Path};

use intersession::meetings::import::{parse, parse_bytes, words};
use proptest::prelude::*;
use serde_json::Value;

/// The reports at hand by name, each with what is expected of it.
pub fn fixtures() -> BTreeMap<String, (String, Value)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/meetings/reports");
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).expect("the folder of reports").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|end| end == "json") {
            let expected = serde_json::from_str(&fs::read_to_string(&path).expect("a text")).expect("JSON");
            let text = fs::read_to_string(path.with_extension("txt")).expect("the report beside it");
            found.insert(path.file_stem().expect("a name").to_string_lossy().into_owned(), (text, expected));
        }
    }
    found
}

/// White space inside texts is a matter of taste.
fn folded(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Array(items) => Value::Array(items.iter().map(folded).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), folded(value))).collect())
        }
        other => other.clone(),
    }
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|text| folded(&Value::String(text.to_lowercase())).as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The fields that were read otherwise than expected.
pub fn wrong_fields(expected: &Value, read: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for (field, value) in expected.as_object().expect("fields") {
        match field.as_str() {
            "warning_words" => {
                let warnings = strings(&read["warnings"]);
                let missing = value.as_array().into_iter().flatten().filter(|words| {
                    let words = strings(words);
                    !warnings.iter().any(|warning| words.iter().all(|word| warning.contains(word)))
                });
                wrong.extend(missing.map(|words| format!("no warning with {words} among {warnings:?}")));
            }
            "left_out_words" => {
                let texts: Vec<Value> = read["left_out"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|out| out["text"].clone())
                    .collect();
                let texts = strings(&Value::Array(texts));
                wrong.extend(
                    strings(value)
                        .into_iter()
                        .filter(|words| !texts.iter().any(|text| text.contains(words)))
                        .map(|words| format!("not left out: {words}")),
                );
            }
            field if folded(value) != folded(&read[field]) => {
                wrong.push(format!("{field}\n    expected {value}\n    read     {}", read[field]));
            }
            _ => {}
        }
    }
    wrong
}

#[test]
fn every_field_of_every_report_at_hand_is_right() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 108, "{} reports", fixtures.len());
    let mut wrong = Vec::new();
    for (name, (text, expected)) in &fixtures {
        assert!(text.split_whitespace().count() >= 100, "{name} is short");
        let read = serde_json::to_value(parse(text)).expect("JSON");
        wrong.extend(wrong_fields(expected, &read).into_iter().map(|field| format!("{name}: {field}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_word_of_every_report_at_hand_stands_once_in_what_was_read() {
    for (name, (text, _)) in fixtures() {
        let lost = words::unaccounted(&text, &parse(&text));
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn what_is_no_report_is_left_out_whole_with_a_warning() {
    let transcript = "ANNA SAMPLE: And what about this point?
>> SAMPLE CHAIR: Yes, please.
"
    .repeat(40);
    let page = "<!DOCTYPE html>\n<html><head><title>Shop</title></head>\n<body><div class=\"cart\">Two items</div></body></html>\n";
    for text in ["", "   \n\n", transcript.as_str(), page, "{\"a\": [1, 2, 3]}"] {
        let report = parse(text);
        assert!(
            report.title.is_none() && report.paragraphs.is_empty() && report.participants.is_empty(),
            "{text:.40}"
        );
        assert!(!report.warnings.is_empty(), "{text:.40}");
        assert!(words::unaccounted(text, &report).is_empty());
    }
    let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let report = parse_bytes(&binary);
    assert!(report.paragraphs.is_empty() && report.left_out.len() == 1 && !report.warnings.is_empty());
}

const FRAGMENTS: &[&str] = &[
    "2018 IGF Best Practice Forum on Samples – Virtual Meeting VII\n",
    "SUMMARY REPORT\n",
    "20 May 2017\n",
    "15:00 p.m. UTC\n",
    "1. The meeting was facilitated by Sample Person and moderated by Anna van der Sample.\n",
    "2.\nA number on a line of its own, with a word bro-\nken over lines and a note1 fused to it.\n",
    "1 Text of the note in the middle of the page\n",
    "   a. first;\n   b. second.\n",
    "- Sample Writer offered to look into it;\n",
    "> quoted line of a mail\n",
    "A recording is here (PASSWORD: IGF2017):\nhttps://example.org/ldr.php?RCID=12\n34567890\n",
    "Participants\n\n1. Sample Person (Facilitator)\n2. Another Person, Sample IGF\n",
    "Agenda\n\n1. Opening\n  o Sub item\n",
    "The next call is in about three weeks, or on 19 or 21 June.\n",
    "- 3 -\n",
    "From: someone@example.org\nSubject: notes\n\nDear all,\n\n",
    "[1] A footnote in brackets.\n",
    "Next steps\n\na) Anna to write; b) (no owner)\n",
    "## Heading\n\n",
    "\n\n",
    "ALICE: a turn of a speaker\n",
    "<https://example.org/a>",
    "- **Date:** 2022-06-14\n- **Call (no.):** #5\n- **Chairs:**\n  - Sample Person\n",
    "| Time (UTC) | 15:00 |\n|---|---|\n| Session title | BPF on Samples, Trials and the Internet |\n",
    "[Watch](https://example.org/w) | [Download](https://example.org/d) (password: X1)\n",
    "The recording is at https://example.org/w (streaming) and https://example.org/d (download).\n",
    "The following was agreed:\n(a) a page is written;\n- [x] Sample Person: read it\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_any_mixture_stands_once(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..25), junk in "\\PC{0,60}") {
        let text = format!("{}{junk}\n{}", parts[..parts.len() / 2].concat(), parts[parts.len() / 2..].concat());
        let lost = words::unaccounted(&text, &parse(&text));
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}");
    }
}

/// Lines of which a hostile text may have many, each of another kind.
const MANY: &[&str] = &[
    "words that go on and on without any end in sight for ever and\n",
    "Apologies\n",
    "Regrets: Sample Person,\n",
    "| Action | Who |\n",
    "Write a page        Sample Person\n",
    "Owner: Sample Person\n",
    "8 September 2021, 07:00 UTC (moderated by Sample Person)\n",
    "Sample Forum        Page 1 of 3\n",
];

#[test]
#[expect(clippy::disallowed_methods, reason = "how long something takes is no time of the forum")]
fn the_time_to_read_a_text_grows_with_its_length_and_no_faster() {
    let seconds = |line: &str, bytes: usize| {
        let text = line.repeat(bytes / line.len());
        let start = std::time::Instant::now();
        let report = parse(&text);
        assert!(!report.warnings.is_empty() || !report.left_out.is_empty(), "{line}");
        start.elapsed().as_secs_f64()
    };
    for line in MANY {
        // Eight times the text; time that grew with its square would be sixty-four times as long. A busy machine gets more tries.
        let grows_slowly = |_| seconds(line, 128_000) < 30.0 * seconds(line, 16_000).max(0.005);
        assert!((0..4).any(grows_slowly), "{line}");
    }
}
