#include "pack.h"

#include "json.h"

namespace verify {
namespace {

constexpr std::string_view kForm = "licet-evidence/1";

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

class Pack {
 public:
  Pack(std::vector<Member> members, Finding& finding)
      : members_(std::move(members)), finding_(finding) {}

  bool run(const std::string& key, Evidence& out) {
    return signature(key, out) && parts() && answer(out) && checkpoint(out) && records(out) &&
           documents(out);
  }

 private:
  bool bad(std::string_view path, std::string_view what) {
    finding_.text = "part " + std::string(path) + ": " + std::string(what);
    return false;
  }

  const Member* find(std::string_view path) const {
    for (const Member& member : members_)
      if (member.path == path) return &member;
    return nullptr;
  }

  bool signature(const std::string& wanted, Evidence& out) {
    if (members_.size() < 2 || members_[0].path != "manifest.json" ||
        members_[1].path != "manifest.sig")
      return bad("manifest.json", "does not open the archive");
    key_ = wanted;
    const Member* inside = find("key.pub");
    if (inside == nullptr || (wanted.empty() && !read_key(inside->bytes, key_)))
      return bad("key.pub", "is no public key");
    const std::string_view line = members_[1].bytes;
    std::string signed_with;
    if (!line.ends_with('\n') || !decode(line.substr(0, line.size() - 1), signed_with) ||
        signed_with.size() != 64)
      return bad("manifest.sig", "is no signature");
    const std::string_view manifest = members_[0].bytes;
    if (!signed_by(key_, std::string(kForm) + "\n" + std::string(manifest), signed_with))
      return bad("manifest.json", "is not signed by this key");
    if (!manifest.ends_with('\n') ||
        !read_json(manifest.substr(0, manifest.size() - 1), manifest_) ||
        manifest_.text("form") != kForm)
      return bad("manifest.json", "is of another form");
    out.answer = manifest_.text("answer");
    out.verdict = manifest_.text("verdict");
    out.on = manifest_.text("on");
    out.key = hex(hash_of(key_)).substr(0, 8);
    return true;
  }

  // Each part that the manifest names, in its order, and no other.
  bool parts() {
    const Value* listed = manifest_.find("parts");
    if (listed == nullptr || listed->kind != '[') return bad("manifest.json", "names no parts");
    for (std::size_t i = 0; i < listed->items.size(); ++i) {
      const Value& one = listed->items[i];
      const std::string_view path = one.text("path");
      std::uint64_t size = 0;
      if (i + 2 >= members_.size()) return bad(path, "is missing");
      const Member& member = members_[i + 2];
      if (member.path != path) return bad(path, "is not in its place");
      if (!one.number("bytes", size) || size != member.bytes.size() ||
          hex(hash_of(member.bytes)) != one.text("sha256"))
        return bad(path, "is not what was signed");
    }
    if (listed->items.size() + 2 != members_.size())
      return bad(members_[listed->items.size() + 2].path, "is not in the manifest");
    return true;
  }

  bool answer(const Evidence& out) {
    const Member* answer = find("answer.json");
    const Member* question = find("question.json");
    if (answer == nullptr || "sha256:" + hex(hash_of(answer->bytes)) != out.answer)
      return bad("answer.json", "is not the answer of this id");
    Value document;
    if (!read_json(answer->bytes, document)) return bad("answer.json", "is no document");
    for (const char* key : {"on", "question", "snapshot", "verdict"})
      if (document.text(key).empty() || document.text(key) != manifest_.text(key))
        return bad("answer.json", "says another thing than the manifest");
    const Value* asked = document.find("asked");
    const Value* inside = asked == nullptr ? nullptr : asked->find("question");
    if (question == nullptr || inside == nullptr || inside->raw != question->bytes ||
        "sha256:" + hex(hash_of(question->bytes)) != document.text("question"))
      return bad("question.json", "is not the question of the answer");
    return true;
  }

  bool checkpoint(Evidence& out) {
    const Member* point = find("checkpoint.txt");
    std::vector<Point> points;
    Finding why;
    if (point == nullptr) return bad("checkpoint.txt", "is missing");
    if (!read_points(std::string(point->bytes), key_, points, why) || points.size() != 1)
      return bad("checkpoint.txt", why.text.empty() ? "holds more than one" : why.text);
    point_ = points.front();
    out.log_size = point_.size;
    return true;
  }

  // {"leaf","path","record","sequence"} a line.
  bool record(std::string_view line, std::uint64_t& last) {
    Value row;
    std::uint64_t sequence = 0;
    if (!read_json(line, row) || !row.number("sequence", sequence) || sequence <= last)
      return false;
    last = sequence;
    const Value* body = row.find("record");
    const Value* path = row.find("path");
    std::uint64_t said = 0;
    if (body == nullptr || path == nullptr || path->kind != '[' ||
        !body->number("sequence", said) || said != sequence)
      return false;
    const Hash leaf = leaf_of(body->raw);
    if (hex(leaf) != row.text("leaf")) return false;
    std::vector<Hash> steps;
    for (const Value& step : path->items) {
      steps.emplace_back();
      if (step.kind != '"' || !parse_hash(step.raw.substr(1, step.raw.size() - 2), steps.back()))
        return false;
    }
    if (!leads_to(leaf, sequence - 1, point_.size, steps, point_.root)) return false;
    rows_.push_back(body->raw);
    return true;
  }

  bool records(Evidence& out) {
    const Member* member = find("records.jsonl");
    if (member == nullptr) return bad("records.jsonl", "is missing");
    std::string_view text = member->bytes;
    std::uint64_t last = 0;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      if (end == std::string_view::npos || !record(text.substr(0, end), last))
        return bad("records.jsonl", "line " + std::to_string(rows_.size() + 1) +
                                        " is not a record of the signed log");
      text.remove_prefix(end + 1);
    }
    out.records = rows_.size();
    const std::string wanted = "{\"answer\":" + std::string(find("answer.json")->bytes) +
                               ",\"answer_id\":" + quoted(out.answer) + "}";
    return has_record("answer", wanted) || bad("answer.json", "is not among the records");
  }

  bool has_record(std::string_view kind, std::string_view body) const {
    for (std::string_view raw : rows_) {
      Value row;
      if (!read_json(raw, row) || row.text("kind") != kind) continue;
      if (const Value* inside = row.find("body"); inside != nullptr && inside->raw == body)
        return true;
    }
    return false;
  }

  bool is_recorded(const Member& document, const Evidence& out) const {
    for (std::string_view raw : rows_) {
      Value row;
      if (!read_json(raw, row) || row.text("kind") != "document") continue;
      const Value* body = row.find("body");
      if (body != nullptr && body->text("answer_id") == out.answer &&
          body->text("path") == document.path &&
          body->text("sha256") == hex(hash_of(document.bytes)))
        return true;
    }
    return false;
  }

  bool documents(Evidence& out) {
    for (const Member& member : members_)
      if (member.path.starts_with("documents/") && !is_recorded(member, out))
        return bad(member.path, "is not among the records");
    const Value* absent = manifest_.find("documents_absent");
    if (absent == nullptr || absent->kind != '[')
      return bad("manifest.json", "does not say which documents are absent");
    for (const Value& one : absent->items) {
      const Value* name = one.find("name");
      out.absent.emplace_back(name == nullptr ? "?" : name->raw);
    }
    return true;
  }

  std::vector<Member> members_;
  Finding& finding_;
  Value manifest_;
  std::string key_;
  Point point_;
  std::vector<std::string_view> rows_;
};

}  // namespace

bool verify_pack(std::string_view archive, const std::string& key, Evidence& out,
                 Finding& finding) {
  std::vector<Member> members;
  if (!read_tar(archive, members, finding)) return false;
  return Pack(std::move(members), finding).run(key, out);
}

}  // namespace verify
