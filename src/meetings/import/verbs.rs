//! The verbs with which somebody takes work upon themselves, and those of what is no work.

use regex::Captures;

/// Words with which work is taken, and the first two words of what it is.
pub const COMMITS: &str = r"(?:(?:has|have|had|also|kindly|then|both|each|jointly|further|gladly|together|all|generously|meanwhile|therefore|thus|hence|thereupon|accordingly|consequently|finally|immediately|spontaneously|readily|again|now|later|instead|too|even|in turn|in reply|in response|for (?:his|her|their) part|who),?\s+)*(?P<verb>(?:offered|offers?|volunteered|volunteers?|undertook|undertaken|undertakes?|agreed|agrees?|promised|promises?|committed(?:\s+(?:him|her|them)sel(?:f|ves))?|pledged|accepted|consented|declared (?:him|her|them)sel(?:f|ves) (?:willing|ready)|is|are|is going|are going|was tasked|were tasked)\s+to|(?:(?:was|were|is|are)|(?:has|have|had)\s+been)(?:\s+\w+ly)?\s+(?:asked|requested)(?:\s+by\s+[^,.;]{2,40}?)?\s+to|will(?:\s+(?:also|then|kindly|both|each|first))?|(?:said|added|confirmed|announced|promised|agreed|indicated|explained|replied|answered|responded|declared|stated|offered|(?:assured|informed|told)\s+(?:the\s+(?:group|call|participants|meeting|others)|everybody|all|us|them))(?:\s+that)?\s+(?:s?he|they)(?:\s+(?:would|will|(?:is|was|are|were)\s+(?:willing|ready|happy|prepared|glad)\s+to)|['’](?:d|ll))|promised\s+that|(?:took|takes|has|have)\s+(?:an|the)\s+action(?:\s+(?:item|point))?\s+to|(?:was|were|has\s+been|have\s+been)\s+(?:tasked|charged|entrusted)\s+with|volunteered\s+(?:for|as)|(?:offered|promised)\s+(?:(?:his|her|their|the|some)\s+)?(?:help|support|assistance|services)|(?:stood|stands?)\s+ready\s+to|took\s+(?:on|over|upon)|takes\s+(?:on|over)|accepted|took\s+it\s+upon\s+(?:him|her|them)sel(?:f|ves)\s+to|(?:expressed|declared|confirmed|signalled)\s+(?:his|her|their)\s+(?:willingness|readiness)\s+to|(?:is|are|was|were)\s+(?:happy|willing|ready|prepared)\s+to|signed\s+up\s+(?:to|for|as)|(?:engaged|bound|proposed|volunteered)\s+(?:him|her|them)sel(?:f|ves)\s+to|put\s+(?:him|her|them)sel(?:f|ves)\s+(?:forward|down)\s+(?:to|for|as)|(?:put|gave|entered|wrote)\s+(?:his|her|their|the)\s+names?\s+(?:down\s+|forward\s+|in\s+)?(?:to|for|as|against|behind)|(?:raised|put\s+up)\s+(?:his|her|their)\s+hands?\s+(?:to|for)|(?:came|stepped)\s+forward\s+(?:to|for|as|with)|took\s+(?:responsibility|charge|care)\s+(?:for|of)|made\s+(?:him|her|them)sel(?:f|ves)\s+responsible\s+for)\s+\(?(?P<what>have\s+an?\s+(?:(?:quick|closer|brief|short|first|second|last)\s+)?(?:word|look|go|chat|talk|draft|version|text|summary|list)|[\w-]+)(?:\s+(?P<next>[\w-]+))?";

/// "Will" and "is to" may also say what happens; the other verbs are said of work.
pub fn is_firm(verb: &str) -> bool {
    !(verb.starts_with("will") || verb.starts_with("is") || verb.starts_with("are"))
}

/// Meetings and events are held; nobody carries them out as a task.
const EVENTS: &str = "host meet reconvene convene hold speak be talk attend have participate remain continue disagree \
    happen need not gather like prefer love welcome appreciate wish want travel fly arrive come";
/// "Take place" is an event, "take the notes" is a task; "speak" is an event, "speak with" is a task.
const EVENT_PAIRS: [(&str, &str); 12] = [
    ("take", "place"),
    ("take", "part"),
    ("come", "together"),
    ("come", "forward"),
    ("step", "forward"),
    ("come", "back"),
    ("go", "on"),
    ("carry", "on"),
    ("stay", "on"),
    ("step", "down"),
    ("step", "back"),
    ("step", "aside"),
];
const TASK_PAIRS: &str = "with to";
/// Even somebody who agrees to do these takes no work home.
const NO_TASKS: &str = "disagree differ meet reconvene gather be remain continue have not like prefer love welcome appreciate wish want \
    stay resign retire leave stop";

/// Is it work, or an event at which somebody will be?
pub fn is_task(found: &Captures, firm: bool) -> bool {
    let among = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let what = &found["what"];
    let next = found.name("next").map_or("", |next| next.as_str());
    // "Offered to be the moderator"
    let takes_role = firm && what == "be" && ["the", "a", "an", "our", "one", "responsible"].contains(&next);
    if EVENT_PAIRS.contains(&(what, next))
        || among(NO_TASKS, what) && !takes_role && !(what == "be" && next == "responsible")
    {
        return false;
    }
    firm || !among(EVENTS, what)
        || ["speak", "talk"].contains(&what) && among(TASK_PAIRS, next)
        || (what, next) == ("be", "responsible")
}
