//! Generates from each file on the command line, and writes the result as a line of JSON.

use std::path::Path;
use std::time::Instant;
use std::{env, fs, io, panic};

use chime_model_spec::Generator;
use serde_json::json;

fn main() -> io::Result<()> {
    for file in env::args().skip(1) {
        let text = fs::read_to_string(&file)?;
        let name = file.rsplit('/').next().unwrap_or(&file);
        let start = Instant::now();
        let listed = paginators(&file);
        let made = panic::catch_unwind(|| {
            let generator = Generator::new(name, &text);
            match &listed {
                Some(paginators) => generator.paginators("paginators.json", paginators).generate(),
                None => generator.generate(),
            }
        });
        let seconds = start.elapsed().as_secs_f64();
        let (verdict, problems, bytes) = match made {
            Err(_) => ("panicked", Vec::new(), 0),
            Ok(Err(problems)) => {
                ("refused", problems.to_string().lines().map(str::to_owned).collect(), 0)
            }
            Ok(Ok(rust)) => match syn::parse_file(&rust) {
                Ok(_) => {
                    if let Some(line) = rust.lines().nth(1).filter(|line| line.starts_with("//")) {
                        eprintln!("{name}: {line}");
                    }
                    ("generated", Vec::new(), rust.len())
                }
                Err(error) => ("not Rust", vec![error.to_string()], rust.len()),
            },
        };
        println!(
            "{}",
            json!({ "file": name, "verdict": verdict, "problems": problems, "bytes": bytes, "seconds": seconds })
        );
    }
    Ok(())
}

/// The file of paginators of a description, if there is one.
fn paginators(file: &str) -> Option<String> {
    let (folder, name) = file.rsplit_once('/')?;
    fs::read_to_string(Path::new(&format!("{folder}-paginators")).join(name)).ok()
}
