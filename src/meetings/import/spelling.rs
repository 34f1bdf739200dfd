//! Words of titles as hurried people type them, as patterns: "Metting", "Vitual".

/// "Meeting", "Metting", "Meeing", "Mtg".
pub const MEETING: &str = r"m(?:e{1,3}t{1,3}i{0,2}n{0,2}g|eeing|eetin|eetign|tg)";

/// "Virtual", "Vitual", "Virtaul".
pub const VIRTUAL: &str = r"v(?:[a-z]{0,5}tual|irtaul|irtal|irual)";
