//! Two days with one year between them.

use super::dates::Mention;

/// In "30 May – 2 June 2017" the year is said once for both.
pub fn share_years(text: &str, mentions: &mut [Mention]) {
    for index in (1..mentions.len()).rev() {
        let (before, after) = mentions.split_at_mut(index);
        let (Some(first), second) = (before.last_mut(), &after[0]) else { continue };
        let between = text.get(first.span.end..second.span.start).unwrap_or("none").trim().to_lowercase();
        let is_range = ["", "-", "–", "—", "to", "and", "or", "until", "till", "&", "/", ","]
            .contains(&between.as_str());
        if let (true, Some(later)) = (is_range, second.days.first()) {
            for day in first.days.iter_mut().filter(|day| day.year.is_none()) {
                day.year = later.year.map(|year| {
                    if (day.month, day.of_month) > (later.month, later.of_month) { year - 1 } else { year }
                });
            }
        }
    }
}
