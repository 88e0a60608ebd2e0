//! The examples below each `--help`; the tests of the command line run them.

/// `gleaner --help`.
pub const READER: &str = "\
Examples:
  gleaner                            the sample article
  gleaner report.md notes/           a file, and the readable files of a folder
  man bash | col -b | gleaner        what another program writes
  git ls-files '*.md' | gleaner --files-from -
  gleaner ./facts                    a file that is named like a command

In the reader, ? lists the keys.
`gleaner facts --help`, `gleaner text --help` and `gleaner find --help` tell more.
Exit status: 0 fine, 1 nothing found or some input failed, 2 wrong usage.";

/// `gleaner facts --help`.
pub const FACTS: &str = "\
Examples:
  gleaner facts article.txt                     a table, on a terminal
  gleaner facts --kind person,place article.txt
  gleaner facts --format json article.txt       one array of documents
  gleaner facts --format ndjson reports/ | jq -r '.facts[] | .text'
  gleaner facts --input ndjson <records.ndjson >facts.ndjson

With --input ndjson every line of the input is an object with \"id\" and \"text\", and
perhaps \"date\" (YYYY-MM-DD) and \"title\"; every line gives one line of output, in order.
A line that cannot be read gives {\"id\": …, \"error\": …} in its place.

Offsets are Unicode code points of the text that `gleaner text` prints.
Exit status: 0 fine, 1 some file failed, 2 wrong usage.";

/// `gleaner text --help`.
pub const TEXT: &str = "\
Examples:
  gleaner text page.md                          the text without its marks
  gleaner text page.md | wc -w
  gleaner text report.txt | cut -c 17-240       sentences by the offsets of `facts`

Control characters are printed as symbols, one for one.
Exit status: 0 fine, 1 some file failed, 2 wrong usage.";

/// `gleaner find --help`.
pub const FIND: &str = "\
Examples:
  gleaner find 'border cross' article.txt       words that begin so, in any order
  gleaner find cotton reports/                  in all readable files of a folder
  gleaner find --json cotton reports/ | jq .text

Facts are found by their labels even if letters are missing, sentences by the beginnings
of their words. Each line is `path:line: sentence`.
Exit status: 0 found, 1 nothing found or some file failed, 2 wrong usage.";
