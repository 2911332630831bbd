#include "verify.h"

#include <sqlite3.h>

#include "json.h"

namespace verify {
namespace {

bool take_line(std::string_view& text, std::string_view& line) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return false;
  line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return true;
}

// origin, size, root, empty line, signature line: each as the writer writes it.
std::string read_point(std::string_view& text, const std::string& key, Point& point) {
  const std::string_view start = text;
  std::string_view origin, size, root, empty, last;
  if (!take_line(text, origin) || !take_line(text, size) || !take_line(text, root) ||
      !take_line(text, empty))
    return "ends too early";
  const std::string_view content = start.substr(0, start.size() - text.size());
  if (!take_line(text, last)) return "ends too early";
  point.origin = std::string(origin);
  const std::string head = "\u2014 " + point.origin + " ";
  if (!empty.empty() || !last.starts_with(head) || !read_number(size, point.size) ||
      !decode(root, point.root) || point.root.size() != 32 ||
      !decode(last.substr(head.size()), point.signature) || point.signature.size() != 64)
    return "is not as it was written";
  if (!signed_by(key, content, point.signature)) return "is not signed by this key";
  return "";
}

// The record's bytes close with the members that say what and where it is.
bool says_its_place(std::string_view record, std::uint64_t sequence) {
  const std::string mark = "\"sequence\":" + std::to_string(sequence) + ",\"stream\":\"";
  return record.starts_with("{\"at\":\"") && record.ends_with("\"}") &&
         record.find(mark) != std::string_view::npos;
}

std::string column(sqlite3_stmt* row, int index) {
  const void* bytes = sqlite3_column_blob(row, index);
  return {static_cast<const char*>(bytes), std::size_t(sqlite3_column_bytes(row, index))};
}

constexpr const char* kRows =
    "SELECT sequence, leaf, bytes, stream, kind, key, purged FROM records ORDER BY sequence";
constexpr const char* kRowsOfForm1 =
    "SELECT sequence, leaf, bytes, stream, kind, key, 0 FROM records ORDER BY sequence";

// As JSON writes a text: quotes, backslashes and control characters escaped.
std::string as_json(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    const unsigned char byte = (unsigned char)(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += '\\';
      out += c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
    } else if (byte < 0x20) {
      out += "\\u00";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// Only these may be purged: balances and dockets rest on every other kind.
bool may_be_purged(std::string_view kind) {
  return kind == "\"answer\"" || kind == "\"document\"" || kind == "\"hold_release\"";
}

// Columns that repeat what the bytes say must say the same. Names are written in JSON's own way, so
// a name with an escape is compared by the bytes alone.
bool columns_agree(const std::string& bytes, const std::string& stream, const std::string& kind,
                   const std::string& key, std::uint64_t sequence) {
  const auto plain = [](const std::string& text) {
    return text.find_first_of("\"\\") == std::string::npos;
  };
  if (!plain(stream) || !plain(kind) || !plain(key)) return true;
  return bytes.ends_with(",\"key\":\"" + key + "\",\"kind\":\"" + kind + "\",\"sequence\":" +
                         std::to_string(sequence) + ",\"stream\":\"" + stream + "\"}");
}

}  // namespace

bool read_number(std::string_view text, std::uint64_t& out) {
  if (text.empty() || text.size() > 18 || (text.size() > 1 && text[0] == '0')) return false;
  out = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + std::uint64_t(c - '0');
  }
  return true;
}

bool read_key(std::string_view text, std::string& key) {
  constexpr std::string_view kHead = "licet-ed25519 ";
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text.starts_with(kHead) && decode(text.substr(kHead.size()), key) && key.size() == 32;
}

bool read_points(const std::string& file, const std::string& key, std::vector<Point>& points,
                 Finding& finding) {
  std::string_view text = file;
  while (!text.empty()) {
    Point point;
    const std::string why = read_point(text, key, point);
    const std::string name = "checkpoint " + std::to_string(points.size() + 1);
    if (!why.empty()) {
      finding.text = name + " " + why;
      return false;
    }
    if (!points.empty() && point.size < points.back().size) {
      finding.text = name + " is older than the one before it";
      return false;
    }
    if (!points.empty() && point.origin != points.front().origin) {
      finding.text = name + " belongs to another log";
      return false;
    }
    points.push_back(std::move(point));
  }
  if (points.empty()) finding.text = "there is no checkpoint: nothing was ever signed";
  return !points.empty();
}

Log::Log(const std::vector<Point>& points) : points_(points) {
  for (const Point& point : points) due_[point.size].push_back(point.root);
  check_roots();
}

bool Log::add(std::string_view leaf_hex, std::string_view record) {
  const std::uint64_t sequence = tree_.size() + 1;
  const std::string name = "record " + std::to_string(sequence) + " ";
  const Hash leaf = leaf_of(record);
  if (hex(leaf) != leaf_hex) return bad(name + "is not what was hashed");
  if (!says_its_place(record, sequence)) return bad(name + "is out of its place");
  if (record.find("\"kind\":\"purge\",") != std::string_view::npos &&
      !take_order(record, sequence))
    return bad(name + "orders a purge that cannot be");
  tree_.add(leaf);
  return check_roots();
}

bool Log::add_gone(std::string_view leaf_hex, Gone gone) {
  const std::string name = "record " + std::to_string(tree_.size() + 1) + " ";
  Hash leaf{};
  if (gone.sequence != tree_.size() + 1) return bad(name + "is out of its place");
  if (!parse_hash(leaf_hex, leaf)) return bad(name + "has no hash");
  gone.leaf = leaf_hex;
  gone_[gone.sequence] = std::move(gone);
  tree_.add(leaf);
  return check_roots();
}

// Which records it purged, and what they were.
bool Log::take_order(std::string_view record, std::uint64_t sequence) {
  Value row;
  if (!read_json(record, row)) return false;
  if (row.text("kind") != "purge") return true;
  const Value* body = row.find("body");
  const Value* records = body == nullptr ? nullptr : body->find("records");
  if (records == nullptr || records->kind != '[') return false;
  for (const Value& one : records->items) {
    Gone gone;
    if (!one.number("sequence", gone.sequence)) return false;
    gone.by = sequence;
    gone.leaf = one.text("leaf");
    gone.key = one.raw_text("key");
    gone.kind = one.raw_text("kind");
    gone.stream = one.raw_text("stream");
    if (!may_be_purged(gone.kind)) return false;
    ordered_[gone.sequence] = std::move(gone);
  }
  return true;
}

// Rows without bytes against the orders, both ways.
void Log::settle() {
  for (const auto& [sequence, gone] : gone_) {
    const auto it = ordered_.find(sequence);
    if (it == ordered_.end() || !(it->second == gone))
      bad("record " + std::to_string(sequence) + " is gone and no record says so");
  }
  for (const auto& [sequence, order] : ordered_)
    if (!gone_.contains(sequence))
      bad("record " + std::to_string(sequence) + " was purged and is there again");
}

bool Log::bad(std::string why) {
  if (finding_.text.empty()) finding_.text = std::move(why);
  return false;
}

Finding Log::finish() {
  if (finding_.text.empty() && tree_.size() < points_.back().size)
    finding_.text = "the log ends at record " + std::to_string(tree_.size()) + ", " +
                    std::to_string(points_.back().size) + " were signed";
  if (finding_.text.empty()) settle();
  return finding_;
}

bool Log::check_roots() {
  const auto it = due_.find(tree_.size());
  if (it == due_.end()) return true;
  const Hash root = tree_.root();
  for (const std::string& wanted : it->second)
    if (wanted != std::string(reinterpret_cast<const char*>(root.data()), root.size()))
      return bad("the log up to record " + std::to_string(tree_.size()) +
                 " is not the one that was signed");
  return true;
}

// {"leaf","purged":{"by","key","kind","sequence","stream"}}.
bool add_gone_line(std::string_view line, Log& log) {
  Value row;
  Log::Gone gone;
  const Value* inside = nullptr;
  const bool read = read_json(line, row) && row.keys.size() == 2 &&
                    (inside = row.find("purged")) != nullptr && inside->keys.size() == 5 &&
                    inside->number("by", gone.by) && inside->number("sequence", gone.sequence);
  if (!read)
    return log.bad("record " + std::to_string(log.size() + 1) + " is not as it was written");
  gone.key = inside->raw_text("key");
  gone.kind = inside->raw_text("kind");
  gone.stream = inside->raw_text("stream");
  return log.add_gone(row.text("leaf"), std::move(gone));
}

// {"leaf":"<64 digits>","record":<bytes>} a line.
void read_export(const std::string& file, Log& log) {
  constexpr std::string_view kHead = "{\"leaf\":\"", kMiddle = "\",\"record\":";
  constexpr std::string_view kGone = "\",\"purged\":";
  std::string_view text = file, line;
  while (!text.empty()) {
    const std::string name = "record " + std::to_string(log.size() + 1) + " ";
    if (!take_line(text, line)) {
      log.bad(name + "has no end");
      return;
    }
    if (line.size() > kHead.size() + 64 + kGone.size() && line.starts_with(kHead) &&
        line.substr(kHead.size() + 64, kGone.size()) == kGone) {
      if (!add_gone_line(line, log)) return;
      continue;
    }
    const std::size_t at = kHead.size() + 64 + kMiddle.size();
    if (line.size() <= at || !line.starts_with(kHead) || !line.ends_with('}') ||
        line.substr(kHead.size() + 64, kMiddle.size()) != kMiddle) {
      log.bad(name + "is not as it was written");
      return;
    }
    if (!log.add(line.substr(kHead.size(), 64), line.substr(at, line.size() - at - 1))) return;
  }
}

// Ledgers of form 1 know no purges.
bool has_purges(sqlite3* database) {
  sqlite3_stmt* row = nullptr;
  const bool found =
      sqlite3_prepare_v2(database, "SELECT purged FROM records LIMIT 1", -1, &row, nullptr) ==
      SQLITE_OK;
  sqlite3_finalize(row);
  return found;
}

bool read_database(const std::string& path, Log& log, Finding& finding) {
  sqlite3* database = nullptr;
  sqlite3_stmt* rows = nullptr;
  const bool opened =
      sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(database, has_purges(database) ? kRows : kRowsOfForm1, -1, &rows,
                         nullptr) == SQLITE_OK;
  int code = SQLITE_DONE;
  while (opened && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    Hash leaf{};
    const std::string stored = column(rows, 1), bytes = column(rows, 2);
    const std::uint64_t sequence = log.size() + 1;
    for (std::size_t i = 0; i < 32 && i < stored.size(); ++i) leaf[i] = (unsigned char)(stored[i]);
    const std::string name = "record " + std::to_string(sequence) + " ";
    if (std::uint64_t(sqlite3_column_int64(rows, 0)) != sequence || stored.size() != 32) {
      log.bad(name + "is missing or out of its place");
      break;
    }
    if (bytes.empty() && sqlite3_column_int64(rows, 6) > 0) {
      if (!log.add_gone(hex(leaf), {sequence, std::uint64_t(sqlite3_column_int64(rows, 6)), "",
                                    as_json(column(rows, 5)), as_json(column(rows, 4)),
                                    as_json(column(rows, 3))}))
        break;
      continue;
    }
    if (!columns_agree(bytes, column(rows, 3), column(rows, 4), column(rows, 5), sequence)) {
      log.bad(name + "says another thing in its columns");
      break;
    }
    if (!log.add(hex(leaf), bytes)) break;
  }
  if (!opened || (code != SQLITE_DONE && code != SQLITE_ROW))
    finding = {path + ": " + sqlite3_errmsg(database), opened ? 1 : 3};
  sqlite3_finalize(rows);
  sqlite3_close_v2(database);
  return finding.text.empty();
}

}  // namespace verify
