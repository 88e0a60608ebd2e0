//! What a word can be.

use std::ops::{BitOr, BitOrAssign};

/// A set of classes of words: those of the lists, and those told by the shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal;)+) => {
        impl Classes {
            $($(#[doc = $doc])+ pub const $name: Self = Self(1 << $bit);)+
        }
    };
}

classes! {
    /// A place.
    PLACE = 0;
    /// An organisation.
    ORGANISATION = 1;
    /// A nationality, religion or party.
    GROUP = 2;
    /// A title before a person's name.
    TITLE = 3;
    /// A first name.
    GIVEN = 4;
    /// A family name.
    SURNAME = 5;
    /// A word that names nothing by itself; lower case in the lists.
    COMMON = 6;
    /// Ends an organisation's name.
    ORGANISATION_HEAD = 7;
    /// Ends a company's name.
    SUFFIX = 8;
    /// Begins an organisation's name when "of" or "for" follows.
    ORGANISATION_OF = 9;
    /// What a ministry is for.
    PORTFOLIO = 10;
    /// Ends a place's name.
    PLACE_HEAD = 11;
    /// Begins a place's name.
    PLACE_START = 12;
    /// A direction that belongs to the place behind it.
    DIRECTION = 13;
    /// Ends the name of something else: an event, a law, a work.
    OTHER_HEAD = 14;
    /// A name of something else.
    OTHER = 15;
    /// Names a human being by what he or she is.
    HUMAN = 16;
    /// Reports with a clause.
    SAY = 17;
    /// Reports a thought with a clause.
    MENTAL = 18;
    /// Reports with a noun phrase.
    EXPRESS = 19;
    /// "the", "his", "each".
    DETERMINER = 20;
    /// "she", "who", "everyone".
    PRONOUN = 21;
    /// "of", "in".
    PREPOSITION = 22;
    /// "and", "because".
    CONJUNCTION = 23;
    /// "is", "would".
    AUXILIARY = 24;
    /// "also", "however".
    ADVERB = 25;
    /// Months and weekdays.
    CALENDAR = 26;
    /// The first letter is a capital.
    CAPITAL = 27;
    /// At least two letters, all of them capitals.
    ALL_CAPS = 28;
    /// A verb's form in "-ing".
    PARTICIPLE = 29;
    /// Verb forms that report in the base form ("say", "warn").
    BASE = 30;
    /// A word, not a number or a mark.
    WORD = 31;
    /// The ending 's.
    POSSESSIVE = 32;
    /// A number.
    NUMBER = 33;
    /// The first word of a phrase of the lists.
    PHRASE_START = 34;
    /// A first name, rarer ones too; some are common words or places as well.
    GIVEN_WIDE = 35;
    /// A family name, rarer ones too; some are common words or places as well.
    SURNAME_WIDE = 36;
    /// A town of some size, written as one or a part of it: not sure by itself.
    CITY = 37;
    /// A state, or one that is no more.
    COUNTRY = 38;
    /// A state, province or county of a country.
    REGION = 39;
    /// A short form of a region (`Ill.`, `NSW`), which names one only behind a place.
    REGION_SHORT = 40;
    /// The adjective or the people of a country or region.
    DEMONYM = 41;
    /// A religion's adherents.
    RELIGION = 42;
    /// A party, or its members.
    PARTY = 43;
    /// A body of a government, or one of governments.
    AGENCY = 44;
    /// An army or an armed group.
    ARMED = 45;
    /// A newspaper, agency, channel or the like.
    MEDIA = 46;
    /// A company.
    COMPANY = 47;
    /// A club or league of sport.
    SPORT = 48;
    /// A university.
    SCHOOL = 49;
    /// What one is to another by family ("wife", "uncle").
    FAMILY = 50;
    /// A first name, title or noun of men.
    MALE = 51;
    /// A first name, title or noun of women.
    FEMALE = 52;
    /// A noun that reports with a clause: "the claim that …".
    REPORT_NOUN = 53;
    /// An irregular past form that is no other word: "broke", "took".
    PAST = 54;
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The words that bind others.
    pub const FUNCTION: Self = Self(
        Self::DETERMINER.0
            | Self::PRONOUN.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::AUXILIARY.0
            | Self::ADVERB.0,
    );

    /// The kinds of verb that report.
    pub const CUE: Self = Self(Self::SAY.0 | Self::MENTAL.0 | Self::EXPRESS.0);

    /// The classes that hold for a word however it is written; for a word with a
    /// capital they are looked up in lower case.
    pub const WITHOUT_CASE: Self = Self(
        Self::FUNCTION.0
            | Self::CUE.0
            | Self::COMMON.0
            | Self::HUMAN.0
            | Self::CALENDAR.0
            | Self::PARTICIPLE.0
            | Self::BASE.0
            | Self::FAMILY.0,
    );

    /// The classes that tell what a name of the lists is of: those of
    /// [`gazetteer`](super::gazetteer).
    pub const NAMES: Self = Self(
        Self::PLACE.0
            | Self::ORGANISATION.0
            | Self::GROUP.0
            | Self::OTHER.0
            | Self::CITY.0
            | Self::COUNTRY.0
            | Self::REGION.0
            | Self::DEMONYM.0
            | Self::RELIGION.0
            | Self::PARTY.0
            | Self::AGENCY.0
            | Self::ARMED.0
            | Self::MEDIA.0
            | Self::COMPANY.0
            | Self::SPORT.0
            | Self::SCHOOL.0
            | Self::TITLE.0,
    );

    /// All classes of several sets.
    pub const fn union(sets: &[Self]) -> Self {
        let mut all = 0;
        let mut index = 0;
        while index < sets.len() {
            all |= sets[index].0;
            index += 1;
        }
        Self(all)
    }

    /// The classes of both sets.
    pub const fn with(self, classes: Self) -> Self {
        Self(self.0 | classes.0)
    }

    /// Whether any of `classes` is in the set.
    pub fn has(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// The set of these bits.
    pub const fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The set as bits, one a class.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What both sets hold.
    pub fn and(self, classes: Self) -> Self {
        Self(self.0 & classes.0)
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
