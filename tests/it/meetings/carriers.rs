//! The same reports as other programs hand them over: their line ends, spaces, quotation marks, bullets and wrapping.

use intersession::meetings::import::{parse, words};
use serde_json::Value;

use super::parse_report::{fixtures, wrong_fields};

/// Reads every report at hand as it becomes by a change that says nothing, and insists that all its fields stay right.
fn every_field_stays_right(change: impl Fn(&str, &Value) -> String) {
    let mut wrong = Vec::new();
    for (name, (text, expected)) in fixtures() {
        let changed = change(&text, &expected);
        let report = parse(&changed);
        let lost = words::unaccounted(&changed, &report);
        assert!(lost.is_empty(), "{name}: {lost:?}");
        let read = plain(&serde_json::to_value(report).expect("JSON"));
        let mut expected = plain(&expected);
        if let Value::Object(fields) = &mut expected {
            fields.retain(|field, _| !["warning_words", "left_out_words"].contains(&field.as_str()));
        }
        wrong.extend(wrong_fields(&expected, &read).into_iter().map(|field| format!("{name}: {field}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without what such a change changes of a text itself.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(
            text.to_lowercase().replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace(['*', '_'], ""),
        ),
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect())
        }
        other => other.clone(),
    }
}

fn by_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(change).collect::<Vec<_>>().join("\n")
}

#[test]
fn line_ends_blank_lines_and_spaces_at_the_ends_say_nothing() {
    every_field_stays_right(|text, _| text.replace("\r\n", "\n").replace('\n', "\r\n"));
    every_field_stays_right(|text, _| format!("\u{feff}{}", by_line(text, |line| format!("{line}  "))));
    every_field_stays_right(|text, _| text.replace("\n\n", "\n\n\n"));
    every_field_stays_right(|text, _| by_line(text, |line| format!("  {line}").trim_end().to_owned()));
}

#[test]
fn every_kind_of_space_is_a_space() {
    every_field_stays_right(|text, _| text.replace(' ', "\u{a0}"));
    every_field_stays_right(|text, _| text.replace("    ", "\t").replace(". ", ".\u{200b} "));
}

#[test]
fn quotation_marks_and_apostrophes_may_be_straight_or_curved() {
    every_field_stays_right(|text, _| text.replace(['“', '”'], "\"").replace(['‘', '’'], "'"));
    every_field_stays_right(|text, _| {
        let mut opens = false;
        let curved = text.chars().map(|c| match c {
            '"' => {
                opens = !opens;
                if opens { '“' } else { '”' }
            }
            '\'' => '’',
            other => other,
        });
        curved.collect()
    });
}

#[test]
fn a_report_that_is_quoted_whole_is_read_as_if_it_were_not() {
    for marks in [">", ">>", "> >"] {
        // The page of a PDF does not end in a mail.
        every_field_stays_right(|text, _| {
            by_line(&text.replace('\u{c}', ""), |line| format!("{marks} {line}").trim_end().to_owned())
        });
    }
}

#[test]
fn headings_may_be_in_capitals() {
    every_field_stays_right(|text, expected| {
        let headings = expected["headings"].as_array().into_iter().flatten();
        let headings: Vec<&str> = headings.filter_map(|heading| heading["text"].as_str()).collect();
        by_line(text, |line| {
            let bare = line.trim_matches(|c: char| "#*_ >".contains(c));
            if headings.contains(&bare) { line.to_uppercase() } else { line.to_owned() }
        })
    });
}

#[test]
fn a_text_in_long_lines_may_be_wrapped() {
    for width in [72, 95] {
        every_field_stays_right(|text, _| {
            // What was wrapped already, or stands in columns, becomes another text.
            let is_long = text.lines().any(|line| line.chars().count() > 150);
            if !is_long || text.contains("   ") {
                text.to_owned()
            } else {
                by_line(text, |line| wrapped(line, width))
            }
        });
    }
}

/// A line in lines of at most so many characters; no link is broken, and no row of a table.
fn wrapped(line: &str, width: usize) -> String {
    if line.contains(['|', '\t']) || line.contains("://") {
        return line.to_owned();
    }
    let marks = line.len() - line.trim_start_matches(['>', ' ']).len();
    let (lead, words) = line.split_at(marks);
    let mut lines = vec![lead.to_owned()];
    for word in words.split(' ') {
        let last = lines.last_mut().expect("a line");
        if last.len() == lead.len() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("{lead}{word}"));
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines.join("\n")
}
