module licet.example/rivals/watchman

go 1.24.0

require github.com/moov-io/watchman v0.55.0
