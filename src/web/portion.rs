//! A portion of a public list: what changed since a time, and where to go on.

use serde::Deserialize;

use crate::clock::Instant;

/// The most that one answer holds.
const MOST: usize = 200;

/// What the query of a list asks for: `?since=2018-07-17T15:00:00Z&after=7&limit=50`. Without any, the whole list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Portion {
    /// Only what changed at this time or later, UTC (RFC 3339).
    pub since: Option<Instant>,
    /// Goes on after the thing with this number: the cursor.
    pub after: Option<i32>,
    /// How many at most, 1 to 200.
    pub limit: Option<u16>,
}

impl Portion {
    /// The portion of a list, ordered by the number that is its cursor; and the query that asks for the next one, if
    /// there is more.
    pub fn of<T>(&self, mut list: Vec<T>, number: impl Fn(&T) -> i32) -> (Vec<T>, Option<String>) {
        if self.after.is_none() && self.limit.is_none() {
            return (list, None);
        }
        list.sort_by_key(&number);
        list.retain(|one| self.after.is_none_or(|after| number(one) > after));
        let most = self.limit.map_or(MOST, usize::from).clamp(1, MOST);
        let is_more = list.len() > most;
        list.truncate(most);
        let last = list.last().filter(|_| is_more).map(&number);
        (list, last.map(|last| self.query(last, most)))
    }

    fn query(&self, after: i32, limit: usize) -> String {
        let since = self.since.map(|since| format!("since={}&", since.0)).unwrap_or_default();
        format!("?{since}after={after}&limit={limit}")
    }
}

#[cfg(test)]
mod tests {
    use super::Portion;

    #[test]
    fn the_portions_of_a_list_are_the_list() {
        let (mut found, mut after) = (Vec::new(), Some(0));
        while let Some(from) = after {
            let portion = Portion { since: None, after: Some(from), limit: Some(3) };
            let (list, next) = portion.of(vec![7, 3, 1, 4, 6, 2, 5], |number| *number);
            found.extend(list);
            after = next.map(|_| found[found.len() - 1]);
        }
        assert_eq!(found, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn without_a_question_it_is_the_whole_list_in_its_own_order() {
        assert_eq!(Portion::default().of(vec![2, 1], |number| *number), (vec![2, 1], None));
    }
}
