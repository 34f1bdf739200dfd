//! Ways of writing a report, taken by a number, so that the same number always gives the same report.

/// Takes one way for each part, and remembers which.
pub struct Choice {
    state: u64,
    /// The ways taken, for whoever has to find out why a report was misread.
    pub taken: Vec<&'static str>,
}

impl Choice {
    pub fn new(seed: u64) -> Self {
        Self { state: seed, taken: Vec::new() }
    }

    /// A number below `end`, evenly spread (splitmix64).
    pub fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let end = u64::try_from(end).expect("a small number");
        usize::try_from((mixed ^ (mixed >> 31)) % end).expect("a small number")
    }

    /// One of these ways.
    pub fn way(&mut self, ways: &[&'static str]) -> &'static str {
        let way = ways[self.below(ways.len())];
        self.taken.push(way);
        way
    }

    /// One of these things, whichever it is.
    pub fn any<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    /// The same things in another order.
    pub fn shuffled<T: Copy>(&mut self, things: &[T]) -> Vec<T> {
        let mut things = things.to_vec();
        for index in (1..things.len()).rev() {
            things.swap(index, self.below(index + 1));
        }
        things
    }
}
