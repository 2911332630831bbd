// Command opa answers and times questions with an OPA query prepared once.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"golang.org/x/sys/unix"
)

var facts = []string{"item", "destination", "end_use", "role", "value", "military", "certificate"}

// readQuestions gives each line of the file as an OPA value; a fact not known ("?") is absent.
func readQuestions(path string) []ast.Value {
	text, err := os.ReadFile(path)
	if err != nil {
		fail(err)
	}
	var asked []ast.Value
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		input := map[string]any{}
		for i, name := range facts {
			switch {
			case cells[i] == "?":
			case name == "value":
				input[name] = number(cells[i])
			case name == "military" || name == "certificate":
				input[name] = cells[i] == "true"
			default:
				input[name] = cells[i]
			}
		}
		input["day"] = number(cells[7])
		value, err := ast.InterfaceToValue(input)
		if err != nil {
			fail(err)
		}
		asked = append(asked, value)
	}
	return asked
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		fail(err)
	}
	return value
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

type engine struct{ query rego.PreparedEvalQuery }

func (e engine) decide(asked ast.Value) byte {
	results, err := e.query.Eval(context.Background(), rego.EvalParsedInput(asked))
	if err != nil || len(results) != 1 {
		return 'E'
	}
	if allow, ok := results[0].Expressions[0].Value.(bool); ok && allow {
		return 'A'
	}
	return 'L'
}

// cpuNs is the processor time of this process, garbage collection included: what others do on the
// machine does not count.
func cpuNs() int64 {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &now); err != nil {
		fail(err)
	}
	return now.Nano()
}

// longNs: decisions above it are timed one by one in processor time; reading that clock costs too
// much below.
const longNs = 20000

// timeBlock: one block without clocks inside gives the rate in processor time, a second with clocks
// gives the percentiles.
func (e engine) timeBlock(asked []ast.Value, at *int, span time.Duration) string {
	half := span.Nanoseconds() / 2
	next := func() ast.Value {
		*at = (*at + 1) % len(asked)
		return asked[*at]
	}
	count, total := int64(0), int64(0)
	for start := cpuNs(); total < half; total = cpuNs() - start {
		e.decide(next())
		count++
	}
	begin := time.Now()
	clock := func() int64 { return time.Since(begin).Nanoseconds() }
	if total/count > longNs {
		clock = cpuNs
	}
	var samples []int64
	for sum := int64(0); sum < half; sum += samples[len(samples)-1] + 100 {
		question, before := next(), clock()
		e.decide(question)
		samples = append(samples, clock()-before)
	}
	slices.Sort(samples)
	percentile := func(p int) int64 { return samples[min(len(samples)*p/100, len(samples)-1)] }
	return fmt.Sprintf(`{"count":%d,"ns":%d,"p50":%d,"p99":%d}`,
		count, total, percentile(50), percentile(99))
}

func (e engine) answers(asked []ast.Value, limit time.Duration) string {
	var letters strings.Builder
	for start, i := time.Now(), 0; i < len(asked) && time.Since(start) < limit; i++ {
		letters.WriteByte(e.decide(asked[i]))
	}
	return letters.String()
}

func peakMemoryKB() string {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.Fields(rest)[0]
		}
	}
	return "0"
}

func load(path string) (engine, time.Duration) {
	text, err := os.ReadFile(path)
	if err != nil {
		fail(err)
	}
	start := time.Now()
	query, err := rego.New(rego.Query("data.law.allow"), rego.Module("law.rego", string(text))).
		PrepareForEval(context.Background())
	if err != nil {
		fail(err)
	}
	return engine{query}, time.Since(start)
}

func main() {
	debug.SetGCPercent(400) // a server with memory to spare
	rules, took := load(os.Args[1])
	fmt.Printf("{\"load_ms\":%d}\n", took.Milliseconds())
	held, at := "", 0
	var asked []ast.Value
	for commands := bufio.NewScanner(os.Stdin); commands.Scan(); {
		words := strings.Fields(commands.Text())
		if words[0] == "memory" {
			fmt.Println(peakMemoryKB())
			continue
		}
		if held != words[1] {
			held, at, asked = words[1], 0, readQuestions(words[1])
		}
		if amount := time.Duration(number(words[2])); words[0] == "answers" {
			fmt.Println(rules.answers(asked, amount*time.Second))
		} else {
			fmt.Println(rules.timeBlock(asked, &at, amount*time.Millisecond))
		}
	}
}
