//! The built program as it is called: what scripts and other programs rely on.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{Folder, Outcome, gleaner, piped};

fn lines(outcome: &Outcome) -> Vec<Value> {
    outcome.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn facts_of(text: &str) -> Value {
    let folder = Folder::new();
    let path = folder.file("a.txt", text.as_bytes());
    let outcome = gleaner(&["facts", "--format", "ndjson", &path]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors());
    lines(&outcome).remove(0)
}

/// The part of a text between two offsets in code points.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let [start, end] = [start, end].map(|offset| offset.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

// --- facts by the contract ---

#[test]
fn a_record_has_the_keys_of_the_contract() {
    let record = facts_of("Senator Tom Cotton said on 3 March 2024 that \"it costs 12%\".\n");
    let keys: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected =
        ["id", "title", "date", "language", "sentences", "outline", "brief", "entities", "facts"];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    let brief: Vec<&str> =
        record["brief"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(brief, ["how", "what", "when", "where", "who", "why"]);
    assert!(!record["facts"].as_array().unwrap().is_empty());
    assert!(!record["sentences"].as_array().unwrap().is_empty());
}

#[test]
fn offsets_are_code_points_of_the_printed_text() {
    let text = "🙂 漢字 — Ünïcode e\u{301}.\r\n\r\nOn 3 March 2024 over 137 people paid €4.5 million \
                in “Lyon” 👨‍👩‍👧.\r\n";
    let folder = Folder::new();
    let path = folder.file("a.txt", text.as_bytes());
    let printed = gleaner(&["text", &path]).text();
    assert_eq!(printed, text);
    let record = lines(&gleaner(&["facts", "--format", "ndjson", &path])).remove(0);
    let facts = record["facts"].as_array().unwrap();
    assert!(facts.len() >= 2, "{record}");
    for fact in facts {
        assert_eq!(slice(&printed, &fact["start"], &fact["end"]), fact["text"], "{fact}");
    }
    for sentence in record["sentences"].as_array().unwrap() {
        let sentence = slice(&printed, &sentence[0], &sentence[1]);
        assert_eq!(sentence, sentence.trim());
    }
}

#[test]
fn offsets_hold_where_controls_are_shown_as_symbols() {
    let text = "a\u{1b}[31mb \u{9b}c\u{202e}d\u{7f}\r\nOn 3 March 2024 it rained\rin Lyon.\n";
    let folder = Folder::new();
    let path = folder.file("a.txt", text.as_bytes());
    let printed = gleaner(&["text", &path]).text();
    assert_eq!(printed.chars().count(), text.chars().count());
    let record = lines(&gleaner(&["facts", "--format", "ndjson", &path])).remove(0);
    let date = record["facts"].as_array().unwrap().iter().find(|fact| fact["kind"] == "date");
    let date = date.unwrap_or_else(|| panic!("no date in {record}"));
    assert_eq!(slice(&printed, &date["start"], &date["end"]), "3 March 2024");
}

#[test]
fn documents_come_in_the_order_they_are_named() {
    let folder = Folder::new();
    let name = |index: usize| format!("{}-{index}.txt", (b'z' - index as u8) as char);
    let paths: Vec<String> = (0..20)
        .map(|index| folder.file(&name(index), "Rain in Lyon. ".repeat(index * 20).as_bytes()))
        .collect();
    let mut arguments = vec!["facts", "--format", "ndjson"];
    arguments.extend(paths.iter().map(String::as_str));
    let outcome = gleaner(&arguments);
    let ids: Vec<String> =
        lines(&outcome).iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, paths);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_record_and_status_1() {
    let folder = Folder::new();
    let good = folder.file("good.txt", b"Rain in Lyon.");
    let missing = folder.path("missing.txt");
    let outcome = gleaner(&["facts", "--format", "ndjson", &missing, &good]);
    assert_eq!(outcome.status, Some(1));
    let records = lines(&outcome);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["id"].as_str(), Some(missing.as_str()));
    assert!(records[0]["error"].as_str().unwrap().contains("no such file"), "{}", records[0]);
    assert_eq!(records[1]["id"].as_str(), Some(good.as_str()));
}

#[test]
fn an_error_record_has_the_very_id_that_was_named() {
    let folder = Folder::new();
    let missing = folder.path("missing\u{1b}[31m🙂.txt");
    let outcome = gleaner(&["facts", "--format", "ndjson", &missing]);
    assert_eq!(lines(&outcome)[0]["id"].as_str(), Some(missing.as_str()));
    let binary = piped(&["facts", "--format", "ndjson", "-"], b"\x7fELF\x02\x01\x01\0\0");
    assert_eq!((binary.status, &lines(&binary)[0]["id"]), (Some(1), &json!("-")));
}

#[test]
fn a_folder_is_walked_and_what_is_no_text_is_named() {
    let folder = Folder::new();
    folder.file("b.txt", b"Two.");
    folder.file("a/a.md", b"# One\n");
    folder.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\0");
    folder.file("data.unknown", b"\x7fELF\x02\x01\x01\0\0\0");
    folder.file(".hidden.txt", b"No.");
    let outcome = gleaner(&["facts", "--format", "ndjson", &folder.path("")]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors());
    let records = lines(&outcome);
    assert_eq!(records.len(), 2, "{}", outcome.text());
    assert!(records[0]["id"].as_str().unwrap().ends_with("a.md"));
    assert!(outcome.errors().contains("picture.png"), "{}", outcome.errors());
    assert!(outcome.errors().contains("data.unknown"), "{}", outcome.errors());
}

#[test]
fn explained_facts_tell_what_made_them() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"It rained for 12 hours on 3 March 2024.\n");
    let plain = lines(&gleaner(&["facts", "--format", "ndjson", &path])).remove(0);
    assert!(plain["facts"][0].get("origin").is_none(), "{plain}");
    assert!(
        plain["facts"][0]["confidence"].as_f64().is_some_and(|sure| (0.0..=1.0).contains(&sure))
    );
    let told = lines(&gleaner(&["facts", "--explain", "--format", "ndjson", &path])).remove(0);
    for fact in told["facts"].as_array().unwrap() {
        let origin = fact["origin"].as_object().expect("an origin");
        assert!(origin["recogniser"].is_string() && origin["rule"].is_string(), "{fact}");
    }
    let table = gleaner(&["facts", "--explain", "--format", "table", &path]).text();
    assert!(table.contains(" date: "), "{table}");
}

#[test]
fn only_the_kinds_asked_for_are_written() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"On 3 March 2024 costs rose 12 percent to 4.5 million euros.");
    let outcome = gleaner(&["facts", "--format", "ndjson", "--kind", "date,percent", &path]);
    let record = lines(&outcome).remove(0);
    let kinds: Vec<&Value> =
        record["facts"].as_array().unwrap().iter().map(|fact| &fact["kind"]).collect();
    assert_eq!(kinds, ["date", "percent"]);
}

#[test]
fn json_is_one_array() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"Rain in Lyon.");
    let outcome = gleaner(&["facts", "--format", "json", &path, &path]);
    let array: Value = serde_json::from_str(&outcome.text()).unwrap();
    assert_eq!(array.as_array().unwrap().len(), 2);
    assert!(outcome.text().starts_with("[\n  {\n    \"id\": "), "{}", outcome.text());
    let nothing = piped(&["facts", "--input", "ndjson", "--format", "json"], b"");
    assert_eq!(nothing.text(), "[]\n");
}

#[test]
fn a_table_has_a_line_for_each_fact() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"On 3 March 2024, costs rose 12 percent.");
    let outcome = gleaner(&["facts", "--format", "table", &path]);
    let text = outcome.text();
    assert!(
        text.lines().any(|line| line.starts_with("date") && line.contains("2024-03-03")),
        "{text}"
    );
    assert!(text.lines().any(|line| line.starts_with("percent") && line.ends_with(" 1")), "{text}");
}

// --- the filter ---

const FILTER: [&str; 5] = ["facts", "--input", "ndjson", "--format", "ndjson"];

#[test]
fn empty_input_is_empty_output_and_success() {
    for input in ["", "\n", "\r\n\n"] {
        let outcome = piped(&FILTER, input.as_bytes());
        assert_eq!((outcome.status, outcome.text().as_str()), (Some(0), ""), "{input:?}");
    }
}

#[test]
fn a_bad_line_gives_an_error_record_in_its_place() {
    let input = concat!(
        "{\"id\": 1, \"text\": \"Rain in Lyon.\"}\r\n",
        "nonsense\n",
        "\n",
        "{\"id\": {\"part\": [2]}, \"text\": 5}\n",
        "{\"text\": \"without id\"}\n",
        "{\"id\": 18446744073709551616, \"text\": \"broken",
    );
    let outcome = piped(&FILTER, input.as_bytes());
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors());
    assert!(outcome.text().contains("\"id\":18446744073709551616,\"error\""), "{}", outcome.text());
    let records = lines(&outcome);
    let ids: Vec<&Value> = records.iter().map(|record| &record["id"]).collect();
    assert_eq!(ids[..4], [&json!(1), &json!(null), &json!({"part": [2]}), &json!(null)]);
    let errors: Vec<bool> = records.iter().map(|record| record.get("error").is_some()).collect();
    assert_eq!(errors, [false, true, true, false, true]);
}

#[test]
fn the_text_of_a_record_is_taken_as_it_is() {
    let text = "\u{feff}🙂\r\nOn 3 March 2024\u{2028}it\u{0} rained.\n";
    let input = json!({"id": "a", "text": text}).to_string();
    let record = lines(&piped(&FILTER, input.as_bytes())).remove(0);
    let date = &record["facts"][0];
    assert_eq!(date["kind"], "date", "{record}");
    assert_eq!(slice(text, &date["start"], &date["end"]), "3 March 2024");
}

#[test]
fn a_record_s_date_and_title_count() {
    let input =
        json!({"id": 1, "text": "It rained yesterday.", "date": "2024-03-01", "title": "Rain"});
    let record = lines(&piped(&FILTER, input.to_string().as_bytes())).remove(0);
    assert_eq!((&record["date"], &record["title"]), (&json!("2024-03-01"), &json!("Rain")));
    assert_eq!(record["facts"][0]["value"], "2024-02-29", "{record}");
}

#[test]
fn many_records_keep_their_order() {
    let input: String = (0..600)
        .map(|index| {
            json!({"id": index, "text": "Rain in Lyon. ".repeat(index % 7)}).to_string() + "\n"
        })
        .collect();
    let outcome = piped(&FILTER, input.as_bytes());
    let ids: Vec<u64> =
        lines(&outcome).iter().map(|record| record["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..600).collect::<Vec<_>>());
}

#[test]
fn a_record_is_answered_while_the_input_still_waits() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gleaner"))
        .args(FILTER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{}", json!({"id": id, "text": "Rain in Lyon."})).unwrap();
        input.flush().unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(input);
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

// --- text ---

#[test]
fn text_is_the_decoded_content_unchanged() {
    let folder = Folder::new();
    let text = " date 2024-03-31 One\ttwo.\r\n\r\nThree";
    let path = folder.file("a.txt", text.as_bytes());
    assert_eq!(gleaner(&["text", &path]).text(), text);
    assert_eq!(piped(&["text"], text.as_bytes()).text(), text);
    assert_eq!(piped(&["text", "-"], text.as_bytes()).text(), text);
}

#[test]
fn a_pipe_gets_the_text_and_no_reader() {
    let folder = Folder::new();
    let path = folder.file("facts", b"A file named like a command.\n");
    assert_eq!(gleaner(&[&path]).text(), "A file named like a command.\n");
    assert_eq!(piped::<&str>(&[], b"Piped in.").text(), "Piped in.");
    let outcome = Command::new(env!("CARGO_BIN_EXE_gleaner"))
        .args(["--", "facts"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    assert_eq!(outcome.stdout, b"A file named like a command.\n");
}

#[test]
fn without_a_path_the_sample_is_read() {
    let outcome = gleaner::<&str>(&[]);
    assert!(outcome.text().contains("Morgan Lerette"), "{}", outcome.text());
}

#[test]
fn a_list_of_files_is_read_from_a_pipe() {
    let folder = Folder::new();
    let [one, two] = [folder.file("one.txt", b"One"), folder.file("two.txt", b"Two\n")];
    let outcome = piped(&["text", "--files-from", "-"], format!("{one}\n{two}\n").as_bytes());
    assert_eq!(outcome.text(), "One\nTwo\n");
}

// --- find ---

#[test]
fn find_prints_path_line_and_sentence() {
    let folder = Folder::new();
    let text = "Title\n\nIt was dry.\nThe borders\nwere crossed in Lyon.\n";
    let path = folder.file("a.txt", text.as_bytes());
    let outcome = gleaner(&["find", "cross BORD", &path]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors());
    assert_eq!(outcome.text(), format!("{path}:4: The borders were crossed in Lyon.\n"));
}

#[test]
fn find_writes_offsets_as_json() {
    let folder = Folder::new();
    let text = "🙂 It was dry. The borders were crossed.";
    let path = folder.file("a.txt", text.as_bytes());
    let record = lines(&gleaner(&["find", "--json", "borders", &path])).remove(0);
    assert_eq!(record["id"].as_str(), Some(path.as_str()));
    assert_eq!(record["line"], 1);
    assert_eq!(record["text"], "The borders were crossed.");
    assert_eq!(slice(text, &record["start"], &record["end"]), "The borders were crossed.");
    assert_eq!(slice(text, &record["words"][0][0], &record["words"][0][1]), "borders");
}

#[test]
fn find_finds_facts_by_their_label() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"Nothing here. Costs rose on March 3, 2024 in a hurry.");
    let record = lines(&gleaner(&["find", "--json", "2024-03-03", &path])).remove(0);
    assert_eq!(record["facts"][0]["text"], "March 3, 2024", "{record}");
}

#[test]
fn nothing_found_is_status_1_and_no_output() {
    let folder = Folder::new();
    let path = folder.file("a.txt", b"It was dry.");
    let outcome = gleaner(&["find", "elephant", &path]);
    assert_eq!(
        (outcome.status, outcome.text(), outcome.errors()),
        (Some(1), String::new(), String::new())
    );
}

// --- what holds for all ---

#[test]
fn wrong_usage_is_status_2_and_says_what_to_do() {
    let folder = Folder::new();
    let list = folder.file("list", b"");
    for arguments in [
        &["--nonsense"][..],
        &["facts", "--kind", "animal"],
        &["facts", "--format", "xml"],
        &["text"],
        &["facts"],
        &["find"],
        &["find", "..."],
        &["text", "-", "-"],
        &["text", "-", "--files-from", "-"],
        &["facts", "--input", "ndjson", "--files-from", &list],
        &["--width", "3"],
    ] {
        let outcome = gleaner(arguments);
        assert_eq!(outcome.status, Some(2), "{arguments:?}: {}", outcome.errors());
        assert!(outcome.errors().len() > 20, "{arguments:?}: {}", outcome.errors());
        assert_eq!(outcome.text(), "", "{arguments:?}");
    }
}

#[test]
fn a_missing_file_is_named_with_its_reason() {
    let folder = Folder::new();
    let missing = folder.path("missing.txt");
    for command in ["text", "find"] {
        let arguments = if command == "find" { vec!["find", "x"] } else { vec!["text"] };
        let outcome = gleaner(&[arguments, vec![&missing]].concat());
        assert_eq!(outcome.status, Some(1));
        assert!(outcome.errors().starts_with("gleaner: "), "{}", outcome.errors());
        assert!(outcome.errors().contains(&missing), "{}", outcome.errors());
    }
}

#[test]
fn a_broken_pipe_is_success() {
    let folder = Folder::new();
    let path = folder.file("a.txt", "Rain in Lyon on 3 March 2024.\n".repeat(200).as_bytes());
    for arguments in [
        vec!["text", &path],
        vec!["facts", "--format", "ndjson", &path, &path],
        vec!["facts", "--format", "table", &path],
        vec!["find", "rain", &path],
        vec!["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gleaner"))
            .args(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let outcome = child.wait_with_output().unwrap();
        assert_eq!(outcome.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&outcome.stderr), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let outcome = Command::new(env!("CARGO_BIN_EXE_gleaner"))
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(outcome.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&outcome.stderr).contains("cannot write"));
}

#[test]
fn no_control_character_comes_out_anywhere() {
    let folder = Folder::new();
    let hostile =
        "\u{1b}]0;title\u{7}\u{9b}31m \u{202e}Lyon\u{2069} \r3 March 2024\u{7f} \u{2028}\u{0}";
    let name = "name\u{1b}]0;x\u{7}\u{202e}\u{9b}31m.txt";
    let path = folder.file(name, format!("Title: {hostile}\n\n{hostile} rained.\n").as_bytes());
    let missing = folder.path("missing\u{1b}[31m\u{9b}.txt");
    let record = json!({"id": hostile, "title": hostile, "text": hostile}).to_string();
    let outcomes = [
        gleaner(&["text", &path, &missing]),
        gleaner(&["facts", "--format", "ndjson", &path, &missing]),
        gleaner(&["facts", "--format", "json", &path, &missing]),
        gleaner(&["facts", "--format", "table", &path, &missing]),
        gleaner(&["find", "lyon", &path, &missing]),
        gleaner(&["find", "--json", "lyon", &path, &missing]),
        gleaner(&["facts", "--kind", hostile.trim_end_matches('\0')]),
        gleaner(&["\u{1b}]0;x\u{7}", &format!("--{}", "\u{9b}31m")]),
        piped(&FILTER, record.as_bytes()),
        piped(&FILTER, b"{\"id\": \"\xe2\x80\xae\xc2\x9b\", \"\x1b]0;\x07"),
    ];
    for outcome in outcomes {
        support::assert_no_controls(&outcome);
    }
}

#[test]
fn the_examples_of_the_help_are_accepted() {
    for command in [None, Some("facts"), Some("text"), Some("find")] {
        let arguments: Vec<&str> = command.into_iter().chain(["--help"]).collect();
        let help = gleaner(&arguments);
        assert_eq!(help.status, Some(0));
        let text = help.text();
        assert!(text.contains("Examples:\n"), "{text}");
        assert!(text.contains("Exit status: "), "{text}");
    }
    assert!(gleaner(&["--version"]).text().starts_with("gleaner "));
}
