//! Names of months and weekdays, in full or cut short.

use jiff::civil::Weekday;

/// The month of a name, from 1.
pub fn month(name: &str) -> Option<i8> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.to_lowercase();
    names.iter().position(|month| start.starts_with(month)).and_then(|index| i8::try_from(index + 1).ok())
}

/// The weekday of a name.
pub fn weekday(name: &str) -> Option<Weekday> {
    let name = name.to_lowercase();
    let names = [
        ("mon", Weekday::Monday),
        ("tue", Weekday::Tuesday),
        ("wed", Weekday::Wednesday),
        ("thu", Weekday::Thursday),
        ("fri", Weekday::Friday),
        ("sat", Weekday::Saturday),
        ("sun", Weekday::Sunday),
    ];
    names.into_iter().find(|(start, _)| name.starts_with(start)).map(|(_, day)| day)
}
