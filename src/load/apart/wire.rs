//! What a child says: the parts of a document as JSON, checked as they arrive.
//!
//! The numbers of blocks and spans are short arrays, so that a document is not much longer
//! on its way than in itself. Both sides are the same program, so the form may change.

use serde::{Deserialize, Serialize};

use crate::document::{
    Anchor, Block, BlockKind, Flow, Inline, InlineStyle, Link, Metadata, Notice, Page, Parts,
    SourceLines, Span, Table,
};
use crate::load::limits::{Limit, MAX_FIELD_BYTES};
use crate::load::{measure, open};

/// One message of the child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// The document as far as it was read.
    Part(Sent),
    /// All of it; nothing follows.
    Complete(Sent),
    /// It cannot be read, and why.
    Failed(String),
}

/// The parts of a document on their way.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Sent {
    text: String,
    blocks: Vec<SentBlock>,
    tables: Vec<SentTable>,
    inlines: Vec<(u32, u32, Style)>,
    links: Vec<(u32, u32, String)>,
    anchors: Vec<(u32, String)>,
    pages: Vec<(u32, String)>,
    lines: Option<Vec<u32>>,
    title: Option<String>,
    byline: Option<String>,
    source: Option<String>,
    /// Year, month, day.
    date: Option<(i16, i8, i8)>,
    language: Option<String>,
    notices: Vec<SentNotice>,
}

/// Start, end, kind, whether lines are filled, quotation depth, list depth.
type SentBlock = (u32, u32, Kind, bool, u8, u8);

/// Rows of cells, whether the first is a heading, columns at the right edge.
type SentTable = (Vec<Vec<(u32, u32)>>, bool, Vec<bool>);

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Kind {
    #[serde(rename = "h")]
    Heading(u8),
    #[serde(rename = "p")]
    Paragraph,
    #[serde(rename = "i")]
    Item(u16),
    #[serde(rename = "c")]
    Code,
    #[serde(rename = "t")]
    Table(u32),
    #[serde(rename = "r")]
    Rule,
    #[serde(rename = "m")]
    Header,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Style {
    #[serde(rename = "e")]
    Emphasis,
    #[serde(rename = "s")]
    Strong,
    #[serde(rename = "c")]
    Code,
    #[serde(rename = "x")]
    Strikethrough,
}

/// What a reader may have to tell; what does not cross is told by the parent.
#[derive(Debug, Serialize, Deserialize)]
enum SentNotice {
    Pages { read: u32, of: u32, limit: String },
    CutPages { count: u32 },
    Truncated { read: u64, limit: String },
}

impl Message {
    pub(super) fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        Ok(serde_json::to_vec(self)?)
    }

    /// The message, where it is one and all of it holds together.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let message: Self = serde_json::from_slice(bytes).ok()?;
        let is_sound = match &message {
            Self::Part(sent) | Self::Complete(sent) => sent.is_sound(),
            Self::Failed(_) => true,
        };
        is_sound.then_some(message)
    }
}

impl Sent {
    /// Whether every span lies in the text at the ends of characters, blocks are in order
    /// and disjoint, and nothing points to what is not there.
    fn is_sound(&self) -> bool {
        let fits = |start: u32, end: u32| {
            start <= end && self.text.get(start as usize..end as usize).is_some()
        };
        let mut behind = 0;
        let blocks = self.blocks.iter().all(|&(start, end, kind, ..)| {
            let in_order = start >= std::mem::replace(&mut behind, end);
            let points = !matches!(kind, Kind::Table(at) if at as usize >= self.tables.len());
            let level = !matches!(kind, Kind::Heading(level) if !(1..=6).contains(&level));
            fits(start, end) && in_order && points && level
        });
        let lines = self.lines.as_ref().is_none_or(|lines| lines.len() == self.blocks.len());
        let tables = self.tables.iter().flat_map(|(rows, ..)| rows.iter().flatten());
        blocks
            && lines
            && tables.into_iter().all(|&(start, end)| fits(start, end))
            && self.inlines.iter().all(|&(start, end, _)| fits(start, end))
            && self.links.iter().all(|&(start, end, _)| fits(start, end))
            && self.anchors.iter().all(|&(offset, _)| fits(offset, offset))
            && self.pages.iter().all(|&(start, _)| fits(start, start))
            && self.pages.is_sorted_by_key(|(start, _)| *start)
    }

    fn metadata(&mut self) -> Metadata {
        let field = |field: &mut Option<String>| {
            field.take().map(|text| open::prefix(&text, MAX_FIELD_BYTES).to_owned())
        };
        Metadata {
            title: field(&mut self.title),
            byline: field(&mut self.byline),
            source: field(&mut self.source),
            date: self
                .date
                .and_then(|(year, month, day)| jiff::civil::Date::new(year, month, day).ok()),
            language: self.language.as_deref().and_then(measure::language_named),
            words: 0,
        }
    }
}

impl From<Parts> for Sent {
    fn from(parts: Parts) -> Self {
        let Metadata { title, byline, date, source, language, words: _ } = parts.metadata;
        let ends = |span: Span| (span.start, span.end);
        Self {
            text: parts.text,
            blocks: parts.blocks.iter().map(sent_block).collect(),
            tables: parts
                .tables
                .into_iter()
                .map(|table| {
                    let row = |row: Vec<Span>| row.into_iter().map(ends).collect();
                    let rows = table.rows.into_iter().map(row).collect();
                    (rows, table.header, table.right_aligned)
                })
                .collect(),
            inlines: parts
                .inlines
                .iter()
                .map(|inline| (inline.span.start, inline.span.end, inline.style.into()))
                .collect(),
            links: parts
                .links
                .into_iter()
                .map(|link| (link.span.start, link.span.end, link.target))
                .collect(),
            anchors: parts
                .anchors
                .into_iter()
                .map(|anchor| (anchor.offset, anchor.name.into()))
                .collect(),
            pages: parts.pages.into_iter().map(|page| (page.start, page.label)).collect(),
            lines: match parts.source_lines {
                SourceLines::Text => None,
                SourceLines::Blocks(lines) => Some(lines),
            },
            title,
            byline,
            source,
            date: date.map(|date| (date.year(), date.month(), date.day())),
            language: language.map(str::to_owned),
            notices: parts.notices.iter().filter_map(sent_notice).collect(),
        }
    }
}

impl From<Sent> for Parts {
    fn from(mut sent: Sent) -> Self {
        let metadata = sent.metadata();
        let span = |(start, end)| Span { start, end };
        Self {
            text: sent.text,
            blocks: sent.blocks.into_iter().map(block).collect(),
            tables: sent
                .tables
                .into_iter()
                .map(|(rows, header, right_aligned)| {
                    let row = |row: Vec<_>| row.into_iter().map(span).collect();
                    Table { rows: rows.into_iter().map(row).collect(), header, right_aligned }
                })
                .collect(),
            inlines: sent
                .inlines
                .into_iter()
                .map(|(start, end, style)| Inline {
                    span: Span { start, end },
                    style: style.into(),
                })
                .collect(),
            links: sent
                .links
                .into_iter()
                .map(|(start, end, target)| Link { span: Span { start, end }, target })
                .collect(),
            anchors: sent
                .anchors
                .into_iter()
                .map(|(offset, name)| Anchor { offset, name: name.into() })
                .collect(),
            pages: sent.pages.into_iter().map(|(start, label)| Page { start, label }).collect(),
            source_lines: sent.lines.map_or(SourceLines::Text, SourceLines::Blocks),
            notices: sent.notices.into_iter().map(notice).collect(),
            metadata,
            ..Self::default()
        }
    }
}

fn sent_block(block: &Block) -> SentBlock {
    let kind = match block.kind {
        BlockKind::Header => Kind::Header,
        BlockKind::Heading { level } => Kind::Heading(level),
        BlockKind::Paragraph => Kind::Paragraph,
        BlockKind::ListItem { marker } => Kind::Item(marker),
        BlockKind::Code => Kind::Code,
        BlockKind::Table(table) => Kind::Table(table),
        BlockKind::Rule => Kind::Rule,
    };
    (block.span.start, block.span.end, kind, block.flow == Flow::Fill, block.quote, block.depth)
}

fn block((start, end, kind, fill, quote, depth): SentBlock) -> Block {
    let kind = match kind {
        Kind::Header => BlockKind::Header,
        Kind::Heading(level) => BlockKind::Heading { level },
        Kind::Paragraph => BlockKind::Paragraph,
        Kind::Item(marker) => BlockKind::ListItem { marker },
        Kind::Code => BlockKind::Code,
        Kind::Table(table) => BlockKind::Table(table),
        Kind::Rule => BlockKind::Rule,
    };
    let flow = if fill { Flow::Fill } else { Flow::Lines };
    Block { span: Span { start, end }, kind, flow, quote, depth }
}

impl From<InlineStyle> for Style {
    fn from(style: InlineStyle) -> Self {
        match style {
            InlineStyle::Emphasis => Self::Emphasis,
            InlineStyle::Strong => Self::Strong,
            InlineStyle::Code => Self::Code,
            InlineStyle::Strikethrough => Self::Strikethrough,
        }
    }
}

impl From<Style> for InlineStyle {
    fn from(style: Style) -> Self {
        match style {
            Style::Emphasis => Self::Emphasis,
            Style::Strong => Self::Strong,
            Style::Code => Self::Code,
            Style::Strikethrough => Self::Strikethrough,
        }
    }
}

fn sent_notice(notice: &Notice) -> Option<SentNotice> {
    match notice {
        Notice::Pages { read, of, limit } => {
            Some(SentNotice::Pages { read: *read, of: *of, limit: (*limit).to_owned() })
        }
        Notice::CutPages { count } => Some(SentNotice::CutPages { count: *count }),
        Notice::Truncated { read, limit } => {
            Some(SentNotice::Truncated { read: *read, limit: (*limit).to_owned() })
        }
        _ => None,
    }
}

fn notice(sent: SentNotice) -> Notice {
    match sent {
        SentNotice::Pages { read, of, limit } => Notice::Pages { read, of, limit: name(&limit) },
        SentNotice::CutPages { count } => Notice::CutPages { count },
        SentNotice::Truncated { read, limit } => Notice::Truncated { read, limit: name(&limit) },
    }
}

/// The name of a limit, where it is one.
fn name(limit: &str) -> &'static str {
    let mut names = Limit::ALL.into_iter().map(|known| known.about().name);
    names.find(|name| *name == limit).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Document;
    use crate::load::Options;
    use crate::load::format::loader;

    #[test]
    fn a_document_arrives_as_it_was_sent() {
        let text = "# Title\n\nA *word* and [a link](https://example.org).\n\n- one\n- two\n\n\
                    | a | b |\n|---|--:|\n| 1 | 2 |\n\n    code\n";
        let format = crate::document::Format::Markdown;
        let mut parts = loader(format).parts(text.to_owned(), &Options::default());
        parts.pages = vec![Page { start: 0, label: "iv".to_owned() }];
        parts.anchors = vec![Anchor { name: "notes".into(), offset: 9 }];
        parts.metadata.language = Some("en");
        parts.metadata.date = Some(jiff::civil::date(2024, 3, 31));
        parts.notices = vec![Notice::Pages { read: 1, of: 2, limit: "pages" }];
        let bytes = Message::Complete(parts.clone().into()).to_bytes().unwrap();
        let Some(Message::Complete(sent)) = Message::from_bytes(&bytes) else { panic!() };
        let arrived = Parts::from(sent);
        assert_eq!(arrived.text, parts.text);
        assert_eq!(arrived.blocks, parts.blocks);
        assert_eq!(arrived.tables, parts.tables);
        assert_eq!(arrived.inlines, parts.inlines);
        assert_eq!(arrived.links, parts.links);
        assert_eq!(arrived.pages, parts.pages);
        assert_eq!(arrived.anchors, parts.anchors);
        assert_eq!(arrived.metadata, parts.metadata);
        assert_eq!(arrived.notices, parts.notices);
        assert!(!arrived.blocks.is_empty() && !arrived.links.is_empty());
    }

    #[test]
    fn what_does_not_hold_together_is_refused() {
        let lies = [
            r#"{"Complete":{"text":"é","blocks":[[0,1,"p",true,0,0]]}}"#,
            r#"{"Complete":{"text":"ab","blocks":[[0,2,"p",true,0,0],[1,2,"p",true,0,0]]}}"#,
            r#"{"Complete":{"text":"ab","blocks":[[0,3,"p",true,0,0]]}}"#,
            r#"{"Complete":{"text":"ab","blocks":[[0,2,{"t":0},true,0,0]]}}"#,
            r#"{"Complete":{"text":"ab","blocks":[[0,2,{"h":9},true,0,0]]}}"#,
            r#"{"Complete":{"text":"ab","pages":[[3,"1"]]}}"#,
            r#"{"Complete":{"text":"ab","links":[[1,0,"x"]]}}"#,
            r#"{"Complete":{"text":"é","anchors":[[1,"x"]]}}"#,
            "nonsense",
        ];
        let whole = |lie: &str| {
            let mut value: serde_json::Value = serde_json::from_str(lie).ok()?;
            let empty = serde_json::to_value(Message::Complete(Sent::default())).unwrap();
            let sent = value.get_mut("Complete")?.as_object_mut()?;
            for (key, default) in empty["Complete"].as_object()? {
                sent.entry(key).or_insert_with(|| default.clone());
            }
            Some(value.to_string())
        };
        for lie in lies {
            let message = whole(lie).unwrap_or_else(|| lie.to_owned());
            assert!(Message::from_bytes(message.as_bytes()).is_none(), "{message}");
        }
        let truth = r#"{"Complete":{"text":"é","blocks":[[0,2,"p",true,0,0]]}}"#;
        assert!(Message::from_bytes(whole(truth).unwrap().as_bytes()).is_some());
    }

    proptest! {
        #[test]
        fn any_answer_makes_a_document_or_none(
            text in "(?s).{0,20}",
            blocks in prop::collection::vec((0_u32..25, 0_u32..25), 0..4),
            pages in prop::collection::vec(0_u32..25, 0..4),
        ) {
            let sent = Sent {
                text,
                blocks: blocks
                    .into_iter()
                    .map(|(start, end)| (start, end, Kind::Paragraph, true, 0, 0))
                    .collect(),
                pages: pages.into_iter().map(|start| (start, String::new())).collect(),
                ..Sent::default()
            };
            let bytes = Message::Part(sent).to_bytes().unwrap();
            if let Some(Message::Part(sent)) = Message::from_bytes(&bytes) {
                let blocks = sent.blocks.len();
                prop_assert_eq!(Document::new(sent.into()).blocks().len(), blocks);
            }
        }
    }
}
