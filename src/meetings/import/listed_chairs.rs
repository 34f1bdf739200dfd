//! Who led the call, by the list of those who took part.

use std::sync::LazyLock;

use regex::Regex;

use super::leading::Chairs;
use super::{Kind, Report, names, pattern};

static FACILITATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:co-?)?(facilitator|chair(?:man|woman|person)?|conven[eo]r|host)s?\b")
});
/// "Moderator", "BPF co-moderator", "moderator of the call", and not that of a panel or a list.
static MODERATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the\s+)?(?:BPF\s+|call\s+|meeting\s+)?(?:co-?)?moderat(?:or|ing)s?(?:\s+(?:of|for)\s+(?:the|this)\s+(?:call|meeting|BPF|session))?$",
    )
});
/// In its early years a forum was led by coordinators; those of an initiative have its name beside them.
static COORDINATOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:the\s+)?(?:BPF\s+)?(?:co-?)?co-?ordinators?(?:\s+of\s+the\s+BPF)?$"));

/// Those whose role on the list is to lead the call.
pub fn read(report: &Report) -> Chairs {
    let with = |role: &Regex| -> Vec<String> {
        let people = report.participants.iter();
        let fitting = people.filter(|person| person.role.as_deref().is_some_and(|said| role.is_match(said)));
        fitting.map(|person| names::without_title(&person.name).to_owned()).collect()
    };
    let mut chairs = Chairs { facilitators: with(&FACILITATOR), moderators: with(&MODERATOR) };
    if chairs.facilitators.is_empty() && chairs.moderators.is_empty() && report.kind != Kind::Joint {
        chairs.facilitators = with(&COORDINATOR);
    }
    chairs
}

#[cfg(test)]
mod tests {
    use super::super::Participant;
    use super::*;

    fn chairs(listed: &[(&str, &str)], kind: Kind) -> (Vec<String>, Vec<String>) {
        let person = |(name, role): &(&str, &str)| Participant {
            name: (*name).to_owned(),
            role: Some((*role).to_owned()),
            ..Participant::default()
        };
        let participants = listed.iter().map(person).collect();
        let found = read(&Report { kind, participants, ..Report::default() });
        (found.facilitators, found.moderators)
    }

    #[test]
    fn roles_on_the_list_say_who_led() {
        let anna = || vec!["Anna Bell".to_owned()];
        let with = |role: &str, kind: Kind| chairs(&[("Anna Bell", role), ("Tom Ray", "consultant")], kind);

        assert_eq!(with("BPF co-facilitator", Kind::Virtual), (anna(), vec![]));
        assert_eq!(with("moderator", Kind::Virtual), (vec![], anna()));
        assert_eq!(with("moderator of the mailing list", Kind::Virtual), (vec![], vec![]));
        assert_eq!(with("co-coordinator", Kind::Virtual), (anna(), vec![]));
        assert_eq!(with("coordinator", Kind::Joint), (vec![], vec![]), "of an initiative, perhaps");
    }
}
