//! What both drivers share: questions, and the loop that answers and times on command.

use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

/// One question; `None` is a fact not known. `day` counts from 1970-01-01.
pub struct Question {
    pub words: [Option<String>; 4], // item, destination, end use, role
    pub value: Option<i64>,
    pub military: Option<bool>,
    pub certificate: Option<bool>,
    pub day: i64,
}

pub const WORD_FACTS: [&str; 4] = ["item", "destination", "end_use", "role"];

fn known(cell: &str) -> Option<&str> {
    (cell != "?").then_some(cell)
}

/// Reads a file of questions, one a line, cells apart by tabs.
pub fn read_questions(path: &str) -> Vec<Question> {
    let text = std::fs::read_to_string(path).expect("the file of questions");
    text.lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Question {
                words: std::array::from_fn(|i| known(cells[i]).map(str::to_owned)),
                value: known(cells[4]).map(|v| v.parse().expect("a value")),
                military: known(cells[5]).map(|v| v == "true"),
                certificate: known(cells[6]).map(|v| v == "true"),
                day: cells[7].parse().expect("a day"),
            }
        })
        .collect()
}

/// An engine with its rules loaded. `Asked` is a question in the engine's own form, made beforehand.
pub trait Engine {
    type Asked;
    fn prepare(&self, question: &Question) -> Self::Asked;
    /// 'A' may go, 'L' a licence is needed, '?' not decided, 'E' the engine reports an error.
    fn decide(&self, asked: &Self::Asked) -> char;
}

fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// Processor time of this process in nanoseconds: what others do on the machine does not count.
fn cpu_ns() -> u64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel fills the structure.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
}

/// Decisions above it are timed one by one in processor time; reading that clock costs too much below.
const LONG_NS: u64 = 20_000;

/// One block without clocks inside gives the rate in processor time, a second with clocks gives the
/// percentiles.
fn time_block<E: Engine>(engine: &E, asked: &[E::Asked], at: &mut usize, span: Duration) -> String {
    let half = span.as_nanos() as u64 / 2;
    let mut next = || {
        *at = (*at + 1) % asked.len();
        &asked[*at]
    };
    let first = cpu_ns();
    std::hint::black_box(engine.decide(next()));
    let batch = (LONG_NS / (cpu_ns() - first + 1)).clamp(1, 64);
    let (mut count, mut total, start) = (0, 0, cpu_ns());
    while total < half {
        for _ in 0..batch {
            std::hint::black_box(engine.decide(next()));
        }
        count += batch;
        total = cpu_ns() - start;
    }
    let begin = Instant::now();
    let clock = || if total / count > LONG_NS { cpu_ns() } else { begin.elapsed().as_nanos() as u64 };
    let (mut samples, mut sum) = (Vec::new(), 0);
    while sum < half && samples.len() < 1_000_000 {
        let question = next();
        let before = clock();
        std::hint::black_box(engine.decide(question));
        samples.push(clock() - before);
        sum += samples[samples.len() - 1] + 100;
    }
    samples.sort_unstable();
    let at = |percent: usize| samples[(samples.len() * percent / 100).min(samples.len() - 1)];
    format!("{{\"count\":{},\"ns\":{},\"p50\":{},\"p99\":{}}}", count, total, at(50), at(99))
}

fn answers<E: Engine>(engine: &E, asked: &[E::Asked], limit: Duration) -> String {
    let start = Instant::now();
    let mut letters = String::new();
    for question in asked {
        if start.elapsed() > limit {
            break;
        }
        letters.push(engine.decide(question));
    }
    letters
}

/// Obeys the commands on standard input: `answers FILE SECONDS`, `time FILE MILLISECONDS`, `memory`.
pub fn serve<E: Engine>(engine: E, load: Duration) {
    let mut held: Option<(String, Vec<E::Asked>)> = None;
    let mut at = 0;
    println!("{{\"load_ms\":{}}}", load.as_millis());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a command");
        let words: Vec<&str> = line.split(' ').collect();
        if words[0] == "memory" {
            println!("{}", peak_memory_kb());
            continue;
        }
        if held.as_ref().map(|(path, _)| path.as_str()) != Some(words[1]) {
            let asked = read_questions(words[1]).iter().map(|q| engine.prepare(q)).collect();
            held = Some((words[1].to_owned(), asked));
            at = 0;
        }
        let asked = &held.as_ref().expect("questions").1;
        let amount: u64 = words[2].parse().expect("a span of time");
        match words[0] {
            "answers" => println!("{}", answers(&engine, asked, Duration::from_secs(amount))),
            _ => println!("{}", time_block(&engine, asked, &mut at, Duration::from_millis(amount))),
        }
        std::io::stdout().flush().expect("standard output");
    }
}
