//! What somebody chooses about their mail.

use serde::Deserialize;

use crate::{
    db::ReferenceId,
    subscriptions::{Pace, Reader, Reminders},
    web::{Errors, time},
};

/// The form; what a mail program sends at one click fits it too.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MailForm {
    /// RFC 8058: `One-Click`.
    #[serde(rename = "List-Unsubscribe")]
    pub one_click: Option<String>,
    /// The button that leaves what the mail was about.
    pub leave: Option<String>,
    /// The button that lets mail come again to an address that was suspended.
    pub resume: Option<String>,
    /// IANA name of the zone.
    pub zone: String,
    /// 0 to 23.
    pub hour: String,
    /// 1 (Monday) to 7.
    pub weekday: String,
    /// Whether digests come at all.
    pub digests: Option<String>,
    /// Whether they are reminded of calls seven days before.
    pub remind_week: Option<String>,
    /// Likewise 24 hours.
    pub remind_day: Option<String>,
    /// Likewise one hour.
    pub remind_hour: Option<String>,
    /// What they hear of …
    pub reference: Vec<i64>,
    /// … and how often, in the same order.
    pub pace: Vec<String>,
}

impl MailForm {
    /// As it stands now.
    #[must_use]
    pub fn of(reader: &Reader) -> Self {
        let ticked = |on: bool| on.then(|| "on".to_owned());
        Self {
            zone: reader.zone.clone(),
            hour: reader.hour.to_string(),
            weekday: reader.weekday.to_string(),
            digests: ticked(reader.digests),
            remind_week: ticked(reader.reminders.week),
            remind_day: ticked(reader.reminders.day),
            remind_hour: ticked(reader.reminders.hour),
            ..Self::default()
        }
    }

    /// How they want their mail, and how often they want to hear of what.
    pub fn check(&self) -> Result<(Reader, Vec<(ReferenceId, Pace)>), Errors> {
        let mut errors = Errors::default();
        let zone = self.zone.trim();
        if time::zone(zone).is_none() {
            errors.add("mail-zone", "Choose a time zone of the list, such as Africa/Nairobi.");
        }
        let number = |text: &str, from: i16, to: i16| text.parse().ok().filter(|n| (from..=to).contains(n));
        let hour = number(&self.hour, 0, 23);
        if hour.is_none() {
            errors.add("hour", "Choose an hour of the day.");
        }
        let weekday = number(&self.weekday, 1, 7);
        if weekday.is_none() {
            errors.add("weekday", "Choose a day of the week.");
        }
        let mut choices = Vec::new();
        for (number, (reference, pace)) in self.reference.iter().zip(&self.pace).enumerate() {
            match Pace::parse(pace) {
                Some(pace) => choices.push((ReferenceId(*reference), pace)),
                None => errors.add(format!("pace{}", number + 1), "Choose how often you want to hear of it."),
            }
        }
        let (hour, weekday) = (hour.unwrap_or(7), weekday.unwrap_or(1));
        let reminders = Reminders {
            week: self.remind_week.is_some(),
            day: self.remind_day.is_some(),
            hour: self.remind_hour.is_some(),
        };
        let digests = self.digests.is_some();
        errors.or((Reader { zone: zone.to_owned(), hour, weekday, digests, reminders }, choices))
    }
}
