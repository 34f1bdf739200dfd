//! What stands above a report on its web page: the name of the site and its menu.

use std::sync::LazyLock;

use regex::Regex;

use super::furniture::{bare, is_furniture};
use super::lines::Line;
use super::{Report, dates, pattern, title};

/// The name of the site, above its menu.
static SITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the\s+)?(?:IGF|(?:UN |United Nations )?internet governance forum(?:\s+\(?IGF\)?)?)(?:\s+(?:website|site|home|logo))?$",
    )
});

/// Leaves out the name of the site and its menu.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    clear_above_title(lines, report);
    clear_site(lines, report);
}

/// A menu of a few words a line, above the heading of the page.
fn clear_above_title(lines: &mut [Line], report: &mut Report) {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|index| !lines[*index].is_blank()).take(LONGEST_MENU).collect();
    let is_title =
        |index: &&usize| lines[**index].text.strip_prefix("# ").is_some_and(title::names_a_meeting);
    let Some(title) = filled.iter().find(is_title).copied() else { return };
    let is_short = |index: &usize| {
        let text = &lines[*index].text;
        !text.starts_with('#')
            && text.split(' ').count() < 6
            && dates::find(text).is_empty()
            && !text.ends_with([':', ','])
    };
    let above: Vec<usize> = filled.into_iter().take_while(|index| *index < title).collect();
    if above.len() > 1 && above.iter().all(is_short) {
        for index in above {
            let text = lines[index].take();
            lines[index].cut = false;
            report.leave_out(lines[index].number, &text, "belongs to the web page");
        }
    }
}

/// No menu has more lines.
const LONGEST_MENU: usize = 40;

/// The first line may be the name of the site, if its menu is right below.
fn clear_site(lines: &mut [Line], report: &mut Report) {
    let mut filled = (0..lines.len()).filter(|index| !lines[*index].is_blank());
    if let (Some(first), Some(second)) = (filled.next(), filled.next())
        && SITE.is_match(&bare(&lines[first].text))
        && (is_furniture(&lines[second].text) || is_bar_of_links(&lines[second].text))
    {
        let is_bar = is_bar_of_links(&lines[second].text);
        for index in [first].into_iter().chain(is_bar.then_some(second)) {
            let text = lines[index].take();
            lines[index].cut = false;
            report.leave_out(lines[index].number, &text, "belongs to the web page");
        }
    }
}

/// "About | Annual meetings | Multimedia | Register".
fn is_bar_of_links(text: &str) -> bool {
    let pieces: Vec<&str> = text.split('|').map(str::trim).collect();
    pieces.len() > 2
        && pieces.iter().all(|piece| {
            (1..4).contains(&piece.split(' ').count()) && !piece.contains(|c: char| c.is_ascii_digit())
        })
}
