//! Prints the seconds that the generator takes for the description on the command line: the least
//! of twenty runs.

use std::time::Instant;

fn main() {
    let file = std::env::args().nth(1).expect("a description");
    let text = std::fs::read_to_string(file).expect("the description is a text");
    let seconds = (0..20).map(|_| {
        let start = Instant::now();
        std::hint::black_box(chime_model_spec::generate("chime.json", &text))
            .expect("a description that generates");
        start.elapsed().as_secs_f64()
    });
    println!("{}", seconds.fold(f64::INFINITY, f64::min));
}
