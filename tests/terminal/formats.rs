//! Frames of what another process reads.

use crate::driver::Home;
use crate::pdf::Pdf;

/// Two pages under a running head, in two sections; on the second page.
#[test]
fn a_pdf_tells_the_page_that_is_read() {
    let mut pdf = Pdf::default();
    for (title, number) in [("**A vote on water", "11"), ("**What follows", "12")] {
        let head = (60.0, 770.0, 8.0, "Council papers");
        let mut lines = vec![head, (60.0, 700.0, 18.0, title), (300.0, 30.0, 8.0, number)];
        // Paragraphs that fill more than a screen.
        for paragraph in 0..8 {
            let y = 660.0 - 40.0 * paragraph as f32;
            let first = "The council met in Lyon on 3 March 2024. Ada Moreau, who chairs it, said";
            lines.push((60.0, y, 10.0, first));
            lines.push((60.0, y - 12.0, 10.0, "that costs rose 12 percent to 4.5 million euros."));
        }
        pdf.page(&lines);
    }
    pdf.bookmark("A vote on water", 0).bookmark("What follows", 1);
    pdf.info = "/Title(Council papers 2024)/CreationDate(D:20240304)".to_owned();
    pdf.catalogue = "/PageLabels<</Nums[0<</S/D/St 11>>]>>".to_owned();
    let home = Home::new();
    home.file("papers.pdf", pdf.bytes());
    let mut terminal = home.reader(&["papers.pdf"]).open();
    // The facts come with all of it, behind its first page.
    terminal.wait_for("the first page and the facts", |view| {
        view.status().contains("p. 11") && view.header().contains(" facts")
    });
    terminal.keys("G");
    let view = terminal.wait_for("the end of it", |view| view.status().ends_with("p. 12 · 100 %"));
    insta::assert_snapshot!("pdf", view.rows().join("\n"));
    terminal.quit().assert_restored();
}

/// A heading, a link, a note, a list, a table and a quotation.
#[test]
fn a_document_in_rich_text_is_shown_with_its_blocks() {
    let home = Home::new();
    home.file("minutes.rtf", include_bytes!("../support/minutes.rtf"));
    let terminal = home.reader(&["minutes.rtf"]).open();
    let view = terminal.wait_for("the facts", |view| view.header().contains(" facts"));
    insta::assert_snapshot!("rtf", view.rows().join("\n"));
    terminal.quit().assert_restored();
}

/// A row of a table, with its day and its author above the text.
#[cfg(feature = "parquet")]
#[test]
fn a_row_of_a_parquet_file_is_shown_as_a_document() {
    use crate::parquet_file::{Style, file, optional, texts};
    let fields = "required binary headline (UTF8); optional binary author (UTF8);
        optional binary text (UTF8); required binary topic (UTF8);";
    let columns = vec![
        texts(&["A vote on water", "Rain"]),
        optional(&[Some("Ana Ruiz"), None]),
        optional(&[Some("<p>The council met in <b>Lyon</b>.</p><p>Costs rose.</p>"), None]),
        texts(&["politics", "weather"]),
    ];
    let home = Home::new();
    home.file("rows.parquet", file(fields, &[columns], Style::default()));
    let terminal = home.reader(&["rows.parquet"]).open();
    let view = terminal.wait_for("the row and its facts", |view| {
        view.header().contains(" fact") && view.header().ends_with("1/2")
    });
    insta::assert_snapshot!("parquet", view.rows().join("\n"));
    terminal.quit().assert_restored();
}
