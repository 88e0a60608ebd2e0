//! Greetings, farewells, signatures and time stamps of mail that has lost its line ends.

use memchr::memchr;

use super::run_on::Gap;
use super::word::{bare, capitalised, is_file, is_first_person, is_name, is_opener};
use crate::facts::abbreviation::is_title_word;
use crate::facts::lexicon::{Classes, lexicon};

impl Gap<'_> {
    /// Whether a time stamp of a mail (`3/15/2001 04:03 PM`) or its sender's name before it
    /// begins here, or a stamp ends.
    pub(super) fn parts_stamp(&self) -> bool {
        let in_sentence = matches!(self.last, "on" | "at" | "of" | "from" | "to" | "-");
        begins_stamp(self.next, self.behind) && !in_sentence
            || self.ends_stamp()
            || self.is_sender()
    }

    fn ends_stamp(&self) -> bool {
        let mut words = self.before.rsplit(' ');
        let mut time = words.next().unwrap_or_default();
        if is_half_of_day(time) {
            time = words.next().unwrap_or_default();
        } else if is_half_of_day(self.next) {
            return false;
        }
        is_clock(time) && is_numeric_date(words.next().unwrap_or_default())
    }

    /// Whether the name of a sender begins here, which a time stamp follows.
    fn is_sender(&self) -> bool {
        const MAX_NAME_WORDS: usize = 4;
        let named = capitalised(self.last.trim_start_matches(['"', '“']));
        let mail = is_mail_address(self.next) && !self.next.starts_with('<');
        let inner = named && (self.before.contains(' ') || self.next.len() < 3);
        let given = || lexicon().classes(bare(self.next)).has(Classes::GIVEN);
        if !mail && (inner || !capitalised(self.next))
            || is_half_of_day(self.next)
            || self.last.ends_with([':', '@'])
        {
            return false;
        }
        let mut rest = self.behind;
        let mut wide = false;
        for words in 1..=MAX_NAME_WORDS {
            let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
            let stamp = if mail && word == "on" { behind } else { rest };
            let (word, behind) = stamp.split_once(' ').unwrap_or((stamp, ""));
            if begins_stamp(word, behind) {
                // Between two names: the sender has two words, or a first name begins it.
                return mail || !named || words == 2 && !wide || words > 1 && given();
            }
            wide = word.contains('@');
            if mail || !capitalised(word) && !wide {
                return false;
            }
            rest = behind;
        }
        false
    }

    /// Whether a field of the header, a greeting or a formula of farewell begins or ends here.
    pub(super) fn parts_letter(&self, mail: bool) -> bool {
        self.begins_field()
            || self.ends_greeting(mail)
            || self.begins_greeting()
            || self.ends_farewell()
            || self.begins_farewell()
    }

    fn begins_field(&self) -> bool {
        FIELDS.contains(&self.next)
            || self.next == "Sent" && self.behind.starts_with("by:")
            || self.next.starts_with("P.S")
    }

    /// `Dear Ms. Orr,`, `Hi all -`, `Ana:` before a capital.
    fn ends_greeting(&self, mail: bool) -> bool {
        const MAX_BYTES: usize = 40;
        if self.before.len() > MAX_BYTES
            || !capitalised(self.next)
            || FIELDS.contains(&self.before)
            || is_file(self.next)
        {
            return false;
        }
        let Some(name) = self.before.strip_suffix([',', ':', '-', '–']) else { return false };
        let name = name.trim_end_matches(['-', ' ']);
        let comma = self.before.ends_with(',');
        let count = name.split(' ').count();
        if is_greeting(name) {
            let opens = is_opener(self.next) || is_first_person(self.next);
            return !comma || (2..=5).contains(&count) || opens;
        }
        let common =
            |name: &str| lexicon().classes(&name.to_ascii_lowercase()).has(Classes::COMMON);
        let named = count <= 3
            && name.split(' ').all(|word| is_name(word) || matches!(word, "and" | "or" | "&"))
            && (comma || !common(name));
        let opens = is_opener(self.next) || is_first_person(self.next) && !comma;
        named && (opens || mail && name.len() > 2 && (count == 1 || !comma))
    }

    /// Whether a greeting begins: its word before a name, or a name with its mark (`Ana,`,
    /// `Ana -`) before the word that opens the letter.
    fn begins_greeting(&self) -> bool {
        let formula = matches!(
            self.next,
            "Dear" | "Hi" | "Hello" | "Congratulations" | "Yes." | "Yes," | "FYI" | "FYI,"
        ) || self.next == "Please" && capitalised(self.behind);
        if self.last.ends_with([',', '"', '“']) {
            return false;
        }
        formula
            || capitalised(self.last) && !self.last.ends_with([':', '-']) && self.begins_with_name()
    }

    fn begins_with_name(&self) -> bool {
        let (name, letter) = match self.next.strip_suffix([',', ':']) {
            Some(name) => (name, self.behind),
            None => (self.next, self.behind.strip_prefix("- ").unwrap_or_default()),
        };
        !letter.is_empty()
            && is_opener(letter)
            && !is_title_word(bare(letter))
            && is_name(name)
            && !is_opener(self.last)
    }

    /// `Thanks,` or `Best regards,` before a name. Without the comma the name must not be
    /// whom the thanks are for.
    fn ends_farewell(&self) -> bool {
        const NEAR_WORDS: usize = 4;
        if !capitalised(self.next) || !is_farewell(self.before) {
            return false;
        }
        let addressed = || {
            self.next.ends_with(['!', '.'])
                || self
                    .behind
                    .split(' ')
                    .take(NEAR_WORDS)
                    .any(|word| word == "for" || word.ends_with('!'))
        };
        let thanks = self.before.starts_with("Thank")
            || self.before.contains("egards")
            || matches!(self.before, "Cheers" | "Sincerely" | "Cordially");
        self.before.ends_with([',', '-']) || thanks && !is_title_word(self.next) && !addressed()
    }

    fn begins_farewell(&self) -> bool {
        if !self.next.starts_with(['B', 'K', 'W', 'T', 'R', 'S', 'C']) {
            return false;
        }
        let regards = || self.behind.starts_with("regards") || self.behind.starts_with("Regards");
        let formula = match self.next {
            "Best" | "Kind" | "Warm" => regards(),
            word => {
                matches!(bare(word), "Thanks" | "Thx" | "Regards" | "Sincerely" | "Cheers" | "Rgds")
            }
        };
        let joined =
            || matches!(self.last, "and" | "&" | "Best" | "Kind" | "Warm" | "Many" | "With");
        formula && !joined() && !self.last.ends_with(',') && !is_farewell(self.before)
    }

    /// Whether the name that closes a letter ends here.
    pub(super) fn ends_signature(&self) -> bool {
        const MAX_WORDS: usize = 3;
        let mut words = self.words();
        let first = words.clone().next().unwrap_or_default();
        let count = words.clone().count();
        if self.previous.is_empty() || count > MAX_WORDS || !words.all(is_name) {
            return false;
        }
        let attached = self.next.starts_with("<<");
        attached
            || (is_first_person(self.next) || self.next.ends_with([',', ':']))
                && is_farewell(self.previous)
            || self.signed_by(first)
    }

    /// Whether the word behind the signature of someone with this first name is not part of it.
    fn signed_by(&self, first: &str) -> bool {
        let word = bare(self.next);
        let formal = is_farewell(self.previous);
        let lower = self.behind.starts_with(char::is_lowercase);
        let given = |word: &str| lexicon().classes(word).has(Classes::GIVEN);
        let surname = lexicon().classes(word).has(Classes::SURNAME);
        let common = || lexicon().classes(&word.to_ascii_lowercase()).has(Classes::COMMON);
        capitalised(word)
            && (word == first
                || is_opener(self.next) && (lower || formal)
                || given(word) && !surname && (formal || given(first))
                || formal && lower && !surname && common())
    }

    /// Whether a line of the header ends that names one address or news group.
    pub(super) fn ends_header(&self) -> bool {
        let mut words = self.words();
        matches!(words.next(), Some("Email:" | "Groups:"))
            && !self.last.ends_with([',', ':'])
            && (is_mail_address(self.last)
                || words.next() == Some(self.last) && self.last.contains('.'))
    }

    /// Whether a telephone number or an address of the mail ends before a capital.
    pub(super) fn ends_contact(&self) -> bool {
        const FIELDS: &[&str] = &[
            "Fax",
            "Tel",
            "Cell",
            "Phone",
            "Mobile",
            "Office",
            "Home",
            "Ext",
            "Pager",
            "Email",
            "Telephone",
        ];
        let digits = self.last.bytes().filter(u8::is_ascii_digit).count();
        let field = self.next.ends_with(':')
            || self.behind.starts_with("Fax")
            || FIELDS.contains(&self.next);
        let address = is_mail_address(self.last);
        let telephone = digits >= 7
            && self.last.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        capitalised(self.next) && (telephone && !field || address)
    }
}

/// The fields of a mail header that begin a line.
const FIELDS: &[&str] =
    &["From:", "To:", "Cc:", "cc:", "CC:", "Subject:", "Sent:", "Date:", "Groups:", "Newsgroups:"];

/// `3/15/2001 04:03`.
fn begins_stamp(word: &str, behind: &str) -> bool {
    is_numeric_date(word) && is_clock(behind.split(' ').next().unwrap_or_default())
}

fn is_numeric_date(word: &str) -> bool {
    word.bytes().filter(|&byte| byte == b'/').count() == 2
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

fn is_clock(word: &str) -> bool {
    let digits = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = word.split(':');
    parts.next().is_some_and(digits) && parts.next().is_some_and(digits) && parts.all(digits)
}

fn is_half_of_day(word: &str) -> bool {
    matches!(word, "AM" | "PM" | "am" | "pm")
}

fn is_mail_address(word: &str) -> bool {
    memchr(b'@', word.as_bytes()).is_some_and(|at| at > 0) && word.contains('.')
}

fn is_greeting(name: &str) -> bool {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    match first {
        "Good" => ["orning", "fternoon", "vening"]
            .iter()
            .any(|part| rest.get(1..).is_some_and(|rest| rest.starts_with(part))),
        _ => matches!(first, "Dear" | "Hi" | "Hello" | "Hey" | "Greetings"),
    }
}

/// Whether a sentence is no more than a formula of farewell.
fn is_farewell(sentence: &str) -> bool {
    const LONGEST: usize = 24;
    const FORMULAS: &[&str] = &[
        "Thanks",
        "Thank you",
        "Many thanks",
        "Thanks again",
        "Thanks in advance",
        "Thx",
        "Thanx",
        "Regards",
        "Best",
        "Rgds",
        "Best Rgds",
        "Sincerely",
        "Yours sincerely",
        "Yours truly",
        "Cheers",
        "Cordially",
        "Respectfully",
        "Keep in touch",
        "Talk to you soon",
        "Thank you again",
        "Take care",
        "All the best",
        "Best wishes",
        "Love",
    ];
    let formula = sentence.trim_end_matches([',', '-', ' ', '!']);
    sentence.len() <= LONGEST
        && (FORMULAS.contains(&formula)
            || formula.ends_with(" regards")
            || formula.ends_with(" Regards"))
}
