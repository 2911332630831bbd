// Every form of list, corrupted in every way that has been seen of publishers and networks: none
// may pass in silence. 40 corruptions a source; LICET_LONG=1 makes them 200.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "chaos_sources.h"
#include "licet/ingest/check.h"
#include "licet/ingest/compile.h"
#include "ofac.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using snapshot::Snapshot;
using Random = std::mt19937;

Result<ListFile> read(const Source& source, const Texts& texts, const char* published) {
  ReadOptions how = options(published);
  how.only = source.only;
  if (texts.size() == 1) return read_list(texts[0], how);
  std::vector<OfacText> parts;
  for (const std::string& text : texts)
    if (!text.empty()) parts.push_back({cat("part", parts.size()), text});
  if (parts.size() < texts.size())
    return Error{Code::ListTruncated, "part", "a part is empty"};
  return read_ofac(parts, how);
}

// ---- corruptions; nothing when the form does not bear it

struct Corrupted {
  Texts texts;
  const char* published = "2026-09-01";
};
using Corruption = std::optional<Corrupted> (*)(const Source&, const std::vector<Source>&, Random&);

std::string& any_part(Corrupted& made, Random& random) {
  return made.texts[random() % made.texts.size()];
}

std::string replaced(std::string_view text, std::string_view old, std::string_view now) {
  std::string out;
  for (auto at = text.find(old); at != std::string_view::npos; at = text.find(old)) {
    out += cat(text.substr(0, at), now);
    text.remove_prefix(at + old.size());
  }
  return out + std::string(text);
}

std::vector<std::string> records(const Source& source, std::string_view text) {
  std::string_view end = source.record_end;
  if (end.empty()) end = "\n";
  std::vector<std::string> out;
  for (auto at = text.find(end); at != std::string_view::npos; at = text.find(end)) {
    out.emplace_back(text.substr(0, at + end.size()));
    text.remove_prefix(at + end.size());
  }
  if (!text.empty()) out.emplace_back(text);
  return out;
}

std::string without(const Source& source, std::string_view text, std::string_view mark) {
  std::string out;
  for (const std::string& record : records(source, text))
    if (record.find(mark) == std::string::npos) out += record;
  return out;
}

std::optional<Corrupted> cut(const Source& s, const std::vector<Source>&, Random& random) {
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  text.resize(random() % (text.size() - 1));
  return made;
}

std::optional<Corrupted> cut_at_line(const Source& s, const std::vector<Source>&, Random& random) {
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  text.resize(text.find('\n', random() % (text.size() * 9 / 10)) + 1);
  return made;
}

std::optional<Corrupted> partition(const Source& s, const std::vector<Source>&, Random& random) {
  Corrupted made{s.good};
  const std::string& mark = s.partitions[random() % s.partitions.size()];
  made.texts[0] = without(s, made.texts[0], mark);
  return made;
}

std::optional<Corrupted> page(const Source& s, const std::vector<Source>&, Random& random) {
  constexpr std::array<std::string_view, 5> kPages{
      "<!DOCTYPE html>\n<html><body>Moved</body></html>\n", "<html><head></head></html>\n",
      "\n\n<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>\n",
      "Service Unavailable\n", "{\"error\":\"quota\"}\n"};
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  const std::string_view shown = kPages[random() % kPages.size()];
  text = random() % 4 == 0 ? cat(text, shown) : std::string(shown);
  return made;
}

std::optional<Corrupted> doctype(const Source& s, const std::vector<Source>&, Random& random) {
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  constexpr std::string_view kType =
      "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///x\">]>\n";
  const auto at = text.starts_with("<?xml") ? text.find("?>") + 2 : 0;
  text.insert(at, kType);
  if (random() % 2 == 0 && !s.record_end.empty()) text = replaced(text, "Sample", "&b;");
  return made;
}

char separator_of(const Source& s) { return s.name == "DPL" ? '\t' : ','; }

// Two words of the header change places, or one is renamed, lost or doubled.
std::optional<Corrupted> header(const Source& s, const std::vector<Source>&, Random& random) {
  if (!s.record_end.empty() || s.name == "Treasury" || s.name == "CSL JSON") return std::nullopt;
  Corrupted made{s.good};
  const bool second = !s.own_day.empty();
  auto lines = records(s, made.texts[0]);
  std::string& line = lines[second ? 1 : 0];
  line.pop_back();
  std::vector<std::string> words;
  for (const auto word : split(line, separator_of(s))) words.emplace_back(word);
  const std::size_t a = random() % words.size(), b = (a + 1 + random() % (words.size() - 1)) %
                                                     words.size();
  switch (random() % 4) {
    case 0: std::swap(words[a], words[b]); break;
    case 1: words[a] = "renamed"; break;
    case 2: words.erase(words.begin() + std::ptrdiff_t(a)); break;
    default: words.insert(words.begin() + std::ptrdiff_t(a), words[b]);
  }
  line = join(words, std::string(1, separator_of(s))) + "\n";
  made.texts[0] = join(lines, "");
  return made;
}

// A key, an element or an attribute is renamed everywhere.
std::optional<Corrupted> renamed(const Source& s, const std::vector<Source>&, Random& random) {
  static const std::map<std::string, std::vector<std::string>> kWords{
      {"CSL JSON", {"\"name\"", "\"alt_names\"", "\"source\"", "\"id\"", "\"total\""}},
      {"UN", {"FIRST_NAME", "ALIAS_NAME", "REFERENCE_NUMBER", "INDIVIDUALS", "QUALITY",
              "LISTED_ON", "UN_LIST_TYPE", "dateGenerated", "ENTITY_ALIAS"}},
      {"EU", {"wholeName", "strong=", "nameAlias", "euReferenceNumber", "subjectType",
              "code=", "sanctionEntity", "generationDate", "number="}}};
  const auto it = kWords.find(s.name);
  if (it == kWords.end()) return std::nullopt;
  const std::string& word = it->second[random() % it->second.size()];
  std::string other = word;
  other[1] = other[1] == 'x' ? 'y' : 'x';
  return Corrupted{{replaced(s.good[0], word, other)}};
}

// The header stays; below it two columns change places in every row.
std::optional<Corrupted> columns(const Source& s, const std::vector<Source>&, Random& random) {
  if (!s.record_end.empty() || s.name == "CSL JSON" || s.name == "DPL") return std::nullopt;
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  const bool marked = text.ends_with('\x1A');
  auto rows = read_csv(marked ? std::string_view(text).substr(0, text.size() - 1) : text, "x");
  const std::size_t begin = s.name == "Treasury" ? 0 : s.own_day.empty() ? 1 : 2;
  const std::size_t width = rows.value().back().fields.size();
  const std::size_t a = random() % width, b = (a + 1 + random() % (width - 1)) % width;
  std::string out;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    auto& fields = rows.value()[i].fields;
    if (i >= begin) std::swap(fields[a], fields[b]);
    for (std::size_t f = 0; f < fields.size(); ++f)
      out += cat(f == 0 ? "" : ",", csv_field(fields[f]));
    out += "\n";
  }
  text = marked ? out + "\x1A" : out;
  return made;
}

std::optional<Corrupted> wrong_list(const Source& s, const std::vector<Source>& all,
                                    Random& random) {
  const Source& other = all[random() % all.size()];
  if (other.name == s.name || s.name.starts_with("CSL") || other.good.size() != s.good.size())
    return std::nullopt;
  return Corrupted{other.good};
}

std::optional<Corrupted> older(const Source& s, const std::vector<Source>&, Random&) {
  if (s.own_day.empty()) return Corrupted{s.good, "2026-08-31"};
  return Corrupted{{replaced(s.good[0], s.own_day, s.older_day)}};
}

std::optional<Corrupted> names_lost(const Source& s, const std::vector<Source>&, Random&) {
  if (s.name == "Treasury") return Corrupted{{s.good[0], "\r\n\x1A", s.good[2]}};
  if (s.name == "CSL JSON") return Corrupted{{replaced(s.good[0], "Ślimak", "")}};
  if (s.alias_column >= 0 && s.name == "CSL CSV")
    return Corrupted{{replaced(s.good[0], "Ślimak", "")}};
  if (s.alias_mark.empty()) return std::nullopt;
  Source lines = s;
  lines.record_end.clear();
  return Corrupted{{without(lines, s.good[0], s.alias_mark)}};
}

std::string twice(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c;
    else out += {char(0xC0 | (byte >> 6)), char(0x80 | (byte & 0x3F))};
  }
  return out;
}

std::optional<Corrupted> encoding(const Source& s, const std::vector<Source>&, Random& random) {
  Corrupted made{s.good};
  std::string& text = any_part(made, random);
  std::string out;
  switch (random() % 4) {
    case 0: out = twice(text); break;
    case 1:  // UTF-16
      for (const char c : text) out += {c, '\0'};
      break;
    case 2:  // one byte a letter
      for (std::size_t i = 0; i < text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) < 0x80 || i % 2 == 0) out += text[i];
      break;
    default:  // question marks
      for (const char c : text) out += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  }
  if (out == text) return std::nullopt;
  text = out;
  return made;
}

// ---- what is silent

// By list and primary name: an id may be made of what the row says.
using Rows = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

Rows rows_in(const ListFile& file) {
  Rows rows;
  for (const auto& entry : file.entries)
    for (const auto& name : entry.names)
      rows[{entry.list, entry.names.front().text}].insert(name.text);
  return rows;
}

// Taken over although more rows or names of a list are gone than a publisher's day explains.
std::string silent_loss(const Rows& good, const ListFile& taken) {
  const Rows now = rows_in(taken);
  std::map<std::string, std::array<std::size_t, 4>> count;  // rows, lost; names, lost
  for (const auto& [row, names] : good) {
    auto& of = count[row.first];
    const auto it = now.find(row);
    ++of[0];
    of[1] += it == now.end();
    for (const std::string& name : names) {
      ++of[2];
      of[3] += it == now.end() || !it->second.contains(name);
    }
  }
  for (const auto& [list, of] : count) {
    if (of[1] > kMostRowsLost || of[1] * 100 > of[0] * kMostPercentLost)
      return cat(list, ": ", of[1], " of ", of[0], " rows");
    if (of[3] > kMostRowsLost && of[3] * 100 > of[2] * kMostPercentRenamed)
      return cat(list, ": ", of[3], " of ", of[2], " names");
  }
  return "";
}

class ListChaosOf : public testing::TestWithParam<std::size_t> {};

TEST_P(ListChaosOf, NothingPassesInSilence) {
  // tidy-allow: getenv how much is done
  const int rounds = std::getenv("LICET_LONG") != nullptr ? 200 : 40;
  const std::vector<Source> all = chaos_sources();
  const Source& source = all[GetParam()];
  auto good = read(source, source.good, "2026-09-01");
  ASSERT_TRUE(good.ok()) << source.name << ": " << to_line(good.error());
  const Rows rows = rows_in(good.value());
  Change change;
  change.lists.push_back(good.value());
  const auto old = Snapshot::from_bytes(compile({}, std::move(change)).value());
  ASSERT_TRUE(old.ok());
  ASSERT_TRUE(check_list(good.value(), &old.value(), {}).ok());
  constexpr std::array<Corruption, 12> kCorruptions{
      cut, cut_at_line, partition, page, doctype, header, renamed, columns, wrong_list, older,
      names_lost, encoding};
  Random random(20260901);
  std::size_t kind = 0;
  int refused = 0, harmless = 0;
  for (int round = 0; round < rounds;) {
    const std::size_t used = kind++ % kCorruptions.size();
    const auto made = kCorruptions[used](source, all, random);
    if (!made) continue;
    ++round;
    const auto file = read(source, made->texts, made->published);
    const Status status = file.ok() ? check_list(file.value(), &old.value(), {}) : file.error();
    if (!status.ok()) {
      ++refused;
      continue;
    }
    ++harmless;
    EXPECT_EQ(silent_loss(rows, file.value()), "") << source.name << ", corruption " << used;
    EXPECT_NE(used, 9u) << source.name << ": an older file was taken over";
  }
  RecordProperty("refused", refused);
  RecordProperty("harmless", harmless);
  EXPECT_GE(refused * 10, rounds * 6) << source.name;
}

INSTANTIATE_TEST_SUITE_P(EverySource, ListChaosOf, testing::Range(std::size_t(0), std::size_t(10)));

// The negative control: without what is in force, or with its guards released, a list that lost
// most of its rows passes, and the measure of silence sees it.
TEST(ListChaosControl, WithoutTheGuardsALossPassesAndIsSeen) {
  for (const Source& source : chaos_sources()) {
    if (!source.record_end.empty() || source.good.size() > 1 || source.name.starts_with("CSL"))
      continue;
    const auto good = read(source, source.good, "2026-09-01");
    std::string half = source.good[0];
    half.resize(half.find('\n', half.size() / 2) + 1);
    const auto file = read(source, {half}, "2026-09-01");
    ASSERT_TRUE(file.ok()) << source.name << ": " << to_line(file.error());
    EXPECT_TRUE(check_list(file.value(), nullptr, {}).ok()) << source.name;
    EXPECT_NE(silent_loss(rows_in(good.value()), file.value()), "") << source.name;
  }
}

}  // namespace
}  // namespace licet::ingest
