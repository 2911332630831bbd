// The same questions put to Watchman (github.com/moov-io/watchman): every question against every
// name by its own Similarity, as its search does, on one core. Called by rivals.py.
//
//	watchman names.tsv queries.tsv least
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/moov-io/watchman/pkg/search"
)

func rows(path string, cells int) [][]string {
	file, err := os.Open(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer file.Close()
	var out [][]string
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for lines.Scan() {
		out = append(out, strings.SplitN(lines.Text(), "\t", cells))
	}
	return out
}

func entity(id, name, kind string) search.Entity[search.Value] {
	out := search.Entity[search.Value]{Name: name, SourceID: id, Type: search.EntityBusiness}
	if kind == "person" {
		out.Type = search.EntityPerson
		out.Person = &search.Person{Name: name}
	} else {
		out.Business = &search.Business{Name: name}
	}
	return out.Normalize()
}

func seconds() float64 {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return float64(used.Utime.Sec) + float64(used.Utime.Usec)/1e6
}

func main() {
	least, _ := strconv.ParseFloat(os.Args[3], 64)
	kinds := map[string]string{}
	var listed []search.Entity[search.Value]
	for _, row := range rows(os.Args[1], 3) {
		kinds[row[0]] = row[1]
		listed = append(listed, entity(row[0], row[2], row[1]))
	}
	start := seconds()
	questions := rows(os.Args[2], 3)
	for _, row := range questions {
		kind := kinds[row[1]]
		if row[1] == "" {
			kind = "person"
		}
		asked := entity("", row[2], kind) // it is told the true type
		found, alert := false, false
		for i := range listed {
			if search.Similarity(asked, listed[i]) >= least {
				alert = true
				found = found || listed[i].SourceID == row[1]
			}
		}
		fmt.Printf("%s\t%t\t%t\n", row[0], found, alert)
	}
	fmt.Printf("seconds\t%f\n", seconds()-start)
}
