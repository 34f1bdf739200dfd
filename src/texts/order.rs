//! What stayed in its order when things were moved.

/// For places in an old order, listed in the new: which of them belong to a longest rising run, i.e. need not have moved.
/// Of several such runs it is always the same one. In O(n log n).
pub(super) fn in_order(places: &[usize]) -> Vec<bool> {
    // For each length of run, where the run with the lowest end ends; and what precedes each place in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end] < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut kept = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        kept[index] = true;
        next = before[index];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn the_fewest_are_said_to_have_moved() {
        assert_eq!(in_order(&[]), [] as [bool; 0]);
        assert_eq!(in_order(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(in_order(&[0, 2, 3, 1, 4]), [true, true, true, false, true]);
        assert_eq!(in_order(&[2, 1, 0]), [false, false, true]);
    }
}
