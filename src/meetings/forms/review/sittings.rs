//! Which sitting of the meeting a recording or a participant belongs to.

use super::{EVERY_SITTING, ReviewForm};
use crate::{meetings::Meeting, web::time};

/// A sitting that a row may be put to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SittingChoice {
    /// Its value in the form: the number of its row, or its position where the meeting is on record.
    pub value: String,
    /// Its position in the meeting.
    pub position: i32,
    /// When it was: "Sitting 2, 2018-09-20 16:00".
    pub label: String,
}

impl ReviewForm {
    /// The sittings to choose from: those of the meeting that the report is filed with, else those in the form. A
    /// further sitting whose day and time were emptied does not count.
    #[must_use]
    pub fn sitting_choices(&self, onto: Option<&Meeting>) -> Vec<SittingChoice> {
        let choice = |value: String, position: i32, (day, clock): (String, String)| {
            let label = format!("Sitting {value}, {day} {clock}").trim_end().to_owned();
            SittingChoice { value, position, label }
        };
        if let Some(meeting) = onto {
            let of = |sitting: &crate::meetings::Sitting| {
                let (day, clock) = time::fields(sitting.starts_at);
                (day, if sitting.time_known { clock } else { String::new() })
            };
            let sittings = meeting.sittings.iter();
            return sittings
                .map(|sitting| choice(sitting.position.to_string(), sitting.position, of(sitting)))
                .collect();
        }
        let kept = self.kept_sittings();
        (1..)
            .zip(kept)
            .map(|(position, (row, day, clock))| choice(row.to_string(), position, (day, clock)))
            .collect()
    }

    /// The rows of sittings that count, in the order of time: the first row, and others with a day or a time.
    pub(super) fn kept_sittings(&self) -> Vec<(usize, String, String)> {
        let is_kept =
            |(row, day, clock): &(usize, String, String)| *row == 1 || !(day.is_empty() && clock.is_empty());
        let mut kept: Vec<_> = self.sittings().into_iter().filter(is_kept).collect();
        kept.sort_by_key(|(_, day, clock)| {
            time::from_fields(day, if clock.is_empty() { "00:00" } else { clock })
        });
        kept
    }
}

/// The positions that `typed` stands for; nothing typed is the first sitting. None where it names no sitting.
pub(super) fn positions(choices: &[SittingChoice], typed: &str) -> Option<Vec<i32>> {
    match typed {
        "" => Some(vec![1]),
        EVERY_SITTING => Some(choices.iter().map(|choice| choice.position).collect()),
        row => choices.iter().find(|choice| choice.value == row).map(|choice| vec![choice.position]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitting_that_was_emptied_is_no_choice_and_the_next_moves_up() {
        let words = |words: [&str; 3]| words.map(str::to_owned).to_vec();
        let form = ReviewForm {
            day: words(["2018-09-20", "", "2018-09-21"]),
            time: words(["08:00", "", ""]),
            ..ReviewForm::default()
        };
        let choices = form.sitting_choices(None);
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["Sitting 1, 2018-09-20 08:00", "Sitting 3, 2018-09-21"]);
        assert_eq!(positions(&choices, "3"), Some(vec![2]));
        assert_eq!(positions(&choices, "2"), None);
        assert_eq!(positions(&choices, "all"), Some(vec![1, 2]));
        assert_eq!(positions(&choices, ""), Some(vec![1]));
    }

    #[test]
    fn the_sitting_that_was_earlier_is_the_first_whichever_was_typed_first() {
        let words = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        let form = ReviewForm {
            day: words(["2018-09-20", "2018-09-20"]),
            time: words(["16:00", "8:00"]),
            ..ReviewForm::default()
        };
        let choices = form.sitting_choices(None);
        assert_eq!(positions(&choices, "1"), Some(vec![2]));
        assert_eq!(positions(&choices, "2"), Some(vec![1]));
    }
}
