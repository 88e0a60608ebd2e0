//! The file around the pages: whether it can be read, what it says of itself, what its
//! pages are called, and its bookmarks.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use hayro_syntax::object::dict::keys::{FIRST, NEXT, TITLE};
use hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString,
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::Metadata;
use crate::load::content::Fault;
use crate::load::header::{self, Field};
use crate::load::limits::{MAX_BOOKMARKS, MAX_PDF_PAGES};
use crate::load::numeral::Style;

/// Opens a file, with the empty password where it asks for one.
pub(super) fn open(bytes: Arc<Vec<u8>>) -> Result<Pdf, Fault> {
    Pdf::new(bytes).map_err(|error| {
        Fault::broken(match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                "it is encrypted and asks for a password; save it without one: \
                 qpdf --decrypt --password=PASSWORD FILE OUT"
            }
            LoadPdfError::Decryption(_) => "it is encrypted in a way that is not known",
            LoadPdfError::Invalid => "it is damaged: no page could be found in it",
        })
    })
}

/// The catalogue, which everything hangs on.
pub(super) fn catalogue(pdf: &Pdf) -> Dict<'_> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default()
}

/// What the file says of itself.
pub(super) fn metadata(pdf: &Pdf, catalogue: &Dict<'_>) -> Metadata {
    let mut out = Metadata::default();
    let info = pdf.metadata();
    let text = |field: &Option<Box<[u8]>>| field.as_deref().map(decoded).unwrap_or_default();
    let title = text(&info.title);
    if is_title(&title) {
        header::set(&mut out, Field::Title, &title);
    }
    header::set(&mut out, Field::Byline, &text(&info.author));
    if let Some(date) = info.creation_date {
        let day = i16::try_from(date.year)
            .ok()
            .zip(i8::try_from(date.month).ok())
            .zip(i8::try_from(date.day).ok());
        out.date =
            day.and_then(|((year, month), day)| jiff::civil::Date::new(year, month, day).ok());
    }
    if let Some(language) = catalogue.get::<PdfString<'_>>("Lang") {
        header::set(&mut out, Field::Language, &decoded(language.as_bytes()));
    }
    if let Some(packet) = catalogue.get::<Stream<'_>>("Metadata") {
        described(&mut out, &packet);
    }
    out
}

/// Fills in what the XMP packet knows beyond that.
fn described(out: &mut Metadata, packet: &Stream<'_>) {
    const MAX_PACKET: usize = 256 << 10;
    let Ok(data) = packet.decoded_data() else { return };
    let text = String::from_utf8_lossy(data.get(..data.len().min(MAX_PACKET)).unwrap_or_default());
    let title = element(&text, "dc:title").unwrap_or_default();
    if is_title(&title) {
        header::set(out, Field::Title, &title);
    }
    header::set(out, Field::Byline, &element(&text, "dc:creator").unwrap_or_default());
    header::set(out, Field::Source, &element(&text, "dc:publisher").unwrap_or_default());
    header::set(out, Field::Language, &element(&text, "dc:language").unwrap_or_default());
}

/// The texts of the items of an element, joined. Not a parser: a packet that is written
/// another way gives nothing.
fn element(text: &str, name: &str) -> Option<String> {
    let start = text.find(&format!("<{name}>"))? + name.len() + 2;
    let inside = text.get(start..)?;
    let inside = inside.get(..inside.find(&format!("</{name}>"))?)?;
    let items: Vec<String> = inside
        .split('<')
        .filter_map(|piece| piece.split_once('>').map(|(_, text)| text.trim()))
        .filter(|text| !text.is_empty())
        .map(unescaped)
        .collect();
    Some(items.join(", "))
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&amp;", "&")
}

/// Whether a title is one, and not what a program put there.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let file =
        [".doc", ".docx", ".dvi", ".tex", ".indd", ".qxd", ".ps", ".pdf", ".odt", ".rtf", ".ppt"];
    let placeholder = ["untitled", "title", "unknown", "document", "untitled document"];
    !lower.is_empty()
        && !lower.starts_with("microsoft word -")
        && !file.iter().any(|ending| lower.ends_with(ending))
        && !placeholder.contains(&lower.as_str())
        && lower.chars().any(char::is_alphabetic)
}

/// A text string: UTF-16 or UTF-8 where it says so, else the encoding of documents, which
/// is nearly Latin-1.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => bytes.iter().map(|&byte| latin(byte)).collect::<String>().into(),
    };
    let clean: String = text.chars().filter(|letter| *letter != '\0').collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn latin(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        0xa0 => '€',
        _ => char::from(byte),
    }
}

/// What the pages are called, where that is not their count from 1.
pub(super) fn labels(catalogue: &Dict<'_>, pages: usize) -> Vec<String> {
    let mut ranges: Vec<(usize, Dict<'_>)> = Vec::new();
    if let Some(tree) = catalogue.get::<Dict<'_>>("PageLabels") {
        ranges_of(&tree, 0, &mut ranges);
    }
    ranges.sort_by_key(|(first, _)| *first);
    (0..pages).map(|page| label(&ranges, page)).collect()
}

fn ranges_of<'a>(tree: &Dict<'a>, depth: usize, out: &mut Vec<(usize, Dict<'a>)>) {
    const MAX_DEPTH: usize = 8;
    /// A page may begin a range of its own.
    const MAX_RANGES: usize = MAX_PDF_PAGES;
    if depth > MAX_DEPTH || out.len() > MAX_RANGES {
        return;
    }
    if let Some(numbers) = tree.get::<Array<'a>>("Nums") {
        let mut numbers = numbers.flex_iter();
        while let Some(first) = numbers.next::<u32>() {
            let Some(range) = numbers.next::<Dict<'a>>() else { break };
            out.push((first as usize, range));
        }
    }
    for kid in tree.get::<Array<'a>>("Kids").iter().flat_map(|kids| kids.iter::<Dict<'a>>()) {
        ranges_of(&kid, depth + 1, out);
    }
}

fn label(ranges: &[(usize, Dict<'_>)], page: usize) -> String {
    let after = ranges.partition_point(|(first, _)| *first <= page);
    let Some((first, range)) = after.checked_sub(1).and_then(|at| ranges.get(at)) else {
        return (page + 1).to_string();
    };
    let start = range.get::<u32>("St").unwrap_or(1).max(1) as usize;
    let number = (page - first).saturating_add(start);
    let prefix = range.get::<PdfString<'_>>("P").map(|text| decoded(text.as_bytes()));
    let prefix: String = prefix.unwrap_or_default().chars().take(20).collect();
    let style = range.get::<Name<'_>>("S");
    let style = match style.as_ref().map(|style| style.as_str().to_owned()).as_deref() {
        Some("D") => Some(Style::Decimal),
        Some("r") => Some(Style::LowerRoman),
        Some("R") => Some(Style::UpperRoman),
        Some("a") => Some(Style::LowerLetter),
        Some("A") => Some(Style::UpperLetter),
        _ => None,
    };
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let number = style.map_or_else(String::new, |style| style.write(number));
    let label = format!("{prefix}{number}");
    if label.trim().is_empty() { (page + 1).to_string() } else { label }
}

/// An entry of the outline that the file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bookmark {
    pub title: String,
    /// 1 is the highest.
    pub level: u8,
    pub page: usize,
}

/// The bookmarks from top to bottom.
pub(super) fn bookmarks(pdf: &Pdf, catalogue: &Dict<'_>, most_pages: usize) -> Vec<Bookmark> {
    let Some(root) = catalogue.get::<Dict<'_>>("Outlines") else { return Vec::new() };
    let pages: HashMap<ObjectIdentifier, usize> = pdf
        .pages()
        .iter()
        .take(most_pages)
        .enumerate()
        .filter_map(|(index, page)| Some((page.raw().obj_id()?, index)))
        .collect();
    let names = Names::of(catalogue);
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    // Entries that are still to be visited, with their levels; the next one last.
    let mut open: Vec<(Dict<'_>, u8)> =
        root.get::<Dict<'_>>(FIRST).map(|first| (first, 1)).into_iter().collect();
    while let Some((entry, level)) = open.pop() {
        let place = (entry.data().as_ptr() as usize, entry.data().len());
        if out.len() >= MAX_BOOKMARKS || !seen.insert(place) {
            continue;
        }
        let title = entry.get::<PdfString<'_>>(TITLE).map(|title| decoded(title.as_bytes()));
        let page = destination(&entry).and_then(|target| page_of(&target, &pages, &names, 0));
        if let (Some(title), Some(page)) = (title, page) {
            out.push(Bookmark { title, level, page });
        }
        open.extend(entry.get::<Dict<'_>>(NEXT).map(|next| (next, level)));
        open.extend(entry.get::<Dict<'_>>(FIRST).map(|first| (first, level.saturating_add(1))));
    }
    out
}

/// Where an entry leads.
fn destination<'a>(entry: &Dict<'a>) -> Option<Object<'a>> {
    let direct = entry.get::<Object<'a>>("Dest");
    direct.or_else(|| entry.get::<Dict<'a>>("A")?.get::<Object<'a>>("D"))
}

/// The page that a destination names.
fn page_of(
    target: &Object<'_>,
    pages: &HashMap<ObjectIdentifier, usize>,
    names: &Names<'_>,
    depth: usize,
) -> Option<usize> {
    if depth > 4 {
        return None;
    }
    match target {
        Object::Array(target) => match target.raw_iter().next()? {
            hayro_syntax::object::MaybeRef::Ref(page) => pages.get(&page.into()).copied(),
            hayro_syntax::object::MaybeRef::NotRef(Object::Number(page)) => {
                usize::try_from(page.as_i64()).ok()
            }
            hayro_syntax::object::MaybeRef::NotRef(_) => None,
        },
        Object::Dict(target) => page_of(&target.get::<Object<'_>>("D")?, pages, names, depth + 1),
        Object::String(name) => page_of(names.get(name.as_bytes())?, pages, names, depth + 1),
        Object::Name(name) => {
            page_of(names.get(name.as_str().as_bytes())?, pages, names, depth + 1)
        }
        _ => None,
    }
}

/// Named destinations.
struct Names<'a>(HashMap<Vec<u8>, Object<'a>>);

impl<'a> Names<'a> {
    fn of(catalogue: &Dict<'a>) -> Self {
        let mut all = HashMap::new();
        if let Some(old) = catalogue.get::<Dict<'a>>("Dests") {
            for name in old.keys().take(MAX_BOOKMARKS) {
                if let Some(target) = old.get::<Object<'a>>(&name) {
                    all.insert(name.as_str().as_bytes().to_vec(), target);
                }
            }
        }
        let tree =
            catalogue.get::<Dict<'a>>("Names").and_then(|names| names.get::<Dict<'a>>("Dests"));
        let mut open: Vec<(Dict<'a>, usize)> = tree.map(|tree| (tree, 0)).into_iter().collect();
        let mut visited = 0;
        while let Some((node, depth)) = open.pop() {
            visited += 1;
            if visited > MAX_BOOKMARKS || depth > 16 || all.len() > 10 * MAX_BOOKMARKS {
                break;
            }
            if let Some(pairs) = node.get::<Array<'a>>("Names") {
                let mut pairs = pairs.flex_iter();
                while let Some(name) = pairs.next::<PdfString<'a>>() {
                    let Some(target) = pairs.next::<Object<'a>>() else { break };
                    all.insert(name.as_bytes().to_vec(), target);
                }
            }
            let kids = node.get::<Array<'a>>("Kids");
            open.extend(
                kids.iter().flat_map(|kids| kids.iter::<Dict<'a>>()).map(|kid| (kid, depth + 1)),
            );
        }
        Self(all)
    }

    fn get(&self, name: &[u8]) -> Option<&Object<'a>> {
        self.0.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_decoded() {
        assert_eq!(decoded(b"\xfe\xff\0A\0\xe9"), "Aé");
        assert_eq!(decoded(b"\xef\xbb\xbf\xc3\xa9"), "é");
        assert_eq!(decoded(b"caf\xe9 \x85 \x8dx\x8e\0"), "café – “x”");
    }

    #[test]
    fn what_programs_put_there_is_no_title() {
        assert!(is_title("The Harbour"));
        for none in ["", "untitled", "Microsoft Word - a.doc", "paper.dvi", "2024-1"] {
            assert!(!is_title(none), "{none}");
        }
    }
}
