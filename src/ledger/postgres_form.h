#pragma once
#include <cstdint>
#include <iterator>

// Inside the module: the tables of a PostgreSQL ledger and the steps from one form of them to the
// next. Steps are never changed once they were published: a change adds one.
namespace licet::ledger {

// Form 1.
inline constexpr const char* kPostgresTables = R"(
CREATE TABLE IF NOT EXISTS records(sequence bigint PRIMARY KEY, stream text NOT NULL,
  kind text NOT NULL, key text NOT NULL UNIQUE, bytes bytea NOT NULL,
  leaf bytea NOT NULL CHECK(length(leaf) = 32));
CREATE INDEX IF NOT EXISTS records_stream ON records(stream, sequence);
CREATE TABLE IF NOT EXISTS head(one integer PRIMARY KEY CHECK(one = 1), size bigint NOT NULL,
  peaks bytea NOT NULL);
INSERT INTO head VALUES(1, 0, '') ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS accounts(licence text NOT NULL, line text NOT NULL, unit text NOT NULL,
  currency text NOT NULL, status text NOT NULL, quantity_cap bigint, value_cap bigint,
  order_cap bigint, period_cap bigint, tolerance bigint NOT NULL, period bigint NOT NULL,
  quantity_used bigint NOT NULL CHECK(quantity_used >= 0),
  quantity_held bigint NOT NULL CHECK(quantity_held >= 0),
  value_used bigint NOT NULL CHECK(value_used >= 0),
  value_held bigint NOT NULL CHECK(value_held >= 0), first integer NOT NULL,
  last integer NOT NULL, PRIMARY KEY(licence, line),
  CHECK(quantity_cap IS NULL OR quantity_used + quantity_held <= quantity_cap),
  CHECK(value_cap IS NULL OR
        (value_used + value_held)::numeric * 100 <= value_cap::numeric * (100 + tolerance)));
CREATE TABLE IF NOT EXISTS draws(key text PRIMARY KEY, licence text NOT NULL, line text NOT NULL,
  state text NOT NULL, quantity bigint NOT NULL, value bigint NOT NULL, day integer NOT NULL,
  until integer NOT NULL);
CREATE INDEX IF NOT EXISTS draws_licence ON draws(licence, line, day);
)";

// Form 2: a record may be purged (as in SQLite), and the form has a number.
inline constexpr const char* kPostgresPurged = R"(
ALTER TABLE records ADD COLUMN purged bigint CHECK((purged IS NULL) = (length(bytes) > 0));
CREATE TABLE form(one integer PRIMARY KEY CHECK(one = 1), number bigint NOT NULL);
INSERT INTO form VALUES(1, 2);
)";

// Step n leads from form n to form n + 1; all that are due run in one transaction.
inline constexpr const char* kPostgresSteps[] = {kPostgresTables, kPostgresPurged};
inline constexpr std::int64_t kPostgresForm = std::int64_t(std::size(kPostgresSteps));

}  // namespace licet::ledger
