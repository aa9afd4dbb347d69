mod oracle;
mod program;
mod slow;
mod texts;
use chime_model_spec::pattern::{Pattern, Matcher};
use std::collections::BTreeMap;
fn main() {
    let list: Vec<String> = serde_json::from_str(&std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap()).unwrap();
    let mut kinds: BTreeMap<Matcher, usize> = BTreeMap::new();
    let t = std::time::Instant::now();
    let mut all = vec![];
    let (mut n, mut m) = (0, 0); let mut none = 0;
    for p in &list {
        match Pattern::new(p) {
            Err(e) => println!("REFUSED {p:?}: {e}"),
            Ok(x) => {
                *kinds.entry(x.program.matcher).or_default() += 1;
                let again = Pattern::new(&x.portable).unwrap(); 
                if again.portable != x.portable || again.program != x.program { println!("NOT STABLE {} -> {}", x.portable, again.portable); }
                let ours = program::load(&x);
                let t2=std::time::Instant::now(); match slow::search(&x, &ours) { Ok(w) => { let t = std::time::Instant::now(); let text = if w.text.is_empty() { String::new() } else { w.text.repeat(1 + 1000 / w.text.len()) }; let o = (ours.matcher)(&ours.program, &text); all.push((w.per_byte, x.program.size(), x.program.matcher, o.steps, t.elapsed().as_micros() * 1000 / (text.len().max(1) as u128), t2.elapsed().as_millis(), p, w.text.chars().take(60).collect::<String>())) }, Err(e) => println!("SLOW {p}: {e}") }
                match oracle::compare(p, &x, &ours, 20) { Ok(c) => { n += c.texts; m += c.matching; if c.matching == 0 { none += 1; println!("NONE {p}"); } }, Err(e) => println!("DIFFERS {p} -> {}: {e}", x.portable) }
            }
        }
    }
    all.sort_by(|a, b| b.0.cmp(&a.0));
    for x in &all[..40] { println!("{:?}", x); }
    all.sort_by(|a, b| b.4.cmp(&a.4));
    println!("time"); for x in &all[..10] { println!("{:?}", x); }
    println!("{kinds:?} {:?} {n} texts {m} matching; {none} without any", t.elapsed());
}
