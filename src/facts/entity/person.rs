//! Which names are of the same person.
//!
//! Two full names are one person's if the last word is the same, the first one is the
//! same, its initial or a usual short form, and what stands between does not differ. A
//! single word is of the one mentioned last whose name has it, as family name before
//! first name. Few namesakes are kept for each word, so that the cost of a name does not
//! grow with their number.

use std::collections::{HashMap, HashSet};

use super::title::{Sex, sex};
use crate::facts::token::Shape;

/// Namesakes that are looked at for a word: those mentioned last.
const MAX_NAMESAKES: usize = 8;

/// Usual short forms of first names.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("bill", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("dick", "richard"),
    ("don", "donald"),
    ("doug", "douglas"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("fred", "frederick"),
    ("gabe", "gabriel"),
    ("greg", "gregory"),
    ("hal", "harold"),
    ("hank", "henry"),
    ("harry", "harold"),
    ("jack", "john"),
    ("jeff", "jeffrey"),
    ("jenny", "jennifer"),
    ("jerry", "gerald"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("jon", "jonathan"),
    ("josh", "joshua"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("len", "leonard"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("maggie", "margaret"),
    ("matt", "matthew"),
    ("mike", "michael"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ray", "raymond"),
    ("rich", "richard"),
    ("rick", "richard"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "stephen"),
    ("steve", "steven"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("terry", "terence"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tommy", "thomas"),
    ("tony", "anthony"),
    ("val", "valerie"),
    ("vince", "vincent"),
    ("walt", "walter"),
    ("will", "william"),
    ("zach", "zachary"),
];

/// The words of a person's name that tell, in small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: Vec<String>,
    /// `jr`, `sr`, `ii`.
    suffix: Option<String>,
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// What the title tells.
    pub sex: Option<Sex>,
    /// Whether it is introduced as a relative: "his wife Anna".
    pub relative: bool,
}

impl Words {
    /// The words of a name; particles, suffixes and initials are told apart.
    pub fn of(name: &str) -> Self {
        let fold = |word: &str| {
            let word = word.trim_matches([',', '"', '“', '”']);
            if word.is_ascii() {
                return word.to_ascii_lowercase();
            }
            word.replace('’', "'").to_lowercase()
        };
        let mut words: Vec<String> =
            name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let is_suffix =
            |word: &String| matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
        let suffix =
            words.pop_if(|word| is_suffix(word)).map(|word| word.trim_end_matches('.').to_string());
        Self { words, suffix }
    }

    fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    fn middle(&self) -> &[String] {
        self.words.get(1..self.words.len().saturating_sub(1)).unwrap_or_default()
    }

    /// Whether both may be written of one person.
    fn fits(&self, other: &Words) -> bool {
        if !self.is_full() || !other.is_full() {
            return false;
        }
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return false;
        }
        let (short, long) =
            if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        if long.words.ends_with(&short.words) || long.words.starts_with(&short.words) {
            return true;
        }
        let middles = self.middle().is_empty()
            || other.middle().is_empty()
            || same_middle(self.middle(), other.middle());
        self.last() == other.last() && first_fits(self.first(), other.first()) && middles
    }
}

fn same_middle(some: &[String], others: &[String]) -> bool {
    some.len() == others.len()
        && some.iter().zip(others).all(|(some, other)| initial_fits(some, other) || some == other)
}

/// Whether two first names may be one: `J.` is `John`, `Bill` is `William`.
fn first_fits(some: &str, other: &str) -> bool {
    let short = |short: &str, long: &str| SHORT_FORMS.contains(&(short, long));
    some == other || initial_fits(some, other) || short(some, other) || short(other, some)
}

fn initial_fits(some: &str, other: &str) -> bool {
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    (initial(some) || initial(other)) && some.chars().next() == other.chars().next()
}

#[derive(Debug)]
struct Person {
    words: Words,
    sex: Option<Sex>,
}

/// The persons of a document, by number.
#[derive(Debug, Default)]
pub struct Persons {
    persons: Vec<Person>,
    by_last: HashMap<String, Vec<u32>>,
    by_first: HashMap<String, Vec<u32>>,
    by_middle: HashMap<String, Vec<u32>>,
    /// The first full name of the document with that word.
    full_by_word: HashMap<String, Words>,
    /// First and last words of all full names.
    full: HashSet<(String, String)>,
    /// Whose name was read last.
    recent: Option<u32>,
}

impl Persons {
    /// Learns a name, so that parts of it that come before it are of its bearer.
    pub fn learn(&mut self, words: &Words) {
        if !words.is_full() || words.first().trim_end_matches('.').chars().count() == 1 {
            return;
        }
        for word in [words.last(), words.first()] {
            if !self.full_by_word.contains_key(word) {
                self.full_by_word.insert(word.to_string(), words.clone());
            }
        }
        self.full.insert((words.first().to_string(), words.last().to_string()));
    }

    /// The number of a person; a new one is the next.
    pub fn number(&mut self, words: Words, context: Context) -> u32 {
        let number = if words.is_full() {
            self.of_full(words, context)
        } else {
            self.of_word(words, context)
        };
        if let Some(person) = self.persons.get_mut(number as usize) {
            person.sex = person.sex.or(context.sex);
        }
        self.recent = Some(number);
        number
    }

    fn of_full(&mut self, words: Words, context: Context) -> u32 {
        let fits = |persons: &Self, number: &u32| {
            let person = persons.persons.get(*number as usize);
            person.is_some_and(|person| {
                person.words.fits(&words) && same_sex(person.sex, context.sex)
            })
        };
        let lists = [self.by_last.get(words.last()), self.by_first.get(words.first())];
        let namesakes = lists.into_iter().flatten().flat_map(|list| list.iter().rev());
        let known = namesakes.copied().find(|number| fits(self, number));
        match known {
            Some(number) => {
                self.widen(number, words);
                number
            }
            None => self.add(words, context),
        }
    }

    fn of_word(&mut self, words: Words, context: Context) -> u32 {
        let word = words.last().to_string();
        if context.relative {
            return self.of_relative(words, context);
        }
        let fits = |number: &&u32| {
            let person = self.persons.get(**number as usize);
            person.is_some_and(|person| same_sex(person.sex, context.sex))
        };
        let lists = [&self.by_last, &self.by_first, &self.by_middle];
        let known = lists.iter().find_map(|list| list.get(&word)?.iter().rev().find(fits));
        if let Some(&number) = known {
            self.note(number, &word);
            return number;
        }
        let lists = [&self.by_last, &self.by_first, &self.by_middle];
        let full = self
            .full_by_word
            .get(&word)
            .filter(|_| lists.iter().all(|list| !list.contains_key(&word)));
        match full.cloned() {
            Some(full) => self.of_full(full, context),
            None => self.add(words, context),
        }
    }

    /// A relative has the family name of the one mentioned before, if any: another with
    /// that first name is someone else.
    fn of_relative(&mut self, words: Words, context: Context) -> u32 {
        let family = self
            .recent
            .and_then(|number| self.persons.get(number as usize))
            .map(|person| person.words.last().to_string());
        let full = family.map(|family| (words.last().to_string(), family));
        match full.filter(|full| self.full.contains(full)) {
            Some((first, last)) => {
                self.of_full(Words { words: vec![first, last], suffix: None }, context)
            }
            None => self.add(words, context),
        }
    }

    fn add(&mut self, words: Words, context: Context) -> u32 {
        let number = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
        self.persons.push(Person { words: Words::default(), sex: context.sex });
        self.widen(number, words);
        number
    }

    /// Notes the words of a name; the fuller name is kept.
    fn widen(&mut self, number: u32, words: Words) {
        put(&mut self.by_last, words.last(), number);
        put(&mut self.by_first, words.first(), number);
        for middle in words.middle().iter().filter(|word| word.chars().count() > 2) {
            put(&mut self.by_middle, middle, number);
        }
        if let Some(person) = self.persons.get_mut(number as usize) {
            let suffix = person.words.suffix.take().or(words.suffix.clone());
            if words.words.len() >= person.words.words.len() {
                person.words = words;
            }
            person.words.suffix = suffix;
        }
    }

    /// Notes that a word was read of a person: it is the one mentioned last.
    fn note(&mut self, number: u32, word: &str) {
        for list in [&mut self.by_last, &mut self.by_first, &mut self.by_middle] {
            if list.get(word).is_some_and(|numbers| numbers.contains(&number)) {
                put(list, word, number);
            }
        }
    }
}

fn same_sex(some: Option<Sex>, other: Option<Sex>) -> bool {
    some.is_none() || other.is_none() || some == other
}

/// Puts a number at the end of a word's list.
fn put(lists: &mut HashMap<String, Vec<u32>>, word: &str, number: u32) {
    let Some(list) = lists.get_mut(word) else {
        lists.insert(word.to_string(), vec![number]);
        return;
    };
    if let Some(at) = list.iter().position(|known| *known == number) {
        list.remove(at);
    } else if list.len() == MAX_NAMESAKES {
        list.remove(0);
    }
    list.push(number);
}

/// Whether a name shows a person better than another: in full, and not in capitals.
pub fn is_better(name: &str, than: &str) -> bool {
    let worth = |name: &str| (!name.is_all_caps(), name.split_whitespace().count(), name.len());
    worth(name) > worth(than)
}

/// What a title tells of its bearer.
pub fn context(title: Option<&str>, relative: bool) -> Context {
    Context { sex: title.and_then(sex), relative }
}
