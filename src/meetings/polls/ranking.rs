//! Which slots serve most people.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{Poll, Slot, Tally};
use crate::{clock::Instant, db::SlotId};

/// By what slots are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By how many can come.
    #[default]
    Yes,
    /// By how many can, if need be.
    IfNeedBe,
    /// By how many of the required can, if need be.
    Required,
}

impl Order {
    /// All, with their value in addresses and what the page calls them.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Yes, "yes", "Most yes"),
        (Self::IfNeedBe, "if_need_be", "Most yes and if need be"),
        (Self::Required, "required", "Most of the required"),
    ];

    fn key(self, tally: Tally) -> [i64; 4] {
        let Tally { yes, if_need_be: _, no, required } = tally;
        match self {
            Self::Yes => [yes, tally.can(), required, -no],
            Self::IfNeedBe => [tally.can(), yes, required, -no],
            Self::Required => [required, tally.can(), yes, -no],
        }
    }
}

/// A slot with what all said of it.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    /// The slot.
    pub slot: Slot,
    /// What all said of it.
    pub tally: Tally,
}

/// The slots of a poll, the best first; of two that are equal the earlier. Dropped ones stand last, in the order of time.
#[must_use]
pub fn ranked(poll: &Poll, tallies: &HashMap<SlotId, Tally>, order: Order) -> Vec<Ranked> {
    let with_tally =
        |slot: &Slot| Ranked { slot: *slot, tally: tallies.get(&slot.id).copied().unwrap_or_default() };
    let mut ranked: Vec<Ranked> = poll.slots.iter().map(with_tally).collect();
    ranked.sort_by_key(|one| {
        let dropped = one.slot.dropped_at.is_some();
        let key = if dropped { [0; 4] } else { order.key(one.tally) };
        (dropped, std::cmp::Reverse(key), one.slot.starts_at)
    });
    ranked
}

/// Two slots that together serve more people than any one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twins {
    /// The earlier.
    pub one: SlotId,
    /// The later.
    pub other: SlotId,
    /// How many can come to one of the two, if need be.
    pub together: usize,
    /// How many can come to the best single one.
    pub alone: usize,
}

/// The two slots ahead that together serve most, where no single one serves all who answered, and which do not overlap;
/// none where two serve no more than one.
#[must_use]
pub fn twins(poll: &Poll, can: &[(SlotId, Vec<i64>)], replies: usize, now: Instant) -> Option<Twins> {
    let ahead: HashMap<SlotId, Instant> = poll.ahead(now).map(|slot| (slot.id, slot.starts_at)).collect();
    let places: HashSet<i64> = can.iter().flat_map(|(_, replies)| replies.iter().copied()).collect();
    let places: HashMap<i64, usize> = places.into_iter().zip(0..).collect();
    let words = places.len().div_ceil(64);
    let bits = |replies: &[i64]| {
        let mut bits = vec![0_u64; words];
        for place in replies.iter().filter_map(|reply| places.get(reply)) {
            bits[place / 64] |= 1 << (place % 64);
        }
        bits
    };
    let mut sets: Vec<(Instant, SlotId, Vec<u64>)> =
        can.iter().filter_map(|(slot, replies)| Some((*ahead.get(slot)?, *slot, bits(replies)))).collect();
    sets.sort_by_key(|(starts_at, ..)| *starts_at);
    let count = |bits: &[u64]| bits.iter().map(|word| word.count_ones() as usize).sum::<usize>();
    let alone = sets.iter().map(|(.., set)| count(set)).max()?;
    if alone >= replies {
        return None;
    }
    let mut best: Option<Twins> = None;
    for (index, (starts_at, one, set)) in sets.iter().enumerate() {
        let apart = starts_at.plus_minutes(i64::from(poll.minutes));
        for (_, other, with) in sets[index + 1..].iter().filter(|(later, ..)| *later >= apart) {
            let together: usize =
                set.iter().zip(with).map(|(one, other)| (one | other).count_ones() as usize).sum();
            if together > best.map_or(alone, |best| best.together) {
                best = Some(Twins { one: *one, other: *other, together, alone });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::{MeetingId, PollId},
        meetings::polls::model::PollState,
        windows::Window,
    };

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("an instant")
    }

    fn poll(starts: &[&str]) -> Poll {
        let window = Window::new(at("2018-10-15T09:00:00Z"), at("2018-10-20T09:00:00Z"));
        let slot = |(id, starts): (i64, &&str)| Slot {
            id: SlotId(id),
            starts_at: at(starts),
            added_at: window.opens_at,
            dropped_at: None,
            chosen: false,
        };
        Poll {
            id: PollId(1),
            meeting: MeetingId(1),
            state: PollState::Open,
            window_id: 1,
            window,
            minutes: 60,
            zone: "UTC".to_owned(),
            note: String::new(),
            reason: String::new(),
            edits: 0,
            changed_at: None,
            slots: (1..).zip(starts).map(slot).collect(),
        }
    }

    fn order(poll: &Poll, tallies: &[(i64, [i64; 4])], by: Order) -> Vec<i64> {
        let tally = |[yes, if_need_be, no, required]: [i64; 4]| Tally { yes, if_need_be, no, required };
        let tallies = tallies.iter().map(|(slot, numbers)| (SlotId(*slot), tally(*numbers))).collect();
        ranked(poll, &tallies, by).into_iter().map(|one| one.slot.id.0).collect()
    }

    #[test]
    fn slots_are_ordered_by_what_one_asks_for() {
        let poll = poll(&["2018-11-01T06:00:00Z", "2018-11-01T14:00:00Z", "2018-11-01T20:00:00Z"]);
        let said = [(1, [3, 0, 2, 0]), (2, [2, 3, 0, 1]), (3, [1, 1, 3, 2])];
        assert_eq!(order(&poll, &said, Order::Yes), [1, 2, 3]);
        assert_eq!(order(&poll, &said, Order::IfNeedBe), [2, 1, 3]);
        assert_eq!(order(&poll, &said, Order::Required), [3, 2, 1]);
        assert_eq!(order(&poll, &[], Order::Yes), [1, 2, 3], "of two that are equal the earlier is first");
    }

    #[test]
    fn two_slots_are_offered_where_they_serve_more_than_one() {
        let poll = poll(&["2018-11-01T06:00:00Z", "2018-11-01T06:30:00Z", "2018-11-01T20:00:00Z"]);
        let now = at("2018-10-15T09:00:00Z");
        let can = |slot: i64, replies: &[i64]| (SlotId(slot), replies.to_vec());
        let said = [can(1, &[1, 2, 3]), can(2, &[4, 5, 6]), can(3, &[4, 5])];
        let found = twins(&poll, &said, 6, now).expect("two slots");
        assert_eq!(
            (found.one.0, found.other.0, found.together, found.alone),
            (1, 3, 5, 3),
            "the first two overlap"
        );
        assert_eq!(twins(&poll, &[can(1, &[1, 2, 3]), can(3, &[1])], 4, now), None);
        assert_eq!(twins(&poll, &[can(1, &[1, 2]), can(3, &[3])], 2, now), None, "one serves all");
        assert_eq!(twins(&poll, &said, 6, at("2018-11-01T07:00:00Z")), None, "they are past");
    }
}
