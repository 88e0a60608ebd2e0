//! What a word is by its form: plural, adjective, participle, or none that is counted.

use crate::facts::fixed::Sieve;

/// Whether a lower-case word has the form of a plural noun.
pub(in crate::facts) fn is_plural(word: &str) -> bool {
    let regular = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending));
    static SIEVE: Sieve = Sieve::of(&[IRREGULAR_PLURALS]);
    regular || SIEVE.may_hold(word) && IRREGULAR_PLURALS.binary_search(&word).is_ok()
}

/// Words between `of` and the noun.
pub(in crate::facts) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "these" | "those"
    )
}

/// A guess by the endings of adjectives, and the commonest without one.
pub(super) fn is_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "al", "ive", "ous", "ic", "ed", "ing", "ate", "ble", "ful", "less", "ant", "ent", "ary",
        "ory", "ern", "ish", "ese", "ian", "ean",
    ];
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "large"
                | "small"
                | "big"
                | "new"
                | "old"
                | "young"
                | "black"
                | "white"
                | "red"
                | "blue"
                | "green"
                | "male"
                | "female"
                | "rich"
                | "poor"
                | "great"
                | "good"
                | "bad"
                | "high"
                | "low"
                | "long"
                | "short"
                | "heavy"
                | "light"
                | "public"
                | "major"
                | "minor"
                | "main"
                | "key"
                | "early"
                | "late"
                | "other"
        )
}

/// Whether a word behind a noun is more likely a verb than another noun.
pub(super) fn is_participle(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
}

/// Words that end a noun phrase: function words and the commonest verbs.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Words in `ly` that are no adverbs; sorted.
pub(super) const LY_NOUNS: &[&str] = &[
    "ally",
    "anomaly",
    "assembly",
    "belly",
    "bully",
    "butterfly",
    "costly",
    "cowardly",
    "curly",
    "daily",
    "deadly",
    "early",
    "elderly",
    "family",
    "fly",
    "fortnightly",
    "friendly",
    "heavenly",
    "homily",
    "hourly",
    "jelly",
    "jolly",
    "july",
    "likely",
    "lively",
    "lonely",
    "lovely",
    "monopoly",
    "monthly",
    "nightly",
    "orderly",
    "quarterly",
    "rally",
    "scholarly",
    "supply",
    "timely",
    "ugly",
    "unfriendly",
    "unlikely",
    "weekly",
    "worldly",
    "yearly",
];

/// Function words and the commonest verbs; sorted.
pub(super) const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "along",
    "already",
    "also",
    "although",
    "always",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "became",
    "because",
    "been",
    "before",
    "began",
    "behind",
    "being",
    "below",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "came",
    "can",
    "could",
    "despite",
    "did",
    "died",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "gave",
    "got",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "later",
    "least",
    "left",
    "less",
    "like",
    "lost",
    "made",
    "many",
    "may",
    "me",
    "might",
    "minus",
    "more",
    "most",
    "much",
    "must",
    "my",
    "near",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "over",
    "per",
    "percent",
    "perhaps",
    "plus",
    "said",
    "saw",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "till",
    "to",
    "today",
    "told",
    "tomorrow",
    "too",
    "took",
    "toward",
    "towards",
    "twice",
    "under",
    "unless",
    "unlike",
    "until",
    "up",
    "upon",
    "us",
    "versus",
    "very",
    "via",
    "vs",
    "vs.",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "won",
    "would",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Plurals that do not end in `s`, and those that the rule for `s` would miss; sorted.
pub(super) const IRREGULAR_PLURALS: &[&str] = &[
    "aircraft",
    "alumni",
    "analyses",
    "bacteria",
    "bonuses",
    "bus",
    "buses",
    "businessmen",
    "campuses",
    "cars",
    "cattle",
    "children",
    "congressmen",
    "crises",
    "criteria",
    "data",
    "dead",
    "deer",
    "feet",
    "firemen",
    "fish",
    "fishermen",
    "gas",
    "geese",
    "grandchildren",
    "gunmen",
    "guys",
    "headquarters",
    "indices",
    "injured",
    "jobs",
    "kids",
    "matrices",
    "media",
    "men",
    "mice",
    "offspring",
    "oxen",
    "people",
    "personnel",
    "phenomena",
    "police",
    "policemen",
    "schoolchildren",
    "series",
    "servicemen",
    "sheep",
    "spacecraft",
    "species",
    "staff",
    "teeth",
    "troops",
    "viruses",
    "women",
    "wounded",
];

/// Plurals that stand before another noun: `arms dealers`; sorted.
pub(super) const ATTRIBUTIVE: &[&str] = &[
    "affairs",
    "aircraft",
    "arms",
    "burns",
    "communications",
    "customs",
    "data",
    "dead",
    "earnings",
    "elections",
    "fish",
    "forces",
    "futures",
    "gas",
    "goods",
    "headquarters",
    "injured",
    "jobs",
    "materials",
    "means",
    "media",
    "news",
    "operations",
    "parks",
    "people",
    "personnel",
    "police",
    "relations",
    "resources",
    "rights",
    "sales",
    "savings",
    "securities",
    "series",
    "services",
    "sports",
    "staff",
    "standards",
    "systems",
    "troops",
    "veterans",
    "women",
    "works",
    "wounded",
];
