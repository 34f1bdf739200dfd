//! What is held about the mail that somebody gets: what they follow, how they want it, the links in it, the messages.

use serde::{Deserialize, Serialize};

use crate::{clock::Instant, links::Purpose, subscriptions::Pace};

/// What mail somebody gets.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MailHeld {
    /// How they want it; none while nothing was ever to be mailed.
    pub settings: Option<ReaderHeld>,
    /// What they follow or left.
    pub follows: Vec<FollowHeld>,
    /// Links that stand for them, good or not.
    pub standing_links: Vec<StandingHeld>,
}

/// Something that somebody follows or left.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FollowHeld {
    /// As it is cited.
    pub what: String,
    /// Its address.
    pub path: String,
    /// Whether that can be seen.
    pub visible: bool,
    /// How often they hear of it: `daily`, `weekly`, or `off` where they left it.
    pub pace: String,
    /// When they began to follow.
    pub began_at: Instant,
    /// When they last said how often.
    pub changed_at: Instant,
}

impl FollowHeld {
    /// How often, in words.
    #[must_use]
    pub fn pace(&self) -> &str {
        Pace::parse(&self.pace).map_or(self.pace.as_str(), |pace| pace.label())
    }
}

/// How somebody wants their mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as they ticked the boxes of the form")]
pub struct ReaderHeld {
    /// IANA name of the zone.
    pub zone: String,
    /// The hour of digests, 0 to 23.
    pub hour: i16,
    /// The day of weekly ones: 1 is Monday.
    pub weekday: i16,
    /// Whether digests come at all.
    pub digests: bool,
    /// Whether they are reminded of calls seven days before.
    pub remind_week: bool,
    /// Likewise 24 hours.
    pub remind_day: bool,
    /// Likewise one hour.
    pub remind_hour: bool,
    /// When the last digest was queued.
    pub last_digest_at: Option<Instant>,
}

/// A link that stands for somebody, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StandingHeld {
    /// What it does, and to what.
    pub does: Purpose,
    /// When it was made.
    pub made_at: Instant,
    /// Until when it is good.
    pub ends_at: Instant,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
    /// When it was taken back.
    pub taken_back_at: Option<Instant>,
}

/// A mailed link, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LinkHeld {
    /// What it is for.
    pub purpose: String,
    /// When it was made.
    pub made_at: Instant,
    /// Until when it is good.
    pub ends_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

/// A message to somebody, its secrets masked.
#[derive(Debug, Clone, Serialize)]
pub struct MessageHeld {
    /// Its number; newer ones are larger.
    pub id: i64,
    /// The address.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text.
    #[serde(skip)]
    pub body: String,
    /// What became of it.
    pub state: String,
    /// When it was queued.
    pub queued_at: Instant,
    /// When it was sent, given up or taken back.
    pub settled_at: Option<Instant>,
}
