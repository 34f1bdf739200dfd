//! What a report comes in: a page with its number, a web page, a mail, a quoted mail.

use super::choice::Choice;

/// Puts a report into one of the carriers.
pub fn carry(choice: &mut Choice, report: &str, day_after: &str) -> String {
    match choice.way(&["as it is", "wrapped", "pages", "web page", "mail", "quoted mail"]) {
        "wrapped" => wrap(report, 72),
        "pages" => pages(&wrap(report, 90)),
        "web page" => format!("Skip to main content\nHome\nAbout\nContact\n\n{report}\n\nShare this page\n"),
        "mail" => format!(
            "From: The Secretariat <secretariat@example.org>\nTo: bpf@example.org\nDate: {day_after} 10:12:00 +0200\n\
             Subject: Summary of our call\n\nDear all,\n\nPlease find below the summary of our last call.\n\n{report}\n\nBest regards,\n\
             The Secretariat\n"
        ),
        "quoted mail" => {
            let quote = |line: &str| format!("> {line}").trim_end().to_owned();
            wrap(report, 70).lines().map(quote).collect::<Vec<_>>().join("\n")
        }
        _ => report.to_owned(),
    }
}

/// Breaks lines between words. What has no gap, such as a link, stays whole.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = Vec::new();
    for line in text.lines() {
        let mut last = String::new();
        for word in line.split(' ') {
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
                wrapped.push(std::mem::take(&mut last));
            }
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
        wrapped.push(last);
    }
    wrapped.join("\n")
}

/// Lines of a page.
const PAGE: usize = 38;

fn pages(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let pages = lines.chunks(PAGE).enumerate();
    let numbered = pages.map(|(index, page)| format!("{}\n\n{}\n\n", page.join("\n"), index + 1));
    numbered.collect()
}
