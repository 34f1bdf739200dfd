//! The reports of the calls.

use super::*;

#[test]
fn reports_are_published_within_two_weeks_or_marked_as_drafts() {
    let mut published = 0;
    for call in calls() {
        let Some(report) = &call.report else { continue };
        assert_eq!(report.file, format!("{}.md", date_of(call)));
        if let Some(on) = report.published {
            assert!((1..=13).contains(&(day(on) - day(date_of(call)))), "{on}");
            published += 1;
        } else {
            assert!(report.markdown.contains("Draft, not published"));
        }
    }
    assert_eq!(published, 5);
}

#[test]
fn reports_number_their_paragraphs_across_headings() {
    for report in calls().filter_map(|call| call.report.as_ref()) {
        let text = report.markdown;
        let numbers: Vec<usize> = text
            .lines()
            .filter_map(|line| line.split_once(". "))
            .filter_map(|(number, _)| number.parse().ok())
            .collect();
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "{}", report.file);

        if report.published.is_some() {
            let words = text.split_whitespace().count();
            assert!((8..=14).contains(&numbers.len()), "{}", report.file);
            assert!((400..=700).contains(&words), "{}: {words} words", report.file);
        }
        for note in 1..=9 {
            let mark = format!("[^{note}]");
            let definition = format!("\n[^{note}]: ");
            let expected = 2 * text.matches(&definition).count();
            assert_eq!(text.matches(&mark).count(), expected, "{} {mark}", report.file);
        }
    }
}

#[test]
fn reports_link_only_to_example_org_and_to_pages_that_exist_from_the_start() {
    for report in calls().filter_map(|call| call.report.as_ref()) {
        for target in report.markdown.split("](").skip(1) {
            let target = target.split(')').next().expect("a part before the bracket");
            let own = CYCLES.iter().any(|cycle| {
                let home = format!("/{}/{}", FORUM.slug, cycle.year);
                target
                    .strip_prefix(&home)
                    .is_some_and(|rest| ["", "/plan", "/people", "/meetings"].contains(&rest))
            });
            assert!(own || target.starts_with("https://example.org"), "{target}");
        }
    }
}
