//! Acceptance of entities and roles, in sentences made for the purpose. The mentions are
//! given, so that nothing here depends on the tagger: `[p Jo Lind]` is a person's name,
//! `[o …]` an organisation's, `[l …]` a place's and `[g …]` a group's.

use super::{EntityId, Resolved, resolve};
use crate::document::Span;
use crate::facts::Analysis;
use crate::facts::model::{Entity, Kind, Origin};
use crate::facts::name::Mention;
use crate::facts::reading::Reading;
use crate::facts::testing::document;

/// The text without marks, and the marked names.
fn unmarked(marked: &str) -> (String, Vec<(Span, Kind)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let (name, after) = behind.split_once(']').expect("a closing bracket");
        let (kind, name) = name.split_once(' ').expect("a kind");
        let kind = match kind {
            "p" => Kind::Person,
            "o" => Kind::Organisation,
            "l" => Kind::Place,
            _ => Kind::Group,
        };
        names.push((Span::new(text.len(), text.len() + name.len()), kind));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

fn resolved(marked: &str) -> Resolved {
    let (text, names) = unmarked(marked);
    let document = document(&text);
    let analysis = Analysis::new(&document, Span::new(0, text.len()));
    let reading = Reading::new(&analysis);
    let mention = |&(span, kind): &(Span, Kind)| {
        let sentence = analysis.sentence_at(span.start).expect("a sentence");
        let sentence = u32::try_from(sentence).expect("few sentences");
        Mention { span, sentence, kind, origin: Origin::default(), title: None }
    };
    let mentions: Vec<Mention> = names.iter().map(mention).collect();
    resolve(&reading, &mentions)
}

/// An entity in a line: its name, how often it is mentioned if more than once, and what
/// is known of it.
fn shown(entity: &Entity) -> String {
    let mut line = entity.name.clone();
    if entity.mentions > 1 {
        line += &format!(" x{}", entity.mentions);
    }
    let country = entity.country.map(str::to_string);
    let fields = [
        ("title", &entity.title),
        ("role", &entity.role),
        ("of", &entity.affiliation),
        ("short", &entity.abbreviation),
        ("in", &country),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            line += &format!(" | {name} {value}");
        }
    }
    line
}

/// Checks each text's entities, all of them and in their order; tells all that differ.
fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (marked, expected) in cases {
        let found: Vec<String> = resolved(marked).entities.iter().map(shown).collect();
        if found != *expected {
            wrong.push(format!("{marked}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn one_person_under_several_names() {
    check(&[
        ("[p Jo Lind] spoke. [p Lind]'s car waited. [p Jo] left.", &["Jo Lind x3"]),
        ("[p Lind] spoke first. Later [p Jo Lind] left.", &["Jo Lind x2"]),
        ("[p Jo Marie Lind] and [p Jo Lind] are one; so is [p J. Lind].", &["Jo Marie Lind x3"]),
        ("[p JO LIND] spoke. Then [p Jo Lind] left.", &["Jo Lind x2"]),
        ("[p Bill Okoro] sat. [p William Okoro] rose.", &["William Okoro x2"]),
        (
            "[p Ana García Márquez] wrote. [p García Márquez] signed. [p García] left.",
            &["Ana García Márquez x3"],
        ),
        (
            "[p Ludwig van der Berg] came. [p van der Berg] sat. [p Berg] left.",
            &["Ludwig van der Berg x3"],
        ),
        ("[p Tan Wei Ming] voted. [p Tan] left.", &["Tan Wei Ming x2"]),
        ("[p Otto Lang Jr.] came. [p Lang] sat.", &["Otto Lang Jr. x2"]),
        (
            "Mr [p Smith] rang. [p John Smith] hung up. Mr. [p Smith] slept.",
            &["John Smith x3 | title Mr"],
        ),
        ("Sen. [p Ruth Cole] rose. Ms. [p Cole] sat.", &["Ruth Cole x2 | title Senator"]),
        ("[p O’Brien] sang after [p Nora O'Brien] had danced.", &["Nora O'Brien x2"]),
    ]);
}

#[test]
fn persons_of_one_name_are_kept_apart() {
    check(&[
        ("[p John Smith] met [p Anna Smith]. [p Anna] laughed.", &["John Smith", "Anna Smith x2"]),
        ("[p Otto Lang Sr.] met [p Otto Lang Jr.] there.", &["Otto Lang Sr.", "Otto Lang Jr."]),
        (
            "[p George W. Bush] followed [p George H. W. Bush] there.",
            &["George W. Bush", "George H. W. Bush"],
        ),
        (
            "Mr. [p Smith] met Mrs. [p Smith] and Mr. [p Smith] bowed.",
            &["Smith x2 | title Mr.", "Smith | title Mrs."],
        ),
        (
            "[p John Smith] came with his wife [p Anna]. [p Anna] sang, and [p Smith] left.",
            &["John Smith x2", "Anna x2 | role wife"],
        ),
        (
            "[p Anna Keller] chaired it. [p Tom Reid] brought his daughter [p Anna] along.",
            &["Anna Keller", "Tom Reid", "Anna | role daughter"],
        ),
        (
            "[p Tom Reid] brought his sister [p Anna]. [p Anna Reid] is older.",
            &["Tom Reid", "Anna Reid x2 | role sister"],
        ),
        ("[p Smith] saw [p Jones].", &["Smith", "Jones"]),
    ]);
}

#[test]
fn titles() {
    check(&[
        ("Prime Minister [p Anna Lindqvist] agreed.", &["Anna Lindqvist | title Prime Minister"]),
        ("Lt. Gov. [p Ana Ruiz] agreed.", &["Ana Ruiz | title Lieutenant Governor"]),
        (
            "Gen. [p Otto Lang] and Prof. [p Nora Weiss] agreed.",
            &["Otto Lang | title General", "Nora Weiss | title Professor"],
        ),
        (
            "Sens. [p Ruth Cole] and [p Luis Diaz] agreed.",
            &["Ruth Cole | title Senator", "Luis Diaz | title Senator"],
        ),
        ("Secretary of State [p Ana Ruiz] flew home.", &["Ana Ruiz | title Secretary of State"]),
        (
            "The court heard Dr. [p Lena Fox], and later Mayor [p Fox] left.",
            &["Lena Fox x2 | title Mayor"],
        ),
        ("Yesterday [p Lena Fox] left.", &["Lena Fox"]),
    ]);
}

#[test]
fn appositions() {
    check(&[
        (
            "[p Ana Ruiz], a former navy captain and harbour pilot, spoke.",
            &["Ana Ruiz | role former navy captain and harbour pilot"],
        ),
        (
            "[p Ana Ruiz], a member of the [o Harbour Committee], spoke.",
            &[
                "Ana Ruiz | role a member of the Harbour Committee | of Harbour Committee",
                "Harbour Committee",
            ],
        ),
        (
            "[p Ana Ruiz], the minister for trade, energy and industry, resigned.",
            &["Ana Ruiz | role the minister for trade, energy and industry"],
        ),
        (
            "[p Ana Ruiz], a lawyer, author and activist, spoke.",
            &["Ana Ruiz | role lawyer, author and activist"],
        ),
        (
            "[p Ana Ruiz], 45, a nurse from [l Leeds], spoke.",
            &["Ana Ruiz | role nurse from Leeds", "Leeds | in GB"],
        ),
        ("[p Ana Ruiz] (born 1950), a painter, died.", &["Ana Ruiz | role painter"]),
        ("[p Ana Ruiz], Ph.D., a chemist, wrote it.", &["Ana Ruiz | role chemist"]),
        ("[p Ana Ruiz] — a retired judge — agreed.", &["Ana Ruiz | role retired judge"]),
        ("[p Ana Ruiz] (a retired judge) agreed.", &["Ana Ruiz | role retired judge"]),
        (
            "\"No,\" said [p Ana Ruiz], chief economist at [o Nordbank].",
            &["Ana Ruiz | role chief economist at Nordbank | of Nordbank", "Nordbank"],
        ),
        (
            "[p Ana Ruiz], [o Acme]'s chief executive, spoke.",
            &["Ana Ruiz | role Acme's chief executive | of Acme", "Acme"],
        ),
        (
            "[p Ana Ruiz], CEO of [o Acme], spoke.",
            &["Ana Ruiz | role CEO of Acme | of Acme", "Acme"],
        ),
        (
            "[p Ana Ruiz], one of the authors of the law, spoke.",
            &["Ana Ruiz | role one of the authors of the law"],
        ),
        (
            "[p Ana Ruiz], a nurse, and [p Tom Reid], a miner, met.",
            &["Ana Ruiz | role nurse", "Tom Reid | role miner"],
        ),
        (
            "[p Ana Ruiz], a nurse who lives in [l Leeds], met him.",
            &["Ana Ruiz | role nurse", "Leeds | in GB"],
        ),
        (
            "[p Ana Ruiz], the mayor of [l Ghent] since 2019, met him.",
            &["Ana Ruiz | role the mayor of Ghent", "Ghent | in BE"],
        ),
        (
            "[p Ana Ruiz], [p Tom Reid]'s lawyer, left.",
            &["Ana Ruiz | role Tom Reid's lawyer", "Tom Reid"],
        ),
    ]);
}

#[test]
fn roles_before_the_name() {
    check(&[
        (
            "The company's chief executive, [p Jo Lind], resigned.",
            &["Jo Lind | role company's chief executive"],
        ),
        (
            "The mayor of [l Ghent], [p Jo Lind], resigned.",
            &["Ghent | in BE", "Jo Lind | role mayor of Ghent"],
        ),
        (
            "A spokesman for [o Acme], [p Jo Lind], said no.",
            &["Acme", "Jo Lind | role spokesman for Acme | of Acme"],
        ),
        ("They sued chief executive [p Jo Lind].", &["Jo Lind | role chief executive"]),
        (
            "[o Acme] chief executive [p Jo Lind] resigned.",
            &["Acme", "Jo Lind | role Acme chief executive | of Acme"],
        ),
        (
            "[l Norway]'s trade minister [p Jo Lind] resigned.",
            &["Norway | in NO", "Jo Lind | role trade minister | of Norway"],
        ),
        ("The court heard former boxer [p Jo Lind].", &["Jo Lind | role former boxer"]),
        ("Yesterday he met trade minister [p Jo Lind].", &["Jo Lind | role trade minister"]),
        (
            "It was said by former [o US Army] captain [p Jo Lind].",
            &["US Army", "Jo Lind | role former US Army captain"],
        ),
        ("A nurse named [p Jo Lind] helped.", &["Jo Lind | role nurse"]),
        ("A man named [p Jo Lind] helped.", &["Jo Lind"]),
    ]);
}

#[test]
fn predicates_and_clauses() {
    check(&[
        (
            "[p Jo Lind] is the mayor of [l Ghent].",
            &["Jo Lind | role the mayor of Ghent", "Ghent | in BE"],
        ),
        ("[p Jo Lind] is a novelist and critic.", &["Jo Lind | role novelist and critic"]),
        ("[p Jo Lind] was a teacher from 1990 to 1995.", &["Jo Lind | role teacher"]),
        ("[p Jo Lind] is a doctor and runs a clinic.", &["Jo Lind | role doctor"]),
        ("[p Jo Lind] was appointed director of the zoo.", &["Jo Lind | role director of the zoo"]),
        (
            "[p Jo Lind] serves as an adviser to [o Acme].",
            &["Jo Lind | role an adviser to Acme | of Acme", "Acme"],
        ),
        ("[p Jo Lind], who is a judge, agreed.", &["Jo Lind | role judge"]),
        (
            "[p Jo Lind], who runs the port authority, agreed.",
            &["Jo Lind | role runs the port authority"],
        ),
        (
            "[p Jo Lind], who heads [o Acme], agreed.",
            &["Jo Lind | role heads Acme | of Acme", "Acme"],
        ),
    ]);
}

#[test]
fn what_is_no_role() {
    check(&[
        ("[p Jo Lind], [l Ghent], agreed.", &["Jo Lind", "Ghent | in BE"]),
        ("[p Jo Lind], Monday, agreed.", &["Jo Lind"]),
        (
            "[p Jo Lind], [p Nora Weiss] and [p Otto Lang] agreed.",
            &["Jo Lind", "Nora Weiss", "Otto Lang"],
        ),
        ("[p Jo Lind], who is tired, agreed.", &["Jo Lind"]),
        ("According to [p Jo Lind], the mayor was ill.", &["Jo Lind"]),
        ("[p Jo Lind], the mayor said, left early.", &["Jo Lind"]),
        ("[p Jo Lind] is not a doctor.", &["Jo Lind"]),
        ("[p Jo Lind] was the subject of a film.", &["Jo Lind"]),
        ("After meeting [p Jo Lind], the workers left.", &["Jo Lind"]),
        (
            "He thanked the minister, [p Jo Lind], [p Otto Lang] and others.",
            &["Jo Lind", "Otto Lang"],
        ),
        ("[p Jo Lind] of [l Ghent] agreed.", &["Jo Lind", "Ghent | in BE"]),
    ]);
}

#[test]
fn affiliations() {
    check(&[
        ("Rep. [p Jo Lind] (D-VT) agreed.", &["Jo Lind | title Representative | of D-VT"]),
        ("Sen. [p Jo Lind], R-Ohio, agreed.", &["Jo Lind | title Senator | of R-Ohio"]),
        (
            "[p Jo Lind] (D-N.Y.), one of the authors of the law, left.",
            &["Jo Lind | role one of the authors of the law | of D-N.Y."],
        ),
        ("[p Jo Lind] of [o Greenpeace] agreed.", &["Jo Lind | of Greenpeace", "Greenpeace"]),
        (
            "[p Jo Lind], from the [o University of Ghent], agreed.",
            &["Jo Lind | of University of Ghent", "University of Ghent"],
        ),
        ("[p Jo Lind] ([o Greenpeace]) agreed.", &["Jo Lind | of Greenpeace", "Greenpeace"]),
        ("[o Greenpeace]'s [p Jo Lind] agreed.", &["Greenpeace", "Jo Lind | of Greenpeace"]),
        ("[o Labour] MP [p Jo Lind] agreed.", &["Labour", "Jo Lind | title MP | of Labour"]),
        (
            "[g Republican] Sen. [p Jo Lind] agreed.",
            &["Republican", "Jo Lind | title Senator | of Republican"],
        ),
        (
            "[p Jo Lind], a spokeswoman for the [o Harbour Safety Board], said so. The [o HSB] agreed.",
            &[
                "Jo Lind | role a spokeswoman for the Harbour Safety Board | of Harbour Safety Board",
                "Harbour Safety Board x2 | short HSB",
            ],
        ),
    ]);
}

#[test]
fn organisations() {
    check(&[
        ("[o Acme Corp.] fell. [o Acme] rose.", &["Acme Corp. x2"]),
        (
            "[o Acme] fell. [o Acme Corporation] rose. [o Acme, Inc.] slept.",
            &["Acme Corporation x3"],
        ),
        (
            "The [o Harbour Safety Board] ([o HSB]) met. The [o HSB] left.",
            &["Harbour Safety Board x3 | short HSB"],
        ),
        ("The [o HSB] ([o Harbour Safety Board]) met.", &["Harbour Safety Board x2 | short HSB"]),
        (
            "The [o National River Authority] warned. An [o NRA] spokesman declined.",
            &["National River Authority x2 | short NRA"],
        ),
        (
            "The [o River Road Union] and the [o Rural Radio Union] met. The [o RRU] left.",
            &["River Road Union", "Rural Radio Union", "RRU"],
        ),
        (
            "The [o City Council] met. The [o Council] of [l Europe] met too.",
            &["City Council", "Council", "Europe"],
        ),
        ("He left the [o US Army]. The [o Army] paid.", &["US Army x2"]),
        (
            "The [o Ministry of Fisheries] spoke. The [o Fisheries Ministry] denied it.",
            &["Ministry of Fisheries x2"],
        ),
        (
            "[o Central Intelligence Agency] staff met. The [o CIA] and the [o C.I.A.] agreed.",
            &["Central Intelligence Agency x3 | short CIA"],
        ),
        ("[o The Harbour Post] wrote. The [o Harbour Post] denied.", &["Harbour Post x2"]),
    ]);
}

#[test]
fn places() {
    check(&[
        (
            "The [l US] agreed, the [l U.S.] paid, and the [l United States] left.",
            &["United States x3 | in US"],
        ),
        ("[g American] envoys left [l America].", &["American", "United States | in US"]),
        ("She lives in [l Paris], [l Texas].", &["Paris | in US", "Texas | in US"]),
        ("He moved to [l Springfield], Ill., and died.", &["Springfield | in US"]),
        (
            "They met in [l Paris], [l Texas], and in [l Paris], [l France].",
            &["Paris | in US", "Texas | in US", "Paris | in FR", "France | in FR"],
        ),
        ("She flew to [l Nowhereville] and [l Central Asia].", &["Nowhereville", "Central Asia"]),
        (
            "She has shops in [l Lisbon], [l Spain] and [l Italy].",
            &["Lisbon | in PT", "Spain | in ES", "Italy | in IT"],
        ),
        ("They drove to [l Atlanta], [l Georgia].", &["Atlanta | in US", "Georgia"]),
        ("She was born in [l Norrköping].", &["Norrköping | in SE"]),
        (
            "[l Congo] and the [l DRC] differ.",
            &["Republic of the Congo | in CG", "Democratic Republic of the Congo | in CD"],
        ),
    ]);
}

#[test]
fn many_persons_take_time_in_proportion() {
    let mut marked = String::new();
    for index in 0..3_000 {
        marked += &format!("[p Jo{index} Smith] met [p Smith]. ");
    }
    let resolved = resolved(&marked);
    assert_eq!(resolved.entities.len(), 3_000);
    assert_eq!(resolved.of_mention.get(1), Some(&EntityId(0)));
    assert!(resolved.entities.iter().all(|entity| entity.mentions == 2));
}

#[test]
fn further_roles_end_where_they_should() {
    check(&[
        (
            "The foreign secretary met the trade minister, [p Jo Lind], there.",
            &["Jo Lind | role trade minister"],
        ),
        ("[p Jo Lind], became head of the fund.", &["Jo Lind"]),
        (
            "[p Jo Lind] is a painter born in [l Ghent].",
            &["Jo Lind | role painter", "Ghent | in BE"],
        ),
        ("[p Jo Lind] was both a judge and a poet.", &["Jo Lind | role a judge and a poet"]),
        ("[p Jo Lind], who works there, agreed.", &["Jo Lind"]),
        (
            "His friend [p Jo Lind] came. [p Lind] is a surgeon at the clinic.",
            &["Jo Lind x2 | role a surgeon at the clinic"],
        ),
        (
            "[p Jo Lind], a former director of [o Acme], left.",
            &["Jo Lind | role former director of Acme", "Acme"],
        ),
        (
            "[p Jo Lind], who chairs the board and lives in [l Ghent], agreed.",
            &["Jo Lind | role chairs the board", "Ghent | in BE"],
        ),
        (
            "[p Jo Lind], [o Acme]'s founder and owner, agreed.",
            &["Jo Lind | role Acme's founder and owner | of Acme", "Acme"],
        ),
        (
            "[p Jo Lind] was an assistant to [p Otto Lang] and remained quiet.",
            &["Jo Lind | role an assistant to Otto Lang", "Otto Lang"],
        ),
        (
            "Our distinguished chairman [p Jo Lind] spoke.",
            &["Jo Lind | role distinguished chairman"],
        ),
        ("Children [p Jo Lind] and [p Otto Lang] came.", &["Jo Lind", "Otto Lang"]),
        ("[p Jo Lind], a nurse arrested Tuesday, was freed.", &["Jo Lind | role nurse"]),
        ("The poet and critic [p Jo Lind] died.", &["Jo Lind | role poet and critic"]),
        ("The 45-year-old nurse [p Jo Lind] died.", &["Jo Lind | role 45-year-old nurse"]),
        ("[p Jo Lind], 45-year-old nurse, died.", &["Jo Lind | role 45-year-old nurse"]),
        (
            "[p Jo Lind], professor of law, history and politics at [o Yale University], agreed.",
            &[
                "Jo Lind | role professor of law, history and politics at Yale University | of Yale University",
                "Yale University",
            ],
        ),
    ]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is marked: each mention has an entity, each entity a mention and a name.
        #[test]
        fn any_words_marked_as_names(
            words in prop::collection::vec(prop::sample::select(&[
                "Jo", "Lind", "the", "Acme", "Corp.", "(", ")", ",", "and", "of", "mayor", "who", "is", "'s", "wife",
                "Sens.", "(R-AR)", "Paris", "Texas", "Jr.", "É", "—", ".", "named", "HSB", "a", "\n",
            ][..]), 0..40),
            kinds in prop::collection::vec(0_u8..8, 40),
        ) {
            let mut marked = String::new();
            for (word, kind) in words.iter().zip(kinds) {
                match kind {
                    0..=3 if *word != "\n" => {
                        let kind = ["p", "o", "l", "g"].get(usize::from(kind)).copied().unwrap_or("p");
                        marked += &format!("[{kind} {word}] ");
                    }
                    _ => marked += &format!("{word} "),
                }
            }
            let (_, names) = unmarked(&marked);
            let resolved = resolved(&marked);
            prop_assert_eq!(resolved.of_mention.len(), names.len());
            let mentions: u32 = resolved.entities.iter().map(|entity| entity.mentions).sum();
            prop_assert_eq!(mentions as usize, names.len());
            prop_assert!(resolved.entities.iter().all(|entity| entity.mentions > 0 && !entity.name.is_empty()));
            prop_assert!(resolved.of_mention.iter().all(|id| (id.0 as usize) < resolved.entities.len()));
        }
    }
}
