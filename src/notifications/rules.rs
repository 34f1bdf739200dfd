//! Who hears what: the one table. The worker reads it, and the page of settings shows it.

/// Who hears of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hears {
    /// The person whom it names: at once.
    Named,
    /// Who has the task that it is about, or had it until this: at once.
    Holders,
    /// Who runs the cycle: at once.
    RunnersNow,
    /// Who runs the cycle: in the digest.
    Runners,
    /// Who answered the poll that it is about: in the digest.
    Respondents,
    /// Who holds a role in the cycle: in the digest.
    Workers,
    /// Who holds a role in the cycle, and who follows the forum, the cycle or the object: in the digest. Only what is
    /// public.
    Followers,
}

impl Hears {
    /// As the page of settings puts it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Named => "The person whom it names",
            Self::Holders => "Whoever has the task",
            Self::RunnersNow | Self::Runners => "Facilitators of the cycle",
            Self::Respondents => "Whoever answered the poll",
            Self::Workers => "Everybody with a role in the cycle",
            Self::Followers => "Followers, and everybody with a role in the cycle",
        }
    }

    /// When they hear of it.
    #[must_use]
    pub fn when(self) -> &'static str {
        match self {
            Self::Named | Self::Holders | Self::RunnersNow => "At once",
            _ => "In the digest",
        }
    }
}

/// Of which acts the same people hear.
#[derive(Debug)]
pub struct Rule {
    /// What happened, as the page of settings puts it.
    pub what: &'static str,
    /// The verbs of the acts.
    pub verbs: &'static [&'static str],
    /// Who hears of it.
    pub hears: &'static [Hears],
}

/// The table. An act whose verb is not in it is told to nobody; mail that somebody asked for, such as a link to sign in,
/// is no act, and not in it either.
pub const RULES: &[Rule] = &[
    Rule {
        what: "You were given a role, or a role of yours ended",
        verbs: &["role.given", "role.ended", "role.declined"],
        hears: &[Hears::Named],
    },
    Rule {
        what: "You are to run the site with the Secretariat, or no longer",
        verbs: &["secretariat.given", "secretariat.ended"],
        hears: &[Hears::Named],
    },
    Rule {
        what: "What you proposed for an agenda was taken up or declined",
        verbs: &["agenda.decided"],
        hears: &[Hears::Named],
    },
    Rule {
        what: "Somebody proposed something for an agenda",
        verbs: &["agenda.proposed"],
        hears: &[Hears::Runners],
    },
    Rule {
        what: "A call was announced, scheduled, moved or cancelled",
        verbs: &[
            "meeting.intended",
            "meeting.scheduled",
            "meeting.timed",
            "meeting.moved",
            "meeting.cancelled",
            "meeting.deleted",
            "meeting.refiled",
        ],
        hears: &[Hears::Followers],
    },
    Rule {
        what: "Something waits for your word: a time is to be found or chosen, or what the work plan opens today",
        verbs: &["meeting.due", "poll.closed", "poll.complete", "tool.waits"],
        hears: &[Hears::RunnersNow],
    },
    Rule {
        what: "A poll about when a call should be, or proposals for an agenda, were opened",
        verbs: &["poll.opened", "proposals.opened"],
        hears: &[Hears::Followers],
    },
    Rule {
        what: "A poll was changed or withdrawn",
        verbs: &["poll.changed", "poll.withdrawn"],
        hears: &[Hears::Respondents, Hears::Followers],
    },
    Rule { what: "The agenda of a call was changed", verbs: &["agenda.changed"], hears: &[Hears::Workers] },
    Rule { what: "A call was held", verbs: &["meeting.held"], hears: &[Hears::Workers] },
    Rule {
        what: "A report was published, corrected or taken back",
        verbs: &["report.published", "report.withdrawn"],
        hears: &[Hears::Followers],
    },
    Rule { what: "A report was imported", verbs: &["report.imported"], hears: &[Hears::Workers] },
    Rule { what: "You are asked to take on a task", verbs: &["task.asked"], hears: &[Hears::Named] },
    Rule {
        what: "Volunteers are called for, a task is open again or done",
        verbs: &["task.added", "task.released", "task.done"],
        hears: &[Hears::Followers],
    },
    Rule { what: "A task was dropped", verbs: &["task.dropped"], hears: &[Hears::Holders, Hears::Followers] },
    Rule { what: "Who has a task needs help", verbs: &["task.help_wanted"], hears: &[Hears::RunnersNow] },
    Rule {
        what: "A task went to others, as two check-ins went unanswered",
        verbs: &["task.lapsed"],
        hears: &[Hears::Named, Hears::RunnersNow, Hears::Followers],
    },
    Rule { what: "A task was changed", verbs: &["task.changed"], hears: &[Hears::Holders] },
    Rule {
        what: "Somebody took a task on, began it, or said no",
        verbs: &["task.taken", "task.begun", "task.declined"],
        hears: &[Hears::Runners],
    },
    Rule {
        what: "A cycle was opened, or went a step further",
        verbs: &["cycle.opened", "cycle.moved_on"],
        hears: &[Hears::Followers],
    },
    Rule {
        what: "The work plan got a milestone, or one was moved",
        verbs: &["milestone.added", "milestone.changed"],
        hears: &[Hears::Followers],
    },
];

/// Who hears of acts with this verb.
#[must_use]
pub fn of(verb: &str) -> &'static [Hears] {
    RULES.iter().find(|rule| rule.verbs.contains(&verb)).map_or(&[], |rule| rule.hears)
}

#[cfg(test)]
mod tests {
    use super::{Hears, RULES, of};

    #[test]
    fn a_verb_stands_in_one_rule_and_everything_else_is_told_to_nobody() {
        let mut verbs: Vec<_> = RULES.iter().flat_map(|rule| rule.verbs).collect();
        let all = verbs.len();
        verbs.sort_unstable();
        verbs.dedup();
        assert_eq!(verbs.len(), all);
        assert_eq!(of("agenda.decided"), [Hears::Named]);
        assert!(of("account.made").is_empty());
    }
}
