//! Days in figures: "2017-05-20", "20.05.2017", "20/05/2017".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::dates::{Day, Mention};
use super::pattern;

static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)|(\d{1,2})(?:/|(?P<dot>\.))(\d{1,2})[/.](\d{4})\b)",
    )
});

/// Every place in a text that names a day in figures. What can be read in two ways names none.
pub fn find(text: &str) -> Vec<Mention> {
    FIGURES.captures_iter(text).filter_map(|found| mention(&found)).collect()
}

fn mention(found: &Captures) -> Option<Mention> {
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<i16>().ok());
    let day = |year, month, day| {
        Some(Day { year: Some(year), month: i8::try_from(month).ok()?, of_month: i8::try_from(day).ok()? })
    };
    let read = match (number(1), number(2), number(3)) {
        (Some(year), Some(month), Some(of_month)) => day(year, month, of_month),
        _ => match (number(4)?, number(6)?, number(7)?) {
            // With full stops the day comes first everywhere.
            (of_month, month, year) if of_month > 12 || found.name("dot").is_some() || of_month == month => {
                day(year, month, of_month)
            }
            (month, of_month, year) if of_month > 12 => day(year, month, of_month),
            // 5/6/2018 is two days, on either side of the Atlantic.
            _ => None,
        },
    };
    let days = read.into_iter().filter(|day| day.in_year(None).is_some()).collect();
    Some(Mention { days, weekday: None, span: found.get(0)?.range() })
}
