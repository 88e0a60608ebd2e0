//! A small writer of PDF files, to test the reading of them.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::fmt::Write;

/// A file while it is put together.
#[derive(Default)]
pub struct Pdf {
    pages: Vec<String>,
    bookmarks: Vec<(String, usize)>,
    /// Entries of the information dictionary.
    pub info: String,
    /// Further entries of the catalogue.
    pub catalogue: String,
    /// Further entries of the trailer.
    pub trailer: String,
}

impl Pdf {
    /// A page that shows lines, each at a place, in a size; those in `F2` are bold.
    pub fn page(&mut self, lines: &[(f32, f32, f32, &str)]) -> &mut Self {
        let mut content = String::new();
        for (x, y, size, text) in lines {
            let (font, text) = text.strip_prefix("**").map_or(("F1", *text), |bold| ("F2", bold));
            let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            writeln!(content, "BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET").unwrap();
        }
        self.content(&content)
    }

    /// A page with any content.
    pub fn content(&mut self, content: &str) -> &mut Self {
        self.pages.push(content.to_owned());
        self
    }

    /// An entry of the outline that leads to a page, counted from 0.
    pub fn bookmark(&mut self, title: &str, page: usize) -> &mut Self {
        self.bookmarks.push((title.to_owned(), page));
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut objects: Vec<String> = Vec::new();
        let page = |index: usize| 5 + 2 * index;
        let first_mark = 5 + 2 * self.pages.len();
        let kids: Vec<String> =
            (0..self.pages.len()).map(|at| format!("{} 0 R", page(at))).collect();
        let outline = if self.bookmarks.is_empty() {
            String::new()
        } else {
            format!("/Outlines {first_mark} 0 R")
        };
        objects.push(format!("<</Type/Catalog/Pages 2 0 R {outline} {}>>", self.catalogue));
        let count = self.pages.len();
        objects.push(format!("<</Type/Pages/Count {count}/Kids[{}]>>", kids.join(" ")));
        let font = |name: &str| {
            format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        };
        objects.push(font("Helvetica"));
        objects.push(font("Helvetica-Bold"));
        for (index, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R\
                 /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
                page(index) + 1
            ));
            let length = content.len();
            objects.push(format!("<</Length {length}>>\nstream\n{content}\nendstream"));
        }
        if !self.bookmarks.is_empty() {
            objects.push(format!("<</First {} 0 R>>", first_mark + 1));
        }
        for (index, (title, target)) in self.bookmarks.iter().enumerate() {
            let next = match index + 1 < self.bookmarks.len() {
                true => format!("/Next {} 0 R", first_mark + 2 + index),
                false => String::new(),
            };
            let target = page(*target);
            objects.push(format!("<</Title({title})/Dest[{target} 0 R/Fit]{next}>>"));
        }
        objects.push(format!("<<{}>>", self.info));
        self.assembled(&objects)
    }

    fn assembled(&self, objects: &[String]) -> Vec<u8> {
        let mut out = String::from("%PDF-1.7\n");
        let mut places = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            places.push(out.len());
            writeln!(out, "{} 0 obj\n{object}\nendobj", index + 1).unwrap();
        }
        let start = out.len();
        writeln!(out, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
        for place in places {
            writeln!(out, "{place:010} 00000 n ").unwrap();
        }
        let (size, info) = (objects.len() + 1, objects.len());
        writeln!(
            out,
            "trailer\n<</Size {size}/Root 1 0 R/Info {info} 0 R {}>>\nstartxref\n{start}\n%%EOF",
            self.trailer
        )
        .unwrap();
        out.into_bytes()
    }
}
