#include "pack.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "json.h"
#include "licet/base/text.h"
#include "licet/evidence/pack.h"

// The writer makes an archive; the verifier, which shares nothing with it, must find whatever is
// done to it. LICET_LONG=1 tries every value of every byte.
namespace verify {
namespace {

namespace ledger = licet::ledger;
namespace evidence = licet::evidence;
using licet::Json;

struct Made {
  std::string archive, key;
};

ledger::KeyPair key_of(std::uint8_t first) { return ledger::key_of_seed({first}).value(); }

Made make_pack(int records, const ledger::KeyPair& key) {
  ledger::Ledger book(ledger::open_sqlite(":memory:").value());
  const Json question = licet::read_json(R"({"activity":"export","note":"a \"b\""})").value();
  const auto answer = ledger::make_record(Json(Json::Object{
      {"asked", Json(Json::Object{{"question", question}})},
      {"engine", "e"},
      {"on", "2020-01-01"},
      {"question", licet::to_id(licet::sha256(licet::to_canonical(question)))},
      {"snapshot", "sha256:s"},
      {"verdict", "NLR"}}));
  const auto post = [&](const ledger::Entry& entry) { (void)book.post({entry}).value(); };
  for (int i = 0; i < records; ++i)
    post({"s", "note", licet::cat("k", i), "2020-01-01T00:00:00", Json(Json::Object{})});
  post(evidence::answer_entry(answer, "2020-01-01T00:00:00"));
  const evidence::Part document{"invoice 7.txt", "5 pieces"};
  post(evidence::document_entry(answer.id, document, "2020-01-02T00:00:00").value());
  post({"s", "note", "last", "2020-01-03T00:00:00", Json(Json::Object{})});
  const auto matter = evidence::read_matter(book, answer.id).value();
  return {evidence::make_pack(book, matter, Json(), {document}, key).value().bytes,
          ledger::public_line(key.shown)};
}

// Empty when everything is as it was signed.
std::string finding(const std::string& archive, const std::string& key_line) {
  std::string key;
  if (!key_line.empty() && !read_key(key_line, key)) return "no key";
  Evidence evidence;
  Finding found;
  return verify_pack(archive, key, evidence, found) ? "" : found.text;
}

TEST(Pack, AnUnchangedOneHolds) {
  for (int records = 0; records < 20; ++records) {
    const Made made = make_pack(records, key_of(1));
    EXPECT_EQ(finding(made.archive, made.key), "") << records;
    EXPECT_EQ(finding(made.archive, ""), "");
  }
  const Made made = make_pack(3, key_of(1));
  EXPECT_NE(finding(made.archive, make_pack(3, key_of(2)).key), "");
}

TEST(Pack, SaysWhatIsInIt) {
  const Made made = make_pack(5, key_of(1));
  Evidence evidence;
  Finding found;
  ASSERT_TRUE(verify_pack(made.archive, "", evidence, found));
  EXPECT_EQ(evidence.verdict, "NLR");
  EXPECT_EQ(evidence.records, 2u);
  EXPECT_EQ(evidence.log_size, 8u);
}

// Every byte of the archive, also those of headers, padding and end.
TEST(Pack, EverySingleByteChangeIsFound) {
  const bool all = std::getenv("LICET_LONG") != nullptr;
  const Made made = make_pack(4, key_of(1));
  std::size_t tried = 0;
  for (std::size_t at = 0; at < made.archive.size(); ++at)
    for (int step = 1; step < 256; step += all ? 1 : 256) {
      std::string changed = made.archive;
      changed[at] = char(changed[at] ^ (all ? step : 1 << (at % 8)));
      ++tried;
      // Also where the archive names its own key.
      EXPECT_NE(finding(changed, at % 2 == 0 ? made.key : ""), "") << "byte " << at;
    }
  std::cout << tried << " single-byte changes of an archive of " << made.archive.size()
            << " bytes tried\n";
  EXPECT_GT(tried, 5000u);
}

TEST(Pack, CutLengthenedOrEmptyIsFound) {
  const Made made = make_pack(2, key_of(1));
  for (std::size_t size = 0; size < made.archive.size(); size += 100)
    EXPECT_NE(finding(made.archive.substr(0, size), made.key), "") << size;
  EXPECT_NE(finding(made.archive + std::string(512, '\0'), made.key), "");
  EXPECT_NE(finding(made.archive + "x", made.key), "");
}

std::vector<evidence::Part> parts_of(const std::string& archive) {
  std::vector<Member> members;
  Finding found;
  LICET_CHECK(read_tar(archive, members, found), "an archive");
  std::vector<evidence::Part> out;
  for (const Member& member : members)
    out.push_back({std::string(member.path), std::string(member.bytes)});
  return out;
}

// The part named is the one that was changed, whichever it is.
TEST(Pack, TheFirstBadPartIsNamed) {
  const Made made = make_pack(4, key_of(1));
  const auto parts = parts_of(made.archive);
  ASSERT_EQ(parts.size(), 10u);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto changed = parts;
    changed[i].bytes[0] ^= 1;
    const std::string why = finding(evidence::tar_of(changed).value(), made.key);
    const std::string named = parts[i].path == "manifest.sig" ? "manifest" : parts[i].path;
    EXPECT_NE(why.find(named), std::string::npos) << parts[i].path << ": " << why;
    changed = parts;
    changed.erase(changed.begin() + std::ptrdiff_t(i));
    EXPECT_NE(finding(evidence::tar_of(changed).value(), made.key), "") << parts[i].path;
  }
}

// Somebody with the key puts together parts that do not belong together: signed, and still found.
TEST(Pack, PartsThatDoNotFitAreFoundAlthoughSigned) {
  const ledger::KeyPair key = key_of(1);
  const auto signed_again = [&](std::vector<evidence::Part> parts) {
    std::string manifest = parts[0].bytes;
    const auto list = manifest.find("\"parts\":["), end = manifest.find("],", list);
    std::string rows;
    for (std::size_t i = 2; i < parts.size(); ++i)
      rows += licet::cat(rows.empty() ? "" : ",", "{\"bytes\":", parts[i].bytes.size(),
                         ",\"path\":\"", parts[i].path, "\",\"sha256\":\"",
                         licet::to_hex(licet::sha256(parts[i].bytes)), "\"}");
    manifest.replace(list + 9, end - list - 9, rows);
    parts[0].bytes = manifest;
    const auto signature = ledger::sign(key.secret, "licet-evidence/1\n" + manifest).value();
    parts[1].bytes =
        ledger::to_base64({reinterpret_cast<const char*>(signature.data()), 64}) + "\n";
    return finding(evidence::tar_of(parts).value(), ledger::public_line(key.shown));
  };
  const auto ours = parts_of(make_pack(4, key).archive);
  const auto other = parts_of(make_pack(9, key).archive);
  EXPECT_EQ(signed_again(ours), "");  // the control: signing again is not what is found
  const auto with = [&](std::string_view path, const std::string& bytes) {
    auto parts = ours;
    for (auto& part : parts)
      if (part.path == path) part.bytes = bytes;
    return signed_again(parts);
  };
  for (std::size_t i = 2; i < ours.size(); ++i)
    if (ours[i].path == "checkpoint.txt" || ours[i].path == "records.jsonl") {
      EXPECT_NE(with(ours[i].path, other[i].bytes).find("records.jsonl"), std::string::npos);
    }
  EXPECT_NE(with("question.json", "{}").find("question.json"), std::string::npos);
  EXPECT_NE(with("answer.json", "{}").find("answer.json"), std::string::npos);
  EXPECT_NE(with("records.jsonl", "").find("answer.json"), std::string::npos);
  EXPECT_NE(with("documents/invoice%207.txt", "6 pieces").find("documents/"), std::string::npos);
}

TEST(Json, ReadsOnlyOneForm) {
  Value value;
  EXPECT_TRUE(read_json(R"({"a":[1,"x\"y",null,-2],"b":{}})", value));
  EXPECT_EQ(value.find("a")->items[1].raw, R"("x\"y")");
  for (const char* bad : {"", "{", "{\"a\":1,\"a\":2}", "{\"b\":1,\"a\":2}", "{} ", "[1,]", "nul",
                          "\"a", "{\"a\" :1}", "[\"\x01\"]"})
    EXPECT_FALSE(read_json(bad, value = {})) << bad;
  EXPECT_FALSE(read_json(std::string(100, '[') + std::string(100, ']'), value = {}));
}

}  // namespace
}  // namespace verify
