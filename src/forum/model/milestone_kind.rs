//! What milestones are about.

/// What a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MilestoneKind {
    /// The proposal to the MAG.
    Proposal,
    /// The MAG's decision.
    Decision,
    /// A call, such as the kick-off.
    Call,
    /// The background paper.
    Paper,
    /// A questionnaire or call for contributions.
    Input,
    /// A draft of the output.
    Draft,
    /// A time for comments.
    Comments,
    /// An update to the MAG.
    Update,
    /// A session at the annual meeting.
    Session,
    /// The final output.
    Output,
    /// Anything else.
    Other,
}

impl MilestoneKind {
    /// All, with the value in forms and what it is called.
    pub const ALL: [(Self, &'static str, &'static str); 11] = [
        (Self::Proposal, "proposal", "Proposal"),
        (Self::Decision, "decision", "Decision of the MAG"),
        (Self::Call, "call", "Call"),
        (Self::Paper, "paper", "Background paper"),
        (Self::Input, "input", "Call for input"),
        (Self::Draft, "draft", "Draft output"),
        (Self::Comments, "comments", "Time for comments"),
        (Self::Update, "update", "Update to the MAG"),
        (Self::Session, "session", "Session at the annual meeting"),
        (Self::Output, "output", "Final output"),
        (Self::Other, "other", "Other"),
    ];

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("other", |(_, code, _)| code)
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map(|(kind, ..)| *kind)
    }
}
